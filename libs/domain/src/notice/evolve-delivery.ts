import { CorruptStreamError } from '../errors';
import type { Instant } from '../time/taipei';
import type { RecordedNoticeEvent } from './events';
import type { NoticeIn, NoticeState } from './state';

/** The letter of another round goes out; who is known not to have the former one is not known to have this one. */
export const announcing = (open: NoticeIn<'tracking'>, at: Instant): NoticeIn<'tracking'> => ({
  ...open,
  delivered: false,
  announcedAt: at,
});

/** Whether the letter has arrived, and by when it is to be served if not. @throws CorruptStreamError */
export function delivering(
  open: NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>,
  event: Extract<RecordedNoticeEvent, { type: 'NoticeDelivered' | 'NoticeNotArrived' | 'ServiceOverdue' }>,
): NoticeState {
  const { serveBy, ...rest } = open;
  switch (event.type) {
    case 'NoticeDelivered':
      return { ...rest, delivered: true };
    case 'NoticeNotArrived':
      return { ...open, serveBy: event.serveBy };
    case 'ServiceOverdue':
      if (serveBy === undefined) throw new CorruptStreamError(open.phase, event.type);
      return { ...open, serveBy: event.nextAt };
  }
}
