import type { RecordedNoticeEvent, RecordedSuspensionEvent } from '@xiangaitong/domain';
import type { TimelineEntry } from '../demo/api-client';

/** Puts an entry of the interface's timeline back into the event it shows. */
export const parseEntry = ({
  type,
  at,
  by,
  data,
}: TimelineEntry): RecordedNoticeEvent | RecordedSuspensionEvent =>
  ({ ...data, type, at, by }) as RecordedNoticeEvent | RecordedSuspensionEvent;
