import {
  governmentCalendar2025to2027 as calendar,
  policyVersion1 as policy,
  systemActor,
  transition,
  type Actor,
  type CaseCore,
  type Instant,
  type Recorded,
  type Wake,
} from '@xiangaitong/domain';
import { RegisterRepository } from '@xiangaitong/persistence';
import { DataSource } from 'typeorm';
import type { TestApi } from '../test-api.fixture';

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
    const { core, id: caseId, tenant } = this;
    const from = { caseId, seq: this.events.length, state: this.state };
    const done = transition(core, from, command, { at, actor, calendar, policy });
    if (!done.ok) throw new Error(`${command.type} was refused: ${done.error.code}`);
    const { state, events, effects } = done.value;
    const summary = core.summaryOf(state);
    if (summary === undefined) throw new Error('The case has not begun');
    const commandId = `test/${caseId}/${this.events.length}`;
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
      calendarUntil: '2027-12-31',
      summary,
      at,
      command: { commandId, fingerprint: commandId, type: command.type, actor, result },
    });
    this.state = state;
    this.events.push(...events);
    return this;
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
