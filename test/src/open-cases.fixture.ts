import {
  addDays,
  civilDateAt,
  earliestEffectiveDate,
  governmentCalendar2025to2027 as calendar,
  instantAt,
  nextWorkingDay,
  noticeCore,
  policyVersion1 as policy,
  suspensionCore,
  systemActor,
  transition,
  type Actor,
  type CaseCore,
  type CivilDate,
  type Instant,
  type NoticeCommand,
  type NoticeContent,
  type NoticeEvent,
  type NoticeState,
  type Recorded,
  type Role,
  type SuspensionCommand,
  type SuspensionDecision,
  type SuspensionEvent,
  type SuspensionState,
  type Transition,
} from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import type { DataSource } from 'typeorm';

/** Rows that go into one statement. */
const CHUNK = 500;
/** Days over which the cases were begun: long enough for the oldest to have failed three times. */
const SPREAD = 110;

interface Centre {
  readonly tenant: string;
  readonly respondentId: string;
}

/** A transition of a case as its workflow would have it recorded. */
export type Grew = Pick<RecordInput, 'events' | 'effects' | 'summary' | 'at' | 'expectedSeq' | 'command'>;

/** A case as the core makes it of commands and time. */
export class Grown<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  state: S;
  readonly events: Recorded<E>[] = [];
  readonly transitions: Grew[] = [];
  decision: SuspensionDecision | undefined;

  constructor(
    readonly core: CaseCore<S, C, E>,
    readonly id: string,
    private readonly tenant: string,
    private readonly answer: (desired: 'off' | 'on') => C | undefined,
  ) {
    this.state = core.initial;
  }

  do(command: C | { readonly type: 'Wake' }, role: Role, at: Instant, personId: string = role): void {
    const actor: Actor =
      role === 'system' ? systemActor(this.tenant) : { personId, role, organisationId: this.tenant };
    const from = { caseId: this.id, seq: this.events.length, state: this.state };
    const done = transition(this.core, from, command, { at, actor, calendar, policy });
    if (!done.ok) throw new Error(`${this.id}: ${command.type} was refused: ${done.error.code}`);
    this.state = done.value.state;
    this.keep(command.type, actor, at, done.value);
    this.events.push(...done.value.events);
    for (const effect of done.value.effects) {
      if (effect.kind === 'startSuspension') this.decision = effect.decision;
      const answer = effect.kind === 'actuate' ? this.answer(effect.desired) : undefined;
      if (answer !== undefined) this.do(answer, 'system', at);
    }
  }

  private keep(type: string, actor: Actor, at: Instant, { events, effects }: Transition<S, E>): void {
    const summary = this.core.summaryOf(this.state);
    if (summary === undefined) throw new Error(`${this.id} has not begun`);
    const expectedSeq = this.events.length;
    const result = {
      caseKind: this.core.kind,
      caseId: this.id,
      caseNumber: summary.caseNumber,
      seq: expectedSeq + events.length,
      phase: summary.phase,
      events: events.map((event) => event.type),
      at,
    };
    const commandId = `grown/${this.id}/${this.transitions.length + 1}`;
    const command = { commandId, fingerprint: '0'.repeat(64), type, actor, result };
    this.transitions.push({ events, effects, summary, at, expectedSeq, command });
  }

  sleep(until: Instant, goesOn: (state: S) => boolean = () => true): void {
    while (goesOn(this.state)) {
      const due = this.core.nextWake(this.state);
      if (due === undefined || due > until) return;
      this.do({ type: 'Wake' }, 'system', due);
    }
  }
}

export type GrownNotice = Grown<NoticeState, NoticeCommand, NoticeEvent>;
export type GrownSuspension = Grown<SuspensionState, SuspensionCommand, SuspensionEvent>;

/**
 * Fills the register with open cases in mixed states, as the core would have brought them there by now: awaiting
 * approval, in each round with and without replies, proposed, and suspensions on every part of their way.
 * @returns how many of each
 */
