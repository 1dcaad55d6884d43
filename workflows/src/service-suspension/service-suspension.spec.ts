import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import {
  startOfDay,
  systemActor,
  type Actor,
  type SuspensionCommand,
  type SuspensionDecision,
  type SuspensionState,
} from '@xiangaitong/domain';
import {
  suspensionSnapshotQuery,
  suspensionUpdate,
  suspensionWorkflowType,
  type CommandResult,
} from '@xiangaitong/contracts';
import { createKit, people, type Kit } from '../workflow-kit.fixture';

// Bundling the workflows is part of the first test.
jest.setTimeout(60_000);

const MINUTE = 60_000;
const NINE = 9 * 3_600_000;
/** Mondays. */
const EFFECTIVE = '2026-08-31';
const ANOTHER = '2026-09-21';

describe('serviceSuspension on the time-skipping server', () => {
  let kit: Kit;
  let handle: WorkflowHandle;
  let suspensionId: string;

  beforeEach(async () => {
    kit = await createKit();
  });
  afterEach(() => kit.close());

  const send = (actor: Actor, command: SuspensionCommand): Promise<CommandResult> => {
    const commandId = randomUUID();
    return handle.executeUpdate(suspensionUpdate, {
      updateId: commandId,
      args: [{ commandId, fingerprint: commandId, command, actor }],
    });
  };

  const decide = async (): Promise<void> => {
    suspensionId = randomUUID();
    handle = await kit.env.client.workflow.start(suspensionWorkflowType, {
      workflowId: `suspension/${suspensionId}`,
      taskQueue: kit.taskQueue,
      args: [kit.input<SuspensionState>(suspensionId)],
    });
    const decision: SuspensionDecision = {
      suspensionId,
      tenant: 'C0000000',
      noticeId: 'n-1',
      caseNumber: '限改-115-000001-1',
      respondentId: 'XC12345678',
      respondentName: '台南市 0000000 公會',
      ground: 11,
      reason: '請確認連線惡意 IP 的原因。',
      effectiveDate: EFFECTIVE,
      decidedBy: people.tracker.personId,
      contactPersonId: people.drafter.personId,
      confidential: false,
    };
    await send(systemActor('C0000000'), { type: 'DecideSuspension', decision });
  };
  const approve = (): Promise<CommandResult> => send(people.supervisor, { type: 'ApproveSuspension' });
  const deliver = (): Promise<CommandResult> =>
    send(people.respondent, { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } });
  const setDate = (effectiveDate: string): Promise<CommandResult> =>
    send(people.tracker, { type: 'SetEffectiveDate', effectiveDate });

  const execute = async (): Promise<void> => {
    await decide();
    await approve();
    await deliver();
    await kit.passUntil(startOfDay(EFFECTIVE) + MINUTE);
  };
  const cure = async (): Promise<void> => {
    await send(people.respondent, {
      type: 'SubmitCure',
      statement: '已重新安裝電腦。',
      fillerPersonId: 'p-lee',
    });
    await send(people.tracker, { type: 'AssessCure', accepted: true, remark: '' });
  };

  const types = (): string[] => kit.register.typesOf(`suspension/${suspensionId}`);
  const atOf = (type: string): number | undefined =>
    kit.register.streams.get(`suspension/${suspensionId}`)?.find((event) => event.type === type)?.at;
  const count = (type: string): number => types().filter((one) => one === type).length;
  const refusal = (code: string): unknown =>
    expect.objectContaining({ cause: expect.objectContaining({ type: 'DomainRefusal', message: code }) });

  describe('the effective instant, 00:00 in Taipei', () => {
    it('cuts nothing when the written notice has not arrived by then', () =>
      kit.run(async () => {
        await decide();
        await approve();
        await kit.passUntil(startOfDay(EFFECTIVE) - MINUTE);
        expect(types().at(-1)).toBe('SuspensionApproved');
        await kit.passUntil(startOfDay(EFFECTIVE) + MINUTE);
        expect(types().at(-1)).toBe('SuspensionNotExecuted');
        // What arrives now is too late for that date.
        await expect(deliver()).rejects.toEqual(refusal('suspension.effectivePast'));
        await kit.passUntil(startOfDay(EFFECTIVE) + 30 * 24 * 60 * MINUTE);
        expect(kit.world.actuations).toEqual([]);
        expect(types()).not.toContain('SuspensionExecutionOrdered');
      }));

    it('executes when the notice has arrived: not a minute sooner, and cuts once', () =>
      kit.run(async () => {
        await decide();
        await approve();
        await deliver();
        await kit.passUntil(startOfDay(EFFECTIVE) - MINUTE);
        expect(types().at(-1)).toBe('SuspensionNotified');
        expect(kit.world.actuations).toEqual([]);
        await kit.passUntil(startOfDay(EFFECTIVE) + MINUTE);
        expect(types().slice(-2)).toEqual(['SuspensionExecutionOrdered', 'ServiceSuspended']);
        expect(atOf('SuspensionExecutionOrdered')).toBeGreaterThanOrEqual(startOfDay(EFFECTIVE));
        expect(atOf('SuspensionExecutionOrdered')).toBeLessThan(startOfDay(EFFECTIVE) + 5_000);
        expect(kit.world.actuations).toEqual(['off']);
        expect(kit.world.reports).toEqual(['executed']);
      }));

    it('counts a delivery in the minute before it', () =>
      kit.run(async () => {
        await decide();
        await approve();
        await kit.passUntil(startOfDay(EFFECTIVE) - MINUTE);
        await deliver();
        await kit.passUntil(startOfDay(EFFECTIVE) + MINUTE);
        expect(types().at(-1)).toBe('ServiceSuspended');
        expect(kit.world.actuations).toEqual(['off']);
      }));

    it('moves to a new date, which a second person approves and a new notice announces', () =>
      kit.run(async () => {
        await decide();
        await approve();
        await kit.passUntil(startOfDay(EFFECTIVE) + MINUTE);
        await setDate(ANOTHER);
        await approve();
        await deliver();
        await kit.passUntil(startOfDay(ANOTHER) - MINUTE);
        expect(kit.world.actuations).toEqual([]);
        await kit.passUntil(startOfDay(ANOTHER) + MINUTE);
        expect(types().at(-1)).toBe('ServiceSuspended');
        expect(kit.world.actuations).toEqual(['off']);
      }));

    it('that came before the second person lets the approval lapse', () =>
      kit.run(async () => {
        await decide();
        await kit.passUntil(startOfDay(EFFECTIVE) - MINUTE);
        expect(types()).not.toContain('SuspensionApprovalLapsed');
        await kit.passUntil(startOfDay(EFFECTIVE) + MINUTE);
        expect(count('SuspensionApprovalLapsed')).toBe(1);
        await expect(approve()).rejects.toEqual(refusal('suspension.effectivePast'));
        expect(kit.world.actuations).toEqual([]);
      }));
  });

  it('asks for the second person again after two working days', () =>
    kit.run(async () => {
      await decide();
      // Decided on Monday 3 August: through Wednesday.
      await kit.passUntil(startOfDay('2026-08-06') - MINUTE);
      expect(types()).toEqual(['SuspensionDecided']);
      await kit.passUntil(startOfDay('2026-08-06') + MINUTE);
      expect(types()).toEqual(['SuspensionDecided', 'SuspensionApprovalEscalated']);
    }));

  describe('restoration', () => {
    it('comes with the authority’s confirmation, once, and ends the case', () =>
      kit.run(async () => {
        await execute();
        await cure();
        expect(kit.world.actuations).toEqual(['off']);
        await expect(
          send(people.supervisor, { type: 'ConfirmRestoration', reference: '自行確認' }),
        ).rejects.toEqual(refusal('suspension.authorityOnly'));
        await send(people.authority, { type: 'ConfirmRestoration', reference: '資安字第 1150001234 號' });
        await handle.result();
        expect(kit.world.actuations).toEqual(['off', 'on']);
        expect(kit.world.reports).toEqual(['executed', 'restored']);
        expect(types().slice(-4)).toEqual([
          'RestorationConfirmed',
          'RestorationOrdered',
          'ServiceRestored',
          'SuspensionClosed',
        ]);
      }));

    it('never comes by silence: after five working days the supervisor is told to ask again', () =>
      kit.run(async () => {
        await execute();
        await kit.passUntil(startOfDay(EFFECTIVE) + NINE);
        await cure();
        // Asked on Monday 31 August: through Monday 7 September.
        await kit.passUntil(startOfDay('2026-09-08') - MINUTE);
        expect(types().at(-1)).toBe('ConfirmationRequested');
        await kit.passUntil(startOfDay('2026-09-08') + MINUTE);
        expect(types().at(-1)).toBe('ConfirmationOverdue');
        await kit.passUntil(startOfDay('2026-12-01'));
        expect(types()).not.toContain('RestorationOrdered');
        expect(kit.world.actuations).toEqual(['off']);
        const { state } = await handle.query(suspensionSnapshotQuery);
        expect(state.phase).toBe('awaitingConfirmation');
      }));
  });

  describe('an actuator that is away', () => {
    it('is asked again until it answers; what it did is recorded once', () =>
      kit.run(async () => {
        await decide();
        await approve();
        await deliver();
        kit.world.failures = 4;
        await kit.passUntil(startOfDay(EFFECTIVE) + 10 * MINUTE);
        expect(kit.world.actuations).toEqual(['off']);
        expect(count('SuspensionExecutionOrdered')).toBe(1);
        expect(count('ServiceSuspended')).toBe(1);
        expect(types().at(-1)).toBe('ServiceSuspended');
        // Four in vain, the one that got through, and the report to the notice.
        expect(kit.world.calls).toBe(6);
      }));

    it('holds the case where it is: nobody restores what has not been cut', () =>
      kit.run(async () => {
        await decide();
        await approve();
        await deliver();
        kit.world.failures = 1_000;
        await kit.passUntil(startOfDay(EFFECTIVE) + 10 * MINUTE);
        expect(types().at(-1)).toBe('SuspensionExecutionOrdered');
        await expect(
          send(people.respondent, { type: 'SubmitCure', statement: '已改善。', fillerPersonId: 'p-lee' }),
        ).rejects.toEqual(refusal('suspension.inExecution'));
        expect(kit.world.calls).toBeGreaterThan(5);
      }));
  });

  it('is executed late, and once, by a worker that was away at the instant', async () => {
    const replaced = { replaced: true };
    await kit.run(async () => {
      await decide();
      await approve();
      await deliver();
    }, replaced);
    // Nobody is there; the server skips no time while it waits for somebody, so the last second is a real one.
    await kit.passUntil(startOfDay(EFFECTIVE) + 1_000);
    expect(types().at(-1)).toBe('SuspensionNotified');
    await kit.run(() => kit.passUntil(startOfDay(EFFECTIVE) + 10 * MINUTE), replaced);
    expect(types().slice(-2)).toEqual(['SuspensionExecutionOrdered', 'ServiceSuspended']);
    expect(atOf('SuspensionExecutionOrdered')).toBeGreaterThanOrEqual(startOfDay(EFFECTIVE) + 1_000);
    await kit.run(() => kit.passUntil(startOfDay(EFFECTIVE) + 24 * 60 * MINUTE), replaced);
    expect(kit.world.actuations).toEqual(['off']);
    expect(kit.world.reports).toEqual(['executed']);
  });
});
