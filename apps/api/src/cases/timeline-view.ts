import type { timelineView } from '@xiangaitong/contracts';
import type { TimelineEvent } from '@xiangaitong/persistence';
import type { z } from 'zod';

/** A case's events as the interface shows them. */
export const viewTimeline = (events: readonly TimelineEvent[]): z.output<typeof timelineView> => ({
  entries: events.map(({ seq, type, at, by, data }) => ({ seq, type, at, by: { ...by }, data: { ...data } })),
});
