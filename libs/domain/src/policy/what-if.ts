import type { LetterEffect } from '../case/effect';
import { nextWorkingDay, isWorkingDay, type WorkCalendar } from '../calendar/working-calendar';
import type { DomainError } from '../errors';
import type { NoticeState } from '../notice/state';
import type { SuspensionState } from '../suspension/state';
import type { Result } from '../result';
import { addDays, type CivilDate } from '../time/civil-date';
import { civilDateAt, type Instant } from '../time/taipei';
import type { Both, CaseDifference, ForeseenDeadline, ForeseenSuspension } from './case-difference';
import { isUnissued, issuedNow, type Issued, type Unissued } from './issue-now';
import type { Policy } from './policy';
import {
  runNoticeForward,
  runSuspensionForward,
  type Forward,
  type ForwardRules,
  type ForwardStart,
  type SuspensionStep,
} from './run-forward';
import { noticeUnder, suspensionUnder } from './under-policy';

export interface Compared {
  readonly start: Omit<ForwardStart<unknown>, 'state' | 'until'>;
  /** The one by which the case counts. */
  readonly calendar: WorkCalendar;
  readonly draft: Policy;
}

export interface ComparedNotice extends Compared {
  /** By what the centre would issue a notice now. */
  readonly inForce: ForwardRules;
}

/**
 * A notice, run forward as it is pinned and under the draft; undefined when that comes to the same. One that nothing is
 * pinned to yet is taken as issued at the start, under the rules in force and under the draft.
 */
export function whatIfNotice(state: NoticeState, compared: ComparedNotice): CaseDifference | undefined {
  if (isUnissued(state)) return whatIfIssued(state, compared);
  const { start, calendar, draft } = compared;
  const pinned = 'policy' in state ? state.policy : draft;
  const under = noticeUnder(state, draft, { calendar, at: start.at });
  const already = state.phase === 'proposed' ? 'proposed' : undefined;
  return differences(
    [
      runNoticeForward({ ...start, state }, { calendar, policy: pinned }),
      runNoticeForward({ ...start, state: under }, { calendar, policy: draft }),
    ],
    [
      { policy: pinned, compared, already },
      { policy: draft, compared, already },
    ],
  );
}

function whatIfIssued(state: Unissued, compared: ComparedNotice): CaseDifference | undefined {
  const { calendar: own, inForce, draft } = compared;
  const start = { ...compared.start, state };
  const before = issuedNow(start, own, inForce);
  const after = issuedNow(start, own, { ...inForce, policy: draft });
  if (!before.ok || !after.ok) return refusalDifference(before, after);
  const foresight = { compared: { ...compared, calendar: after.value.calendar }, already: undefined };
  return differences(
    [issuedForward(start, before.value, inForce.policy), issuedForward(start, after.value, draft)],
    [
      { policy: inForce.policy, ...foresight },
      { policy: draft, ...foresight },
    ],
  );
}

const issuedForward = (start: ForwardStart<NoticeState>, { state, calendar }: Issued, policy: Policy) =>
  runNoticeForward({ ...start, state }, { calendar, policy });

/** Refused under both for the same reason, with the same earliest date, is no difference. */
function refusalDifference(
  before: Result<Issued, DomainError>,
  after: Result<Issued, DomainError>,
): CaseDifference | undefined {
  if (!before.ok && !after.ok && JSON.stringify(before.error) === JSON.stringify(after.error)) {
    return undefined;
  }
  const issueRefusal = {
    ...(before.ok ? {} : { before: before.error }),
    ...(after.ok ? {} : { after: after.error }),
  };
  return { deadlines: [], letters: [], suspensions: [], issueRefusal };
}

/** A suspension, as `whatIfNotice`. A date that has been decided does not move; another one follows the draft. */
export function whatIfSuspension(
  state: SuspensionState,
  pinned: Policy,
  compared: Compared,
): CaseDifference | undefined {
  const { start, calendar, draft } = compared;
  const under = suspensionUnder(state, pinned, draft, calendar);
  const already =
    state.phase === 'notExecuted' || (state.phase === 'awaitingApproval' && state.lapsed)
      ? 'dateNeeded'
      : undefined;
  return differences(
    [
      runSuspensionForward({ ...start, state }, { calendar, policy: pinned }),
      runSuspensionForward({ ...start, state: under }, { calendar, policy: draft }),
    ],
    [
      { policy: pinned, compared, already },
      { policy: draft, compared, already },
    ],
  );
}

/** By what a run's steps towards a suspension are told, and the one that lies before people already. */
interface Foresight {
  readonly policy: Policy;
  readonly compared: Compared;
  readonly already: SuspensionStep | undefined;
}

function foresee(step: SuspensionStep, at: Instant, { policy, compared }: Foresight): ForeseenSuspension {
  const on = civilDateAt(at);
  const earliest = step === 'executed' ? undefined : earliestEffectiveDate(compared.calendar, policy, on);
  return { on, ...(earliest === undefined ? {} : { earliestEffectiveDate: earliest }) };
}

/**
 * The first working day from which service may be suspended if that is decided on this day (`checkEffectiveDate`);
 * undefined past the calendar's coverage.
 */
