import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { waitUntil } from '@xiangaitong/testing';
import { startOfDay, type Actor, type NoticeCommand, type NoticeState } from '@xiangaitong/domain';
import {
  noticeSnapshotQuery,
  noticeUpdate,
  noticeWorkflowType,
  type CommandResult,
} from '@xiangaitong/contracts';
import { content, createKit, people, type Kit } from '../workflow-kit.fixture';

// Bundling the workflows is part of the first test.
jest.setTimeout(60_000);

describe('a notice that starts its suspension', () => {
  let kit: Kit;
  let handle: WorkflowHandle;
  let noticeId: string;

  beforeEach(async () => {
    kit = await createKit();
  });
  afterEach(() => kit.close());

  const send = (actor: Actor, command: NoticeCommand): Promise<CommandResult> => {
    const commandId = randomUUID();
    return handle.executeUpdate(noticeUpdate, {
      updateId: commandId,
      args: [{ commandId, fingerprint: commandId, command, actor }],
    });
  };

  /** Three silent rounds, and then people. */
  const untilProposed = async (): Promise<void> => {
    noticeId = randomUUID();
    handle = await kit.env.client.workflow.start(noticeWorkflowType, {
      workflowId: `notice/${noticeId}`,
      taskQueue: kit.taskQueue,
      args: [kit.input<NoticeState>(noticeId)],
    });
    await send(people.drafter, { type: 'SubmitNotice', noticeId, caseNumber: '限改-115-000001', content });
    await send(people.supervisor, { type: 'ApproveNotice' });
    await kit.passUntil(startOfDay('2026-12-01'));
    expect(types()).toContain('SuspensionProposed');
  };
  const decide = (): Promise<CommandResult> =>
    send(people.tracker, {
      type: 'DecideSuspension',
      effectiveDate: '2026-12-21',
      noJustifiableReason: true,
    });
  const types = (): string[] => kit.register.typesOf(`notice/${noticeId}`);
  const pending = async (): Promise<number> => (await handle.query(noticeSnapshotQuery)).pending.length;
  const settled = (): Promise<unknown> =>
    waitUntil(async () => (await pending()) === 0, {
      timeoutMs: 20_000,
      what: 'the effect to be carried out',
    });

  it('starts it once, under the id that the decision names, and waits for what becomes of it', () =>
    kit.run(async () => {
      await untilProposed();
      expect(kit.world.started).toEqual([]);
      await decide();
      await settled();
      const { state } = await handle.query(noticeSnapshotQuery);
      expect(state).toMatchObject({ phase: 'suspending', suspensionId: kit.world.started[0] });
      await kit.passUntil(startOfDay('2027-03-01'));
      expect(kit.world.started).toHaveLength(1);
      expect(types().at(-1)).toBe('SuspensionDecidedUpon');
    }));

  it('goes on trying while it cannot be started', () =>
    kit.run(async () => {
      await untilProposed();
      kit.world.failures = 4;
      await decide();
      await kit.passUntil(startOfDay('2026-12-02'));
      await settled();
      expect(kit.world.started).toHaveLength(1);
      expect(kit.world.calls).toBe(5);
    }));

  it('starts it once when the worker ends in between, and not again by the next one', async () => {
    const replaced = { replaced: true };
    await kit.run(async () => {
      await untilProposed();
      kit.world.failures = 1_000_000;
      await decide();
      await waitUntil(() => kit.world.calls > 1, { timeoutMs: 20_000, what: 'a first try' });
    }, replaced);
    expect(kit.world.started).toEqual([]);
    kit.world.failures = 0;
    await kit.run(async () => {
      await kit.passUntil(startOfDay('2026-12-03'));
      await settled();
    }, replaced);
    await kit.run(async () => {
      await kit.passUntil(startOfDay('2026-12-05'));
      await settled();
    }, replaced);
    expect(kit.world.started).toHaveLength(1);
    expect(types().filter((type) => type === 'SuspensionDecidedUpon')).toHaveLength(1);
  });
});
