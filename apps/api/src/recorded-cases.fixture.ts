import {
  adoptedCalendar,
  governmentCalendar2025to2027,
  instantAt,
  noticeCore,
  policyVersion1 as policy,
  suspensionCore,
  systemActor,
  transition,
  type Actor,
  type CaseCore,
  type Instant,
  type NoticeContent,
  type Recorded,
  type Role,
  type Wake,
} from '@xiangaitong/domain';
import type { CommandEnvelope } from '@xiangaitong/contracts';
import { RegisterRepository } from '@xiangaitong/persistence';
import { CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import type { TestApi } from './test-api.fixture';

/** A case in the real register, brought there by commands as its workflow would. */
export class RecordedCase<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  state: S;
  readonly events: Recorded<E>[] = [];

  constructor(
    private readonly api: TestApi,
    private readonly core: CaseCore<S, C, E>,
    readonly id: string,
    private readonly tenant: string,
  ) {
    this.state = core.initial;
  }

  async do(command: C | Wake, actor: Actor, at: Instant): Promise<this> {
    const commandId = `test/${this.id}/${this.events.length}`;
    await this.carryOut({ commandId, fingerprint: commandId, command, actor }, at);
    return this;
  }

  /** As its workflow would answer the API. @throws CommandRefused */
  async carryOut(
    { commandId, fingerprint, command, actor }: CommandEnvelope<C | Wake>,
    at: Instant,
  ): Promise<Sent> {
    const { core, id: caseId, tenant } = this;
    const from = { caseId, seq: this.events.length, state: this.state };
    const calendar = adoptedCalendar(this.events) ?? governmentCalendar2025to2027;
    const done = transition(core, from, command, { at, actor, calendar, policy });
    if (!done.ok) throw new CommandRefused(done.error);
    const { state, events, effects } = done.value;
    const summary = core.summaryOf(state);
    if (summary === undefined) throw new Error('The case has not begun');
    const result = {
      caseKind: core.kind,
      caseId,
      caseNumber: summary.caseNumber,
      seq: this.events.length + events.length,
      phase: summary.phase,
      events: events.map(({ type }) => type),
      at,
    };
    await this.api.app.get(RegisterRepository).record({
      caseKind: core.kind,
      caseId,
      tenant,
      expectedSeq: this.events.length,
      events,
      effects,
      calendarUntil: (adoptedCalendar(events) ?? calendar).lastDay,
      summary,
      at,
      command: { commandId, fingerprint, type: command.type, actor, result },
    });
    this.state = state;
    this.events.push(...events);
    return { kind: 'done', result };
  }

  /** Everything falls due in its time, up to and including `until`. */
  async sleep(until: Instant): Promise<this> {
    for (let due = this.core.nextWake(this.state); due !== undefined && due <= until;) {
      await this.do({ type: 'Wake' }, systemActor(this.tenant), due);
      due = this.core.nextWake(this.state);
    }
    return this;
  }
}

/** Doubles what the register has of notices, `times` over: the same cases under other ids and numbers. */
export async function doubleNotices(api: TestApi, times: number): Promise<void> {
  const { manager } = api.app.get(DataSource);
  type Row = { readonly id: string; readonly caseNumber: string; readonly streamId: string };
  for (let time = 1; time <= times; time += 1) {
    const notices = await manager.find<Row>('notice');
    const events = await manager.findBy<Row>('event', { streamKind: 'notice' } as object);
    const insert = (entity: string, rows: readonly object[]) =>
      manager.createQueryBuilder().insert().into(entity).values(rows).updateEntity(false).execute();
    const copy = (of: string) => `${of}-${time}`;
    await insert(
      'notice',
      notices.map((row) => ({ ...row, id: copy(row.id), caseNumber: copy(row.caseNumber) })),
    );
    await insert(
      'event',
      events.map((row) => ({ ...row, streamId: copy(row.streamId) })),
    );
  }
}

const CENTRE = 'TN00000001';

/** A person of a centre, or of a respondent. */
export const by = (personId: string, role: Role, organisationId = CENTRE): Actor => ({
  personId,
  role,
  organisationId,
});

const content: NoticeContent = {
  respondentId: 'XC12345678',
  respondentName: '○○公司',
  reason: '未辦理自評',
  items: [{ number: 1, kind: 'action', text: '補辦自評' }],
  legalBases: [{ kind: 'regulation', edition: '108', point: 8 }],
  deadline: '2026-08-10',
  contactPersonId: 'p-lin',
  trackerId: 'p-cai',
  confidential: false,
};

type Changes = Partial<NoticeContent> & { readonly tenant?: string };

/** Submitted on 20 July 2026, to be cured by Monday 10 August unless said otherwise, by the core itself. */
export async function submittedNotice(
  api: TestApi,
  id: string,
  { tenant = CENTRE, ...changes }: Changes = {},
) {
  const notice = new RecordedCase(api, noticeCore, id, tenant);
  const submit = { type: 'SubmitNotice', noticeId: id, caseNumber: `限改-115-${id}` } as const;
  return notice.do(
    { ...submit, content: { ...content, ...changes } },
    by('p-lin', 'drafter', tenant),
    instantAt('2026-07-20', 9, 0),
  );
}

/** Issued on 20 July 2026 until Monday 10 August, by the core itself. */
export async function issuedNotice(api: TestApi, id: string, changes: Changes = {}) {
  const { tenant = CENTRE } = changes;
  const notice = await submittedNotice(api, id, changes);
  return notice.do(
    { type: 'ApproveNotice' },
    by('p-huang', 'supervisor', tenant),
    instantAt('2026-07-20', 10, 0),
  );
}

/** Decided on 20 July, approved and delivered: off from 31 August. */
export async function notifiedSuspension(api: TestApi, id: string) {
  const suspension = new RecordedCase(api, suspensionCore, id, CENTRE);
  const decision = {
    suspensionId: id,
    tenant: CENTRE,
    caseNumber: `中止-115-${id}`,
    respondentId: 'XC12345678',
    respondentName: '○○公司',
    ground: 8 as const,
    reason: '帳號遭冒用。',
    effectiveDate: '2026-08-31',
    decidedBy: 'p-huang',
    contactPersonId: 'p-lin',
    confidential: false,
  };
  const at = instantAt('2026-07-20', 10, 0);
  await suspension.do({ type: 'DecideSuspension', decision }, by('p-huang', 'supervisor'), at);
  await suspension.do({ type: 'ApproveSuspension' }, by('p-liu', 'centreAdministrator'), at + 1);
  const proof = { kind: 'delivered', source: 'link' } as const;
  return suspension.do({ type: 'RecordDelivery', proof }, by('p-chen', 'respondent', 'XC12345678'), at + 2);
}
