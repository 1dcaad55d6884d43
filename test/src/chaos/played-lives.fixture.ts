import {
  addDays,
  civilDateAt,
  governmentCalendar2025to2027 as calendar,
  instantAt,
  MS_PER_DAY,
  noticeCore,
  policyVersion1 as policy,
  suspensionCore,
  systemActor,
  transition,
  type Actor,
  type CaseCore,
  type Instant,
  type NoticeCommand,
  type NoticeContent,
  type Role,
  type SuspensionCommand,
  type SuspensionDecision,
} from '@xiangaitong/domain';
import {
  DraftRepository,
  EffectRepository,
  RegisterRepository,
  ServiceStateRepository,
} from '@xiangaitong/persistence';
import type { DataSource } from 'typeorm';
import type { LedgerEntry } from './ledger';
import { effectiveDate } from './moves';

const TENANT = '395000000X';
const RESPONDENT = 'XC12345678';
export const START = instantAt('2026-03-02', 9, 0);

/** A case whose every step is recorded as the product records it, and acknowledged in the ledger. */
class Played<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  private state: S;
  private seq = 0;
  decision: SuspensionDecision | undefined;

  constructor(
    private readonly core: CaseCore<S, C, E>,
    private readonly caseId: string,
    private readonly register: DataSource,
    private readonly ledger: LedgerEntry[],
  ) {
    this.state = core.initial;
  }

  async do(
    command: C | { readonly type: 'Wake' },
    role: Role,
    at: Instant,
    personId: string = role,
  ): Promise<void> {
    const { core, caseId, register } = this;
    const actor: Actor = role === 'system' ? systemActor(TENANT) : { personId, role, organisationId: TENANT };
    const done = transition(core, { caseId, seq: this.seq, state: this.state }, command, {
      at,
      actor,
      calendar,
      policy,
    });
    if (!done.ok) throw new Error(`${command.type}: ${done.error.code}`);
    const { events, effects, state } = done.value;
    const summary = core.summaryOf(state);
    if (summary === undefined) throw new Error('no summary');
    const commandId = `${personId}:${caseId}-${this.seq}`;
    const path = `/${core.kind}s/${caseId}/${command.type}`;
    const result = {
      caseKind: core.kind,
      caseId,
      caseNumber: summary.caseNumber,
      seq: this.seq + events.length,
      phase: summary.phase,
      events: events.map(({ type }) => type),
      at,
    };
    await new RegisterRepository(register).record({
      caseKind: core.kind,
      caseId,
      tenant: TENANT,
      expectedSeq: this.seq,
      events,
      effects,
      summary,
      calendarUntil: '2027-12-31',
      at,
      command: { commandId, fingerprint: commandId, type: command.type, actor, result },
    });
    this.state = state;
    this.seq = result.seq;
    // A respondent is told neither the place nor everything that happened.
    const told = role === 'respondent' ? {} : { seq: result.seq };
    this.ledger.push({ answer: 'sent', commandId, path });
    this.ledger.push({
      answer: 'done',
      commandId,
      path,
      caseKind: core.kind,
      caseId,
      events: result.events,
      ...told,
    });
    for (const effect of effects) {
      if (effect.kind === 'startSuspension') this.decision = effect.decision;
      if (effect.kind === 'actuate')
        await new ServiceStateRepository(register).apply(RESPONDENT, effect.desired, caseId);
      if (['startSuspension', 'actuate', 'reportToNotice'].includes(effect.kind))
        await new EffectRepository(register).markDone(effect.id, {});
    }
  }

  wake(): Promise<void> {
    const due = this.core.nextWake(this.state);
    if (due === undefined) throw new Error('nothing is due');
    return this.do({ type: 'Wake' }, 'system', due);
  }
}

/** What callers heard and the mail server took. */
export interface Lives {
  readonly ledger: LedgerEntry[];
  readonly mails: readonly string[];
}

const content: NoticeContent = {
  respondentId: RESPONDENT,
  respondentName: '台南市 0000000 公會',
  reason: '請確認原因。',
  items: [{ number: 1, kind: 'action', text: '請進行掃毒。' }],
  legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
  deadline: addDays(civilDateAt(START), 20),
  contactPersonId: 'contact',
  trackerId: 'tracker',
  confidential: false,
};

/** A notice that led to a suspension, which was executed and restored; every letter came once. */
export async function playLives(register: DataSource): Promise<Lives> {
  const ledger: LedgerEntry[] = [];
  await draft(register, ledger);
  const notice = new Played(noticeCore, 'n-1', register, ledger);
  const submit: NoticeCommand = {
    type: 'SubmitNotice',
    noticeId: 'n-1',
    caseNumber: '臺南-115-000001',
    content,
  };
  await notice.do(submit, 'drafter', START);
  await notice.do({ type: 'ApproveNotice' }, 'supervisor', START + 1);
  const date = effectiveDate(START);
  const suspend = { kind: 'suspend', ground: 8, effectiveDate: date, seriousReason: '持續散播。' } as const;
  await notice.do({ type: 'RecordFollowUp', round: 1, result: suspend }, 'tracker', START + 2);
  const { decision } = notice;
  if (decision === undefined) throw new Error('no suspension');
  const suspension = new Played(suspensionCore, decision.suspensionId, register, ledger);
  const steps: readonly (readonly [SuspensionCommand, Role])[] = [
    [{ type: 'DecideSuspension', decision }, 'system'],
    [{ type: 'ApproveSuspension' }, 'supervisor'],
    [{ type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } }, 'respondent'],
  ];
  for (const [index, [command, role]] of steps.entries())
    await suspension.do(command, role, START + 3 + index, `second-${role}`);
  await suspension.wake();
  const then = instantAt(date, 10, 0);
  const back: readonly (readonly [SuspensionCommand, Role])[] = [
    [{ type: 'RecordActuation', desired: 'off', serviceOn: false }, 'system'],
    [{ type: 'SubmitCure', statement: '已改善', fillerPersonId: 'filler' }, 'respondent'],
    [{ type: 'AssessCure', accepted: true, remark: '' }, 'tracker'],
    [{ type: 'ConfirmRestoration', reference: '資安字第 1 號' }, 'authority'],
  ];
  for (const [index, [command, role]] of back.entries()) await suspension.do(command, role, then + index);
  await suspension.wake();
  await suspension.do(
    { type: 'RecordActuation', desired: 'on', serviceOn: true },
    'system',
    then + MS_PER_DAY,
  );
  await register.query(
    `UPDATE dispatches SET state = 'accepted', message_id = CONCAT('<', SHA1(id), '@test>')`,
  );
  const letters = await register.query<{ message_id: string }[]>('SELECT message_id FROM dispatches');
  return { ledger, mails: letters.map(({ message_id }) => message_id) };
}

async function draft(register: DataSource, ledger: LedgerEntry[]): Promise<void> {
  await new DraftRepository(register).create({
    tenant: TENANT,
    id: 'n-1',
    at: START,
    by: 'drafter',
    content,
  });
  ledger.push({
    answer: 'done',
    commandId: 'drafter:draft',
    path: '/notice-drafts',
    draft: { id: 'n-1', respondentId: RESPONDENT },
  });
}
