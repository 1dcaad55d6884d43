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
import type { LedgerEntry } from './ledger';

/** What must never happen, by name. */
export type ViolationKind =
  | 'lostCommand'
  | 'refusedAndDone'
  | 'streamGap'
  | 'streamUnfoldable'
  | 'headElsewhere'
  | 'doubledCommand'
  | 'doubledMail'
  | 'lostMail'
  | 'doubledSuspension'
  | 'serviceTransitions'
  | 'earlySuspension'
  | 'earlyRestoration'
  | 'pendingEffect'
  | 'stuckCase'
  | 'fault';

export interface Violation {
  readonly kind: ViolationKind;
  readonly what: string;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly acknowledged: number;
  /** Answered with 202 first, and refused when their turn came. */
  readonly takenThenRefused: number;
  /** Letters of which a second copy may have gone out, and how many the mail server took twice. */
  readonly ambiguousLetters: number;
  readonly copies: number;
}

/** Compares what callers heard, what the register holds and what the mail server took. */
export function verify(evidence: Evidence, clock: BusinessClock): Verdict {
  const violations: Violation[] = [
    ...lostCommands(evidence),
    ...evidence.cases.flatMap((one) => streamFaults(one)),
    ...doubledCommands(evidence),
    ...letterFaults(evidence),
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
      evidence.ledger.filter(({ answer }) => answer !== 'refused').map(({ commandId }) => commandId),
    ).size,
    takenThenRefused: evidence.ledger.filter(
      ({ answer, commandId }) => answer === 'taken' && refused.has(commandId),
    ).length,
    ambiguousLetters: evidence.letters.filter(({ ambiguousAttempts }) => ambiguousAttempts > 0).length,
    copies: [...mails.values()].reduce((sum, times) => sum + times - 1, 0),
  };
}

function* lostCommands({ ledger, commands, cases }: Evidence): Generator<Violation> {
  const recorded = new Map(commands.map((command) => [command.commandId, command]));
  const streams = new Map(cases.map((one) => [`${one.kind}/${one.id}`, one]));
  const last = new Map<string, LedgerEntry>();
  for (const entry of ledger) {
    // Whoever was told that it is done may rely on it, whatever a later answer says.
    if (last.get(entry.commandId)?.answer !== 'done') last.set(entry.commandId, entry);
  }
  for (const entry of last.values()) {
    const { commandId, path } = entry;
    const command = recorded.get(commandId);
    if (entry.answer === 'refused') {
      if (command !== undefined)
        yield { kind: 'refusedAndDone', what: `${commandId} ${path}: ${entry.code}, and it is recorded` };
      continue;
    }
    if (command === undefined) {
      yield { kind: 'lostCommand', what: `${commandId} ${path} was acknowledged and is not recorded` };
      continue;
    }
    const { caseKind, caseId, seq, events } = command;
    const told = entry.seq === undefined || (entry.seq === seq && entry.events?.join() === events.join());
    const stream = streams.get(`${caseKind}/${caseId}`)?.events ?? [];
    const there = stream.filter((event) => event.seq > seq - events.length && event.seq <= seq);
    if (!told || there.map(({ type }) => type).join() !== events.join())
      yield {
        kind: 'lostCommand',
        what: `${commandId} ${path}: told ${entry.seq} ${entry.events?.join()}, recorded ${seq} ${events.join()}, in the stream ${there.map(({ type }) => type).join()}`,
      };
  }
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

function* letterFaults({ letters, mails }: Evidence): Generator<Violation> {
  const came = tally(mails);
  for (const { id, state, messageId, ambiguousAttempts } of letters) {
    const times = messageId === null ? 0 : (came.get(messageId) ?? 0);
    if (times > 1 && ambiguousAttempts === 0)
      yield { kind: 'doubledMail', what: `${id} came ${times} times and is not marked ambiguous` };
    if (times > 1 + ambiguousAttempts && ambiguousAttempts > 0)
      yield {
        kind: 'doubledMail',
        what: `${id} came ${times} times after ${ambiguousAttempts} unclear attempts`,
      };
    if (state === 'accepted' && times === 0)
      yield { kind: 'lostMail', what: `${id} is called accepted and never came` };
  }
  const known = new Set(letters.map(({ messageId }) => messageId));
  // One that was given up before any sender could say how it went has no Message-ID in the register.
  if (letters.some(({ messageId, ambiguousAttempts }) => messageId === null && ambiguousAttempts > 0)) return;
  for (const messageId of came.keys())
    if (!known.has(messageId)) yield { kind: 'doubledMail', what: `${messageId} belongs to no letter` };
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

const tally = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>();
  for (const id of ids) counted.set(id, (counted.get(id) ?? 0) + 1);
  return counted;
};
