import { createRegisterActivities } from '@xiangaitong/activities';
import {
  caseWorkflowId,
  casesTaskQueue,
  type CommandEnvelope,
  type CommandResult,
} from '@xiangaitong/contracts';
import {
  governmentCalendar2025to2027,
  policyVersion1,
  realTimeClock,
  addDays,
  civilDateAt,
  type Actor,
  type NoticeCommand,
} from '@xiangaitong/domain';
import { createDataSource, migrateUp, RegisterRepository } from '@xiangaitong/persistence';
import { CaseGateway, CaseNotRunning, CommandNotAccepted } from '@xiangaitong/temporal-client';
import { createTestDatabase, requireEnv, waitUntil, type TestDatabase } from '@xiangaitong/testing';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { createTestNamespace, type TestNamespace } from './namespace.fixture';
import { bundleFromSource } from './workflow-bundle.fixture';

// Bundling the workflows comes before the first test.
jest.setTimeout(120_000);

// A workflow task that is lost to a closing run is what this test is about: the engine need not write of it.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

const tenant = 'C0000000';
const drafter: Actor = { personId: 'p-wang', role: 'drafter', organisationId: tenant };
const supervisor: Actor = { personId: 'p-chen', role: 'supervisor', organisationId: tenant };
const respondent: Actor = { personId: 'p-lee', role: 'respondent', organisationId: 'XC12345678' };

/** Every run is as good as over when it begins: it goes on in the next one whenever nothing is in flight. */
const MAX_HISTORY_EVENTS = 4;
const COMMANDS = 50;
const SENDERS = 10;

interface EventData {
  readonly version: number;
  readonly form: { readonly answers: readonly { readonly measure: string }[] };
}

type Envelope = CommandEnvelope<NoticeCommand>;

describe('a case that continues as new again and again, on the real engine and register', () => {
  let database: TestDatabase;
  let register: DataSource;
  let namespace: TestNamespace;
  let connection: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;
  let gateway: CaseGateway;
  const noticeId = 'n-can';

  beforeAll(async () => {
    const address = requireEnv('TEMPORAL_ADDRESS');
    [database, namespace, connection] = await Promise.all([
      createTestDatabase(requireEnv('DATABASE_URL')),
      createTestNamespace(address),
      NativeConnection.connect({ address }),
    ]);
    register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
    await register.initialize();
    await migrateUp(register);
    worker = await Worker.create({
      connection,
      namespace: namespace.name,
      taskQueue: casesTaskQueue,
      workflowBundle: await bundleFromSource(),
      activities: createRegisterActivities(new RegisterRepository(register), () => undefined),
    });
    running = worker.run();
    gateway = new CaseGateway(namespace.client, new RegisterRepository(register));
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await register.destroy();
    await database.drop();
    await namespace.close();
  });

  const envelope = (commandId: string, actor: Actor, command: NoticeCommand): Envelope => ({
    commandId,
    fingerprint: commandId,
    actor,
    command,
  });

  const reply = (index: number): Envelope => {
    const receivedAt = Date.now() - 1;
    const date = civilDateAt(receivedAt);
    return envelope(`reply-${index}`, respondent, {
      type: 'SubmitReply',
      channel: 'letter',
      receivedAt,
      form: {
        fillerPersonId: respondent.personId,
        sealed: true,
        answers: [{ item: 1, measure: `第 ${index} 份`, done: true, date, evidence: [index + 1] }],
      },
    });
  };

  /** As the API's callers do who hear 503 or 202: the same again, under the same id. @throws CommandRefused */
  const untilAnswered = async (sent: Envelope): Promise<CommandResult> => {
    const answer = await waitUntil(
      async () => {
        try {
          const outcome = await gateway.sendToNotice(noticeId, sent);
          return outcome.kind === 'done' ? { result: outcome.result } : false;
        } catch (error) {
          if (error instanceof CommandNotAccepted || error instanceof CaseNotRunning) return false;
          return { error };
        }
      },
      { timeoutMs: 90_000, what: `an answer to ${sent.commandId}` },
    );
    if ('error' in answer) throw answer.error;
    return answer.result;
  };

  const open = async (): Promise<void> => {
    const deadline = addDays(civilDateAt(Date.now()), 30);
    await gateway.startNotice(
      {
        caseId: noticeId,
        tenant,
        clock: realTimeClock,
        policy: policyVersion1,
        calendar: governmentCalendar2025to2027,
        maxHistoryEvents: MAX_HISTORY_EVENTS,
      },
      envelope('submit', drafter, {
        type: 'SubmitNotice',
        noticeId,
        caseNumber: '限改-115-000001',
        content: {
          respondentId: 'XC12345678',
          respondentName: '台南市 0000000 公會',
          reason: '請確認連線惡意 IP 的原因。',
          items: [{ number: 1, kind: 'action', text: '請確認連線惡意 IP 的原因。' }],
          legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
          deadline,
          contactPersonId: 'p-wang',
          trackerId: 'p-lin',
          confidential: false,
        },
      }),
    );
    await untilAnswered(envelope('approve', supervisor, { type: 'ApproveNotice' }));
  };

  const runs = async (): Promise<number> => {
    const query = `WorkflowId = '${caseWorkflowId('notice', noticeId)}'`;
    return (await namespace.client.workflow.count(query)).count;
  };

  const measureOf = ({ data }: { readonly data: EventData }): string => data.form.answers[0]?.measure ?? '';

  it('answers each of many commands that are in flight, once, and a duplicate as the first time', async () => {
    await open();
    const commands = Array.from({ length: COMMANDS }, (_, index) => reply(index));
    // Every third one twice, the copies on their way beside one another, and some of them long after.
    const queue = commands.flatMap((one, index) => (index % 3 === 0 ? [one, one] : [one]));
    const answers = new Map<string, CommandResult[]>();
    const hear = async (sent: Envelope): Promise<void> => {
      const result = await untilAnswered(sent);
      answers.set(sent.commandId, [...(answers.get(sent.commandId) ?? []), result]);
    };
    await Promise.all(
      Array.from({ length: SENDERS }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await hear(next);
      }),
    );
    for (const again of commands.slice(0, 5)) await hear(again);
    for (const { commandId } of commands) {
      const [first, ...others] = answers.get(commandId) ?? [];
      expect(first).toMatchObject({ events: ['ReplyReceived'] });
      for (const other of others) expect(other).toEqual(first);
    }
    const replies = await register.query<{ readonly seq: number; readonly data: EventData }[]>(
      "SELECT seq, data FROM events WHERE stream_id = ? AND type = 'ReplyReceived' ORDER BY seq",
      [noticeId],
    );
    // One effect each, none lost: after submission and issue, versions 1 to 50 without a gap.
    expect(replies.map(({ seq, data }) => [seq, data.version])).toEqual(
      commands.map((_, index) => [index + 3, index + 1]),
    );
    expect(replies.map(measureOf).sort()).toEqual(commands.map((_, index) => `第 ${index} 份`).sort());
    const recorded = await register.query<{ readonly command_id: string }[]>(
      'SELECT command_id FROM commands WHERE case_id = ?',
      [noticeId],
    );
    expect(recorded.map(({ command_id }) => command_id).sort()).toEqual(
      ['approve', 'submit', ...commands.map(({ commandId }) => commandId)].sort(),
    );
    // Otherwise nothing has been forced.
    await waitUntil(async () => (await runs()) > SENDERS, {
      timeoutMs: 20_000,
      what: 'the runs to be listed',
    });
  });
});
