import { casesTaskQueue, type CommandEnvelope } from '@xiangaitong/contracts';
import {
  addDays,
  civilDateAt,
  governmentCalendar2025to2027,
  policyVersion1,
  realTimeClock,
  type NoticeCommand,
} from '@xiangaitong/domain';
import { CaseGateway, CaseNotRunning, EngineCases } from '@xiangaitong/temporal-client';
import { requireEnv, waitUntil } from '@xiangaitong/testing';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createTestNamespace, type TestNamespace } from './namespace.fixture';
import { bundleFromSource } from './workflow-bundle.fixture';

// Bundling the workflows comes before the first test.
jest.setTimeout(120_000);

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

const tenant = 'C0000000';
const noticeId = 'n-ended';

/** A first command, under the id by which a caller repeats it. */
const submission = (): CommandEnvelope<NoticeCommand> => ({
  commandId: 'submit',
  fingerprint: 'submit',
  actor: { personId: 'p-wang', role: 'drafter', organisationId: tenant },
  command: {
    type: 'SubmitNotice',
    noticeId,
    caseNumber: '限改-115-000001',
    content: {
      respondentId: 'XC12345678',
      respondentName: '台南市 0000000 公會',
      reason: '請確認連線惡意 IP 的原因。',
      items: [{ number: 1, kind: 'action', text: '請確認連線惡意 IP 的原因。' }],
      legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
      deadline: addDays(civilDateAt(Date.now()), 30),
      contactPersonId: 'p-wang',
      trackerId: 'p-lin',
      confidential: false,
    },
  },
});

describe('a run that ends while somebody waits for its answer', () => {
  let namespace: TestNamespace;
  let connection: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;
  let recordings = 0;
  let registerIsAway = true;

  beforeAll(async () => {
    const address = requireEnv('TEMPORAL_ADDRESS');
    [namespace, connection] = await Promise.all([
      createTestNamespace(address),
      NativeConnection.connect({ address }),
    ]);
    worker = await Worker.create({
      connection,
      namespace: namespace.name,
      taskQueue: casesTaskQueue,
      workflowBundle: await bundleFromSource(),
      activities: {
        record: async () => {
          recordings += 1;
          if (registerIsAway) throw new Error('The register is away');
          return { kind: 'recorded' };
        },
      },
    });
    running = worker.run();
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await namespace.close();
  });

  it('is no workflow to ask, and the same command under the same id is taken by the next one', async () => {
    const gateway = new CaseGateway(namespace.client, { headOf: async () => 0 }, 60_000);
    const send = () =>
      gateway.startNotice(
        {
          caseId: noticeId,
          tenant,
          clock: realTimeClock,
          policy: policyVersion1,
          calendar: governmentCalendar2025to2027,
          maxHistoryEvents: 1_000,
        },
        submission(),
      );
    const waiting = send().catch((error: unknown) => error);
    // Beyond the first two, which are made within the workflow task: the engine has the command by then.
    await waitUntil(() => recordings > 2, { timeoutMs: 60_000, what: 'the command to be taken' });
    const engine = new EngineCases(namespace.client);
    const unanswered = async () => {
      const run = await engine.runOf('notice', noticeId);
      return engine.unanswered('notice', noticeId, run?.runId ?? '');
    };
    await expect(unanswered()).resolves.toEqual([
      { commandId: 'submit', type: 'SubmitNotice', personId: 'p-wang' },
    ]);
    await engine.end('notice', noticeId, 'an operator');
    const failure = await waiting;
    expect(failure).toBeInstanceOf(CaseNotRunning);
    expect(failure).toMatchObject({ tookCommand: true });
    registerIsAway = false;
    await expect(send()).resolves.toMatchObject({ kind: 'done', result: { seq: 1 } });
    await expect(unanswered()).resolves.toEqual([]);
  });
});
