import {
  businessNow,
  fold,
  instantAt,
  noticeCore,
  suspensionCore,
  type BusinessClock,
  type CaseCore,
  type Instant,
  type Recorded,
} from '@xiangaitong/domain';
import type { CaseEvidence, Evidence } from './evidence';
import { verifyAnswers } from './verify-answers';
import { tally, verifyLetters, waitsForItsTurn } from './verify-letters';
import type { Violation } from './violation';

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly acknowledged: number;
  /** Answered with 202 first, and refused when their turn came. */
  readonly takenThenRefused: number;
  /** Letters of which a second copy may have gone out, and how many the mail server took twice. */
  readonly ambiguousLetters: number;
  readonly copies: number;
  /** Letters whose next attempt lies ahead: a mail server has refused them for now. */
  readonly waitingLetters: number;
}

/** Compares what callers heard, what the register holds and what the mail server took. */
export function verify(evidence: Evidence, clock: BusinessClock): Verdict {
  const violations: Violation[] = [
    ...verifyAnswers(evidence),
    ...evidence.cases.flatMap((one) => streamFaults(one)),
    ...doubledCommands(evidence),
    ...verifyLetters(evidence),
    ...suspensionFaults(evidence, clock),
    ...serviceFaults(evidence),
    ...evidence.pendingEffects.map((id) => ({ kind: 'pendingEffect' as const, what: id })),
  ];
  const mails = tally(evidence.mails);
  const refused = new Set(
    evidence.ledger.filter(({ answer }) => answer === 'refused').map(({ commandId }) => commandId),
  );
  return {
    violations,
    acknowledged: new Set(
      evidence.ledger
        .filter(({ answer }) => answer === 'done' || answer === 'taken')
        .map(({ commandId }) => commandId),
    ).size,
    takenThenRefused: evidence.ledger.filter(
      ({ answer, commandId }) => answer === 'taken' && refused.has(commandId),
    ).length,
    ambiguousLetters: evidence.letters.filter(({ ambiguousAttempts }) => ambiguousAttempts > 0).length,
    waitingLetters: evidence.letters.filter((letter) => waitsForItsTurn(letter, evidence)).length,
    copies: [...mails.values()].reduce((sum, times) => sum + times - 1, 0),
  };
}

function streamFaults(one: CaseEvidence): readonly Violation[] {
  const name = `${one.kind}/${one.id}`;
  const gap = one.events.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap >= 0) return [{ kind: 'streamGap', what: `${name}: there is no event ${gap + 1}` }];
  if (one.events.length !== one.seq)
    return [{ kind: 'streamGap', what: `${name}: ${one.events.length} events, and its head is ${one.seq}` }];
  return one.kind === 'notice' ? foldFaults(noticeCore, one) : foldFaults(suspensionCore, one);
}

function foldFaults<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  one: CaseEvidence,
): readonly Violation[] {
  const name = `${one.kind}/${one.id}`;
  try {
    const state = fold(
      core,
      one.events.map(({ event }) => event as unknown as Recorded<E>),
    );
    const summary = core.summaryOf(state);
    if (summary?.phase === one.phase && summary.closed === one.closed) return [];
    const what = `${name}: its events lead to ${summary?.phase}, its row says ${one.phase}`;
    return [{ kind: 'headElsewhere', what }];
  } catch (error) {
    return [{ kind: 'streamUnfoldable', what: `${name}: ${String(error)}` }];
  }
}

function* doubledCommands({ audited, commands }: Evidence): Generator<Violation> {
  for (const { commandId, caseId, times } of audited)
    if (times > 1)
      yield { kind: 'doubledCommand', what: `${commandId} of ${caseId}: ${times} rows in the audit record` };
  const ranges = new Map<string, string>();
  for (const { caseKind, caseId, commandId, seq, events } of commands)
    for (let each = seq - events.length + 1; each <= seq; each += 1) {
      const place = `${caseKind}/${caseId}/${each}`;
      const other = ranges.get(place);
      if (other !== undefined)
        yield { kind: 'doubledCommand', what: `${place} belongs to ${other} and to ${commandId}` };
      ranges.set(place, commandId);
    }
}

