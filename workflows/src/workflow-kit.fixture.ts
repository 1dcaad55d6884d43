import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import {
  governmentCalendar2025to2027,
  isWorkflowEffect,
  policyVersion1,
  type BusinessClock,
  type NoticeContent,
  type WorkflowEffect,
} from '@xiangaitong/domain';
import {
  type CaseWorkflowInput,
  type CommandResult,
  type DispatchActivities,
  type EffectActivities,
  type HandOverActivities,
  type RecordInput,
  type RegisterActivities,
  type StampedEvent,
} from '@xiangaitong/contracts';
import { requireEnv } from '@xiangaitong/testing';

/** Monday 3 August 2026, nine o'clock in Taipei: where every test's business time begins. */
export const BUSINESS_EPOCH = Date.UTC(2026, 7, 3, 1);

export const people = {
  drafter: { personId: 'p-wang', role: 'drafter', organisationId: 'C0000000' },
  tracker: { personId: 'p-lin', role: 'tracker', organisationId: 'C0000000' },
  supervisor: { personId: 'p-chen', role: 'supervisor', organisationId: 'C0000000' },
  respondent: { personId: 'p-lee', role: 'respondent', organisationId: 'XC12345678' },
  authority: { personId: 'p-chou', role: 'authority', organisationId: 'A21030000J' },
} as const;

export const content: NoticeContent = {
  respondentId: 'XC12345678',
  respondentName: '台南市 0000000 公會',
  reason: '請確認連線惡意 IP 的原因。',
  items: [{ number: 1, kind: 'action', text: '請確認連線惡意 IP 的原因。' }],
  legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
  deadline: '2026-08-21',
  contactPersonId: 'p-wang',
  trackerId: 'p-lin',
  confidential: false,
};

/** The far side of the recording port, in memory, with the register's own rules about repetition. */
export class MemoryRegister implements RegisterActivities {
  readonly streams = new Map<string, StampedEvent[]>();
  readonly commands = new Map<string, CommandResult>();
  readonly inputs: RecordInput[] = [];
  readonly done = new Set<string>();
  private effects: WorkflowEffect[] = [];
  /** How many of the next recordings fail, as in an outage. */
  failures = 0;
  /** The next recording is made and its answer lost, as when a worker dies in between. */
  loseNextAnswer = false;

  readonly record: RegisterActivities['record'] = async (input) => {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('The database is away');
    }
    const key = `${input.caseKind}/${input.caseId}`;
    const known = this.commands.get(`${key}/${input.command.commandId}`);
    if (known !== undefined) return { kind: 'duplicate', result: known };
    const stream = this.streams.get(key) ?? [];
    if (stream.length !== input.expectedSeq) return { kind: 'stale' };
    this.streams.set(key, [...stream, ...input.events]);
    this.commands.set(`${key}/${input.command.commandId}`, input.command.result);
    this.effects.push(...input.effects.filter(isWorkflowEffect));
    if (input.settles !== undefined) this.done.add(input.settles);
    this.inputs.push(input);
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false;
      throw new Error('The connection broke after the commit');
    }
    return { kind: 'recorded' };
  };

  readonly loadCase: RegisterActivities['loadCase'] = async (kind, caseId) => ({
    events: this.streams.get(`${kind}/${caseId}`) ?? [],
    pending: this.effects.filter(
      (effect) => effect.id.startsWith(`${kind}/${caseId}/`) && !this.done.has(effect.id),
    ),
  });

  typesOf(caseKey: string): string[] {
    return (this.streams.get(caseKey) ?? []).map((event) => event.type);
  }
}

/** The far side of the effects, in memory: what was brought about, once for each call that got through. */
export class MemoryWorld implements EffectActivities {
  readonly actuations: ('off' | 'on')[] = [];
  readonly started: string[] = [];
  readonly recalled: string[] = [];
  readonly reports: string[] = [];
  /** How many of the next calls fail before anything is done. */
  failures = 0;
  /** How many calls came, those included that failed. */
  calls = 0;