export async function fillWithOpenCases(
  register: DataSource,
  centre: Centre,
  count: number,
  now: Instant,
): Promise<{ readonly notices: number; readonly suspensions: number; readonly events: number }> {
  const notices: GrownNotice[] = [];
  const suspensions: GrownSuspension[] = [];
  for (let i = 0; notices.length + suspensions.length < count; i += 1) {
    const notice = growNotice(i, centre, now);
    notices.push(notice);
    const decidedAt = notice.state.phase === 'suspending' ? notice.state.decidedAt : undefined;
    if (decidedAt !== undefined && notices.length + suspensions.length < count)
      suspensions.push(growSuspension(i, notice, centre, decidedAt, now));
  }
  const events = [...notices, ...suspensions].flatMap(eventRows(centre));
  await insert(register, 'event', events);
  await insert(register, 'notice', notices.map(rowOf('round')));
  await insert(register, 'suspension', suspensions.map(rowOf('suspension')));
  return { notices: notices.length, suspensions: suspensions.length, events: events.length };
}

function growNotice(i: number, { tenant, respondentId }: Centre, now: Instant): GrownNotice {
  const today = civilDateAt(now);
  const waits = i % 20 === 0;
  const issuedOn = addDays(today, waits ? -(i % 4) - 1 : -1 - (i % SPREAD));
  const noticeId = `n-${String(i).padStart(6, '0')}`;
  const notice: GrownNotice = new Grown(noticeCore, noticeId, tenant, () => undefined);
  const deadline = addDays(issuedOn, (waits ? 21 : 14) + (i % 10));
  const content = contentUntil(deadline, respondentId);
  const submit = { type: 'SubmitNotice', noticeId, caseNumber: `試算-${i}`, content } as const;
  notice.do(submit, 'drafter', instantAt(issuedOn, 9, 0));
  if (waits) {
    notice.sleep(now);
    return notice;
  }
  notice.do({ type: 'ApproveNotice' }, 'supervisor', instantAt(issuedOn, 10, 0));
  const repliedAt = instantAt(addDays(deadline, -1), 10, 0);
  if (i % 4 === 1 && repliedAt < now) reply(notice, i, repliedAt, now);
  notice.sleep(now, ({ phase }) => phase !== 'proposed');
  if (notice.state.phase === 'proposed') decide(notice, i, now);
  notice.sleep(now);
  return notice;
}

/** Every other reply is assessed, and not accepted: the rounds go on. */
function reply(notice: GrownNotice, i: number, at: Instant, now: Instant): void {
  notice.sleep(at);
  const date = civilDateAt(at);
  const answers = [1, 2].map((item) => ({ item, measure: '已處理', done: true, evidence: [item] }));
  const form = { fillerPersonId: 'filler', answers, commonDate: date, sealed: true };
  notice.do({ type: 'SubmitReply', channel: 'letter', form, receivedAt: at }, 'respondent', at);
  const assessedAt = at + 3_600_000;
  if (i % 8 !== 1 || assessedAt > now) return;
  const items = [1, 2].map((item) => ({ item, accepted: item === 1, remark: '未附結果。' }));
  notice.do({ type: 'AssessReply', items }, 'tracker', assessedAt);
}

export function decide(notice: GrownNotice, i: number, now: Instant): void {
  const proposedAt = notice.events.at(-1)?.at ?? now;
  const day = valueOf(nextWorkingDay(calendar, civilDateAt(proposedAt)));
  const at = instantAt(day, 10, 0);
  // Some are not decided yet.
  if (at > now || i % 3 === 0) return;
  const effectiveDate = earliestEffectiveDate(calendar, policy, day) ?? day;
  notice.do({ type: 'DecideSuspension', effectiveDate, noJustifiableReason: true }, 'supervisor', at);
}

