import {
  fold,
  governmentCalendar2025to2027,
  policyVersion1,
  suspensionCore,
  systemActor,
  transition,
  type Recorded,
  type SuspensionCommand,
  type SuspensionEvent,
  type Wake,
} from '@xiangaitong/domain';
import type { CommandEnvelope, CommandResult } from '@xiangaitong/contracts';
import { RegisterRepository } from '@xiangaitong/persistence';
import { CaseGateway, CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { startTestApi, type TestApi } from '../test-api.fixture';

type Envelope = CommandEnvelope<SuspensionCommand>;

/**
 * Does what a suspension's workflow would, by the core's own rules and in the real register: for tests of the
 * way there and back, without a worker.
 */
export class PlayedSuspensions {
  /** Business time at which commands are decided. */
  at = Date.parse('2026-08-03T02:00:00Z');
  /** Every command that reached the engine, also those that it refused. */
  readonly reached: { readonly caseId: string; readonly envelope: Envelope }[] = [];
  /** With which rules and clock each case was opened. */
  readonly opened: unknown[] = [];

  constructor(private readonly api: TestApi) {}

  /** Takes the engine's place until mocks are restored. */
  listen(): void {
    const gateway = this.api.app.get(CaseGateway);
    jest.spyOn(gateway, 'startSuspension').mockImplementation((input, envelope) => {
      this.opened.push(input);
      return this.hear(input.caseId, envelope);
    });
    jest.spyOn(gateway, 'sendToSuspension').mockImplementation((id, envelope) => this.hear(id, envelope));
  }

  /** The last command that reached the engine. */
  get last(): Envelope | undefined {
    return this.reached.at(-1)?.envelope;
  }

  /** The commands by which the case itself goes on. */
  async bySystem(caseId: string, command: SuspensionCommand | Wake): Promise<void> {
    const commandId = `system/${caseId}/${command.type}/${this.at}`;
    const actor = systemActor('TN00000001');
    await this.carryOut(caseId, { commandId, fingerprint: commandId, command, actor });
  }

  /** The mail server takes the case's letters: what the sender would have done by now. */
  async sendLetters(caseId: string): Promise<void> {
    await this.api.app
      .get(DataSource)
      .query("UPDATE dispatches SET attempts = 1, state = 'accepted' WHERE case_id = ? AND attempts = 0", [
        caseId,
      ]);
  }

  private hear(caseId: string, envelope: Envelope): Promise<Sent> {
    this.reached.push({ caseId, envelope });
    return this.carryOut(caseId, envelope);
  }

  /** @throws CommandRefused */
  private async carryOut(
    caseId: string,
    { commandId, fingerprint, command, actor }: CommandEnvelope<SuspensionCommand | Wake>,
  ): Promise<Sent> {
    const { at } = this;
    const register = this.api.app.get(RegisterRepository);
    const { events: stream } = await register.loadCase('suspension', caseId);
    const state = fold(suspensionCore, stream as Recorded<SuspensionEvent>[]);
    const context = { at, actor, calendar: governmentCalendar2025to2027, policy: policyVersion1 };
    const decided = transition(suspensionCore, { caseId, seq: stream.length, state }, command, context);
    if (!decided.ok) throw new CommandRefused(decided.error);
    const { events, effects } = decided.value;
    const summary = suspensionCore.summaryOf(decided.value.state);
    if (summary === undefined) throw new Error('The case has not begun');
    const result: CommandResult = {
      caseKind: 'suspension',
      caseId,
      caseNumber: summary.caseNumber,
      seq: stream.length + events.length,
      phase: summary.phase,
      events: events.map(({ type }) => type),
      at,
    };
    const recorded = await register.record({
      caseKind: 'suspension',
      caseId,
      tenant: summary.tenant,
      expectedSeq: stream.length,
      events,
      effects,
      summary,
      calendarUntil: '2027-12-31',
      at,
      command: { commandId, fingerprint, type: command.type, actor, result },
    });
    return { kind: 'done', result: recorded.kind === 'duplicate' ? recorded.result : result };
  }
}

/** The API, and suspensions that go their way without a worker. */
export interface SuspensionTest {
  readonly api: TestApi;
  readonly engine: PlayedSuspensions;
}

/** One API for the tests of a file; the engine's place is taken anew for each. */
export function useSuspensions(): SuspensionTest {
  let api: TestApi;
  let engine: PlayedSuspensions;
  beforeAll(async () => {
    api = await startTestApi();
    engine = new PlayedSuspensions(api);
  });
  afterAll(() => api.stop());
  beforeEach(() => engine.listen());
  afterEach(() => jest.restoreAllMocks());
  return {
    get api() {
      return api;
    },
    get engine() {
      return engine;
    },
  };
}

/** A suspension that stands alone, as an officer of the centre sends it on the first day of the tests. */
export const standaloneForm = {
  respondentId: 'XC12345678',
  ground: 8,
  reason: '帳號遭冒用。',
  effectiveDate: '2026-08-31',
  contactPersonId: 'p-lin',
};