export function earliestEffectiveDate(
  calendar: WorkCalendar,
  { noticePeriodDays }: Policy,
  decidedOn: CivilDate,
): CivilDate | undefined {
  const first = addDays(decidedOn, Math.max(1, noticePeriodDays));
  const working = isWorkingDay(calendar, first);
  if (!working.ok) return undefined;
  if (working.value) return first;
  const next = nextWorkingDay(calendar, first);
  return next.ok ? next.value : undefined;
}

type AnyForward = Pick<
  Forward<unknown, unknown>,
  'letters' | 'deadlines' | 'suspensions' | 'end' | 'endedAt'
>;

/** One of the two runs, by what its letters, deadlines and steps are known again. */
interface Foreseen {
  readonly letters: ReadonlyMap<string, AnyForward['letters'][number]>;
  readonly deadlines: ReadonlyMap<string, AnyForward['deadlines'][number]>;
  readonly suspensions: ReadonlyMap<string, ForeseenSuspension & { readonly step: SuspensionStep }>;
  readonly stopped?: Instant;
}

function foreseenIn(run: AnyForward, foresight: Foresight): Foreseen {
  const { already, compared } = foresight;
  const steps = [
    ...(already === undefined ? [] : [{ kind: already, at: compared.start.at }]),
    ...run.suspensions,
  ];
  return {
    letters: byKey(run.letters, keyOf),
    deadlines: byKey(run.deadlines, ({ round }) => String(round)),
    suspensions: byKey(
      steps.map(({ kind, at }) => ({ step: kind, ...foresee(kind, at, foresight) })),
      ({ step }) => step,
    ),
    ...(run.end === 'notCovered' || run.end === 'tooLong' ? { stopped: run.endedAt } : {}),
  };
}

/** Of those with one key the first: what is sent again and again is compared once. */
function byKey<T>(found: readonly T[], key: (one: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const one of found) if (!map.has(key(one))) map.set(key(one), one);
  return map;
}

/** The same letter of the same case, whenever it is sent. */
const keyOf = ({ template, step, recipient }: LetterEffect): string =>
  template === 'confirmationReminder' ? template : `${template}/${step}/${recipient.party}`;

function differences(
  [runBefore, runAfter]: readonly [AnyForward, AnyForward],
  [pinned, drafted]: readonly [Foresight, Foresight],
): CaseDifference | undefined {
  const before = foreseenIn(runBefore, pinned);
  const after = foreseenIn(runAfter, drafted);
  const sides = [before, after] as const;
  const deadlines = pairs(
    [before.deadlines, after.deadlines],
    (a, b) => a.plan.date === b.plan.date,
    (missing) => sides[missing].stopped === undefined,
  ).map(({ known, ...both }) => ({ round: known.round, ...each(both, ({ plan }) => told(plan)) }));
  const letters = pairs(
    [before.letters, after.letters],
    (a, b) => a.at === b.at,
    (missing, { facts: { round } }) => isBeyond(sides[missing], round),
  ).map(({ known: { template, recipient, facts }, ...both }) => ({
    template,
    party: recipient.party,
    ...(facts.round === undefined ? {} : { round: facts.round }),
    ...each(both, ({ at }) => at),
  }));
  const suspensions = pairs(
    [before.suspensions, after.suspensions],
    (a, b) => a.on === b.on && a.earliestEffectiveDate === b.earliestEffectiveDate,
    (missing) => sides[missing].stopped === undefined,
  ).map(({ known: { step }, ...both }) => ({ step, ...each(both, ({ step: _known, ...on }) => on) }));
  const stopped = each(
    {
      ...(before.stopped === undefined ? {} : { before }),
      ...(after.stopped === undefined ? {} : { after }),
    },
    (side) => side.stopped ?? 0,
  );
  const found = deadlines.length + letters.length + suspensions.length;
  if (found === 0 && before.stopped === after.stopped) return undefined;
  return {
    deadlines,
    letters,
    suspensions,
    ...(before.stopped === undefined && after.stopped === undefined ? {} : { stopped }),
  };
}

/** What is missing in a run that stopped is known never to come only if the run has left that round behind. */
const isBeyond = ({ stopped, deadlines }: Foreseen, round: number | undefined): boolean =>
  stopped === undefined ||
  (round !== undefined && [...deadlines.values()].some((deadline) => deadline.round > round));

const told = ({ date, explanation }: ForeseenDeadline): ForeseenDeadline => ({ date, explanation });

type Pair<T> = { readonly known: T } & Both<T>;

/**
 * What the two have otherwise, by key.
 * @param isAbsent whether something that one side (0 or 1) lacks is known not to come there
 */
function pairs<T>(
  [from, to]: readonly [ReadonlyMap<string, T>, ReadonlyMap<string, T>],
  isSame: (a: T, b: T) => boolean,
  isAbsent: (missing: 0 | 1, known: T) => boolean,
): Pair<T>[] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((key): readonly Pair<T>[] => {
    const before = from.get(key);
    const after = to.get(key);
    if (before !== undefined && after !== undefined) {
      return isSame(before, after) ? [] : [{ known: before, before, after }];
    }
    if (before !== undefined) return isAbsent(1, before) ? [{ known: before, before }] : [];
    return after !== undefined && isAbsent(0, after) ? [{ known: after, after }] : [];
  });
}

const each = <T, V>({ before, after }: Both<T>, tell: (one: T) => V): Both<V> => ({
  ...(before === undefined ? {} : { before: tell(before) }),
  ...(after === undefined ? {} : { after: tell(after) }),
});