export function growSuspension(
  i: number,
  notice: GrownNotice,
  { tenant }: Centre,
  decidedAt: Instant,
  now: Instant,
): GrownSuspension {
  const { decision } = notice;
  if (decision === undefined) throw new Error(`${notice.id} has led to no suspension`);
  const suspension: GrownSuspension = new Grown(
    suspensionCore,
    decision.suspensionId,
    tenant,
    (desired): SuspensionCommand => ({ type: 'RecordActuation', desired, serviceOn: desired === 'on' }),
  );
  suspension.do({ type: 'DecideSuspension', decision }, 'system', decidedAt);
  const hour = 3_600_000;
  if (i % 5 > 0 && decidedAt + hour < now)
    suspension.do({ type: 'ApproveSuspension' }, 'supervisor', decidedAt + hour, 'second-supervisor');
  const proof = { kind: 'delivered', source: 'link' } as const;
  if (i % 5 > 1 && decidedAt + 2 * hour < now)
    suspension.do({ type: 'RecordDelivery', proof }, 'respondent', decidedAt + 2 * hour);
  suspension.sleep(now);
  if (suspension.state.phase === 'inForce' && i % 2 === 0) {
    const cure = { type: 'SubmitCure', statement: '已改善', fillerPersonId: 'filler' } as const;
    suspension.do(cure, 'respondent', now);
    if (i % 4 === 0) suspension.do({ type: 'AssessCure', accepted: true, remark: '' }, 'tracker', now);
  }
  return suspension;
}

export const contentUntil = (deadline: CivilDate, respondentId: string): NoticeContent => ({
  respondentId,
  respondentName: '台南市 0000000 公會',
  reason: '請確認貴用戶使用本系統電腦連線惡意IP原因、該電腦是否感染惡意程式。',
  items: [
    { number: 1, kind: 'action', text: '請確認貴用戶使用本系統電腦連線惡意IP原因。' },
    { number: 2, kind: 'action', text: '請對貴用戶使用本系統電腦進行掃毒及採樣回報掃描log或結果。' },
  ],
  legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
  deadline,
  contactPersonId: 'contact',
  trackerId: 'tracker',
  confidential: false,
});

export const eventRows =
  ({ tenant }: Centre) =>
  ({ core, id, events }: GrownNotice | GrownSuspension): object[] =>
    events.map(({ type, at, by, ...data }, index) => ({
      streamKind: core.kind,
      streamId: id,
      seq: index + 1,
      tenant,
      type,
      at,
      actorId: by.personId,
      actorRole: by.role,
      actorOrganisationId: by.organisationId,
      actorOnBehalfOf: null,
      data,
      contentHash: '0'.repeat(64),
    }));

export const rowOf =
  (columns: 'round' | 'suspension') =>
  (one: GrownNotice | GrownSuspension): object => {
    const summary =
      one.core.kind === 'notice'
        ? noticeCore.summaryOf(one.state as NoticeState)
        : suspensionCore.summaryOf(one.state as SuspensionState);
    if (summary === undefined) throw new Error(`${one.id} has not begun`);
    const { deadlineAt, round, noticeId, nextWakeAt, trackerId, ...row } = summary;
    return {
      ...row,
      id: one.id,
      nextWakeAt: nextWakeAt ?? null,
      trackerId: trackerId ?? null,
      knownToRespondentAt: null,
      knownToBureauAt: null,
      knownToAuthorityAt: null,
      seq: one.events.length,
      calendarUntil: calendar.lastDay,
      updatedAt: one.events.at(-1)?.at,
      ...(columns === 'round'
        ? { round: round ?? null, deadlineAt: deadlineAt ?? null }
        : { noticeId: noticeId ?? null, effectiveAt: deadlineAt ?? null, inForce: false }),
    };
  };

export async function insert(register: DataSource, entity: string, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    const values = rows.slice(from, from + CHUNK);
    await register.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute();
  }
}

function valueOf<T, E>(result: { ok: true; value: T } | { ok: false; error: E }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
