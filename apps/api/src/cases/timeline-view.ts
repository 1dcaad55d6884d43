import type { timelineView } from '@xiangaitong/contracts';
import { disclosed, type Actor, type CaseKind, type OrganisationId } from '@xiangaitong/domain';
import type { TimelineEvent } from '@xiangaitong/persistence';
import type { z } from 'zod';
import type { Audience } from './audience';

type TimelineView = z.output<typeof timelineView>;

/** A case's events as this audience sees them. @param reader whose people are named to them */
export function viewTimeline(
  kind: CaseKind,
  events: readonly TimelineEvent[],
  audience: Audience,
  reader: OrganisationId,
): TimelineView {
  if (audience === 'officer') return { entries: events.map((event) => entry(event, { ...event.by })) };
  const shown = disclosed(kind, events, audience);
  // Numbered as they are shown: gaps would tell how much is not.
  return {
    entries: shown.map((event, index) => entry({ ...event, seq: index + 1 }, outside(event.by, reader))),
  };
}

type By = TimelineView['entries'][number]['by'];

const entry = (
  { seq, type, at, data }: Omit<TimelineEvent, 'by'>,
  by: By,
): TimelineView['entries'][number] => ({ seq, type, at, by, data: { ...data } });

/** Which organisation did it; of one's own people who, and of the product that it did. */
function outside(by: Actor, reader: OrganisationId): By {
  if (by.organisationId === reader) return { ...by };
  return by.role === 'system'
    ? { organisationId: by.organisationId, role: by.role }
    : { organisationId: by.organisationId };
}