function* suspensionFaults({ cases }: Evidence, clock: BusinessClock): Generator<Violation> {
  const openOf = new Map<string, string>();
  for (const one of cases) {
    if (one.kind !== 'suspension') continue;
    if (one.noticeId !== null && !one.closed) {
      const other = openOf.get(one.noticeId);
      if (other !== undefined)
        yield { kind: 'doubledSuspension', what: `notice ${one.noticeId} has ${other} and ${one.id}` };
      openOf.set(one.noticeId, one.id);
    }
    yield* timingFaults(one, clock);
  }
}

/** 點13: nothing is cut before approval, delivery and 00:00 of the date; nothing restored before the authority's word. */
function* timingFaults({ id, events }: CaseEvidence, clock: BusinessClock): Generator<Violation> {
  let effectiveAt: Instant | undefined;
  let approved = false;
  let notified = false;
  let emergency = false;
  let confirmed = false;
  for (const { type, at, recordedAt, event } of events) {
    const harness = businessNow(clock, recordedAt);
    if (type === 'EmergencySuspensionOrdered') emergency = true;
    if (type === 'SuspensionDecided')
      effectiveAt = midnightOf((event['decision'] as DateHolder).effectiveDate);
    if (type === 'EffectiveDateSet' || type === 'SuspensionPostponed') {
      effectiveAt = midnightOf((event as unknown as DateHolder).effectiveDate);
      notified = false;
      if (type === 'EffectiveDateSet') approved = false;
    }
    if (type === 'SuspensionApproved') approved = true;
    if (type === 'SuspensionNotified') notified = true;
    if (type === 'RestorationConfirmed') confirmed = true;
    if (type === 'ConfirmationWithdrawn' || type === 'RestorationRefused') confirmed = false;
    if ((type === 'SuspensionExecutionOrdered' || type === 'ServiceSuspended') && !emergency) {
      const due = effectiveAt ?? Number.POSITIVE_INFINITY;
      if (at < due || harness < due)
        yield {
          kind: 'earlySuspension',
          what: `${id}: ${type} ${iso(at)} (harness ${iso(harness)}), due ${iso(due)}`,
        };
      if (!approved) yield { kind: 'earlySuspension', what: `${id}: ${type} without approval` };
      if (!notified) yield { kind: 'earlySuspension', what: `${id}: ${type} before the notice had arrived` };
    }
    if ((type === 'RestorationOrdered' || type === 'ServiceRestored') && !confirmed)
      yield { kind: 'earlyRestoration', what: `${id}: ${type} without the authority's confirmation` };
  }
}

interface DateHolder {
  readonly effectiveDate: string;
}

const midnightOf = (date: string): Instant => instantAt(date, 0, 0);
const iso = (at: Instant): string => (Number.isFinite(at) ? new Date(at).toISOString() : 'never');

/** A respondent has one case at a time: its service changed once for each event that says so. */
function* serviceFaults({ cases, services }: Evidence): Generator<Violation> {
  const versions = new Map(services.map((service) => [service.organisationId, service]));
  const expected = new Map<string, { changes: number; desired: string }>();
  for (const { kind, respondentId, events } of cases) {
    if (kind !== 'suspension') continue;
    const so = expected.get(respondentId) ?? { changes: 0, desired: 'on' };
    for (const { type } of events) {
      if (type === 'ServiceSuspended')
        expected.set(respondentId, { changes: ++so.changes, desired: (so.desired = 'off') });
      if (type === 'ServiceRestored')
        expected.set(respondentId, { changes: ++so.changes, desired: (so.desired = 'on') });
    }
  }
  for (const [organisationId, { changes, desired }] of expected) {
    const service = versions.get(organisationId);
    if (service?.version !== changes || service.desired !== desired)
      yield {
        kind: 'serviceTransitions',
        what: `${organisationId}: ${changes} changes to ${desired} were recorded, the service shows ${service?.version} and ${service?.desired}`,
      };
  }
}
