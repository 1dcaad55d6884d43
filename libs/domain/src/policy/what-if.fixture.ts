import { shippedRules, taipei } from '../case/play.fixture';
import { issued } from '../notice/notice.fixture';
import type { NoticeState } from '../notice/state';
import { civilDateAt, timeOfDayAt, type Instant } from '../time/taipei';
import type { CaseDifference } from './case-difference';
import { policyVersion1, type Policy } from './policy';
import { whatIfNotice } from './what-if';

const { calendar } = shippedRules;
/** The policy that ships, but for this. */
export const draftOf = (change: Partial<Policy>): Policy => ({ ...policyVersion1, version: 2, ...change });

/** Issued on 3 November 2026, until Friday 4 December; looked at on the 20th unless said otherwise. */
export const whatIf = (
  change: Partial<Policy>,
  state: NoticeState = issued().state,
  at = taipei('2026-11-20'),
): CaseDifference | undefined =>
  whatIfNotice(state, {
    start: { caseId: 'n-1', tenant: 'T', at },
    calendar,
    draft: draftOf(change),
    inForce: shippedRules,
  });

const moment = (at: Instant | undefined): string =>
  at === undefined ? '—' : `${civilDateAt(at).slice(5)} ${timeOfDayAt(at).slice(0, 2)}`;

/** All of it, a line each: what, before, after. */
export const told = (difference: CaseDifference | undefined): string[] => [
  ...(difference?.deadlines ?? []).map(
    ({ round, before, after }) => `deadline ${round}: ${before?.date ?? '—'} > ${after?.date ?? '—'}`,
  ),
  ...(difference?.letters ?? []).map(
    ({ template, round, before, after }) =>
      `${template} ${round ?? ''}: ${moment(before)} > ${moment(after)}`,
  ),
  ...(difference?.suspensions ?? []).map(({ step, before, after }) =>
    [before, after].reduce(
      (line, side) =>
        `${line} ${side === undefined ? '—' : `${side.on}/${side.earliestEffectiveDate ?? ''}`}`,
      `${step}:`,
    ),
  ),
];