  constructor(private readonly register: MemoryRegister) {}

  readonly startSuspension: EffectActivities['startSuspension'] = async ({ id, suspensionId }) => {
    this.arrive();
    this.started.push(suspensionId);
    this.register.done.add(id);
  };

  readonly recallSuspension: EffectActivities['recallSuspension'] = async ({ id, suspensionId }) => {
    this.arrive();
    this.recalled.push(suspensionId);
    this.register.done.add(id);
  };

  readonly reportToNotice: EffectActivities['reportToNotice'] = async ({ id, outcome }) => {
    this.arrive();
    this.reports.push(outcome);
    this.register.done.add(id);
  };

  readonly actuate: EffectActivities['actuate'] = async ({ desired }) => {
    this.arrive();
    this.actuations.push(desired);
    return { serviceOn: desired === 'on' };
  };

  private arrive(): void {
    this.calls += 1;
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new Error('The far side is away');
  }
}

export interface RunOptions {
  /** Beside the cases' own. */
  readonly activities?: Partial<DispatchActivities & HandOverActivities>;
  /** Another worker takes over afterwards: this one keeps nothing that the server would keep for it. */
  readonly replaced?: boolean;
}

export interface Kit {
  readonly env: TestWorkflowEnvironment;
  readonly register: MemoryRegister;
  readonly world: MemoryWorld;
  readonly clock: BusinessClock;
  readonly taskQueue: string;
  /** Runs a worker for as long as `test` takes. */
  run<T>(test: () => Promise<T>, options?: RunOptions): Promise<T>;
  input<S>(caseId: string, changes?: Partial<CaseWorkflowInput<S>>): CaseWorkflowInput<S>;
  /** Lets business time pass until this instant. */
  passUntil(businessInstant: number): Promise<void>;
  close(): Promise<void>;
}

let bundle: Promise<WorkflowBundle> | undefined;

/** The workflows as a worker runs them, from source. */
export const workflowBundle = (): Promise<WorkflowBundle> =>
  (bundle ??= bundleWorkflowCode({
    workflowsPath: join(__dirname, 'index.ts'),
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@xiangaitong/source', '...'] },
    }),
  }));

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

/** A time-skipping server, a register in memory and a worker between them. */
export async function createKit(): Promise<Kit> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: requireEnv('TEMPORAL_TEST_SERVER') } },
  });
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.namespace ?? 'default',
    searchAttributes: { CaseState: temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD },
  });
  const register = new MemoryRegister();
  const world = new MemoryWorld(register);
  const clock = { realEpoch: await env.currentTimeMs(), businessEpoch: BUSINESS_EPOCH, scale: 1 };
  const taskQueue = `test-${randomUUID()}`;
  const run: Kit['run'] = async (test, { activities = {}, replaced = false } = {}) => {
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue,
      workflowBundle: await workflowBundle(),
      ...(replaced ? { maxCachedWorkflows: 0 } : {}),
      activities: {
        record: register.record,
        loadCase: register.loadCase,
        startSuspension: world.startSuspension,
        recallSuspension: world.recallSuspension,
        reportToNotice: world.reportToNotice,
        actuate: world.actuate,
        ...activities,
      },
    });
    return worker.runUntil(test);
  };
  return {
    env,
    register,
    world,
    clock,
    taskQueue,
    run,
    input: (caseId, changes = {}) => ({
      caseId,
      tenant: 'C0000000',
      clock,
      policy: policyVersion1,
      calendar: governmentCalendar2025to2027,
      maxHistoryEvents: 2000,
      ...changes,
    }),
    passUntil: async (instant) => {
      const now = clock.businessEpoch + ((await env.currentTimeMs()) - clock.realEpoch);
      if (instant > now) await env.sleep(instant - now);
    },
    close: () => env.teardown(),
  };
}
