import type { Instant } from '../time/taipei';
import type { Round } from './state';

/**
 * 逾期: arrived after the deadline. What completes a reply in time within the date of its 補正 is not
 * late: that date was given.
 */
export function isLate(
  { plan, supplement }: Pick<Round, 'plan' | 'supplement'>,
  receivedAt: Instant,
): boolean {
  if (receivedAt < plan.instant) return false;
  return supplement === undefined || !supplement.timely || receivedAt >= supplement.dueAt;
}
