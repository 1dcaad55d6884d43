import { dispatchWorkflowId, dispatchWorkflowType, laneTaskQueues } from '@xiangaitong/contracts';
import { waitUntil } from '@xiangaitong/testing';
import { orderEmergency, suspend } from './cases.fixture';
import { REAL_TIME, System } from './system.fixture';
import type { AppProcess } from './app-process.fixture';

// Two workers and an API are started first.
jest.setTimeout(120_000);

const queueOf = async (system: System, id: string): Promise<string> =>
  (await system.temporal.workflow.getHandle(`suspension/${id}`).describe()).taskQueue;

describe('emergencies in a worker of their own', () => {
  let system: System;
  let emergencies: AppProcess;

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
    emergencies = system.anotherWorker({ WORKER_QUEUES: 'emergencies,dispatch-emergency' });
    emergencies.start();
    await emergencies.logged('polling');
  });
  afterAll(() => system.stop());

  it('leaves other suspensions where the notices are', async () => {
    expect(await queueOf(system, await suspend(system))).toBe('cases');
  });

  it('cuts off and tells so while nobody works on anything else', async () => {
    await system.worker.stop();
    const id = await orderEmergency(system);
    expect(await queueOf(system, id)).toBe('emergencies');
    await waitUntil(async () => (await system.api.service('XC12345678')) === 'off', {
      timeoutMs: 60_000,
      what: 'the service to be cut off',
      intervalMs: 50,
    });
    await system.smtp.waitFor(({ parsed }) => parsed.messageId?.includes(id) === true, 60_000);
    expect(emergencies.errors).toEqual([]);
  });

  it('takes its lane over from a release whose lanes ran on queues that have no workflows any more', async () => {
    const lane = system.temporal.workflow.getHandle(dispatchWorkflowId('emergency'));
    await system.temporal.workflow.start(dispatchWorkflowType, {
      workflowId: lane.workflowId,
      taskQueue: laneTaskQueues.emergency,
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      args: [{ lane: 'emergency', clock: system.clock, pollMs: 30_000 }],
    });
    await emergencies.stop();
    emergencies.start();
    await waitUntil(async () => (await lane.describe()).taskQueue === 'emergencies', {
      timeoutMs: 60_000,
      what: 'the lane to run where the worker polls',
    });
  });
});
