import { hang, waitUntil } from '@xiangaitong/testing';
import { issue } from './cases.fixture';
import { OwnTemporal } from './own-temporal.fixture';
import {
  allEvents,
  askForRestoration,
  casesInManyPhases,
  complete,
  idOf,
  lettersSent,
  orderEmergency,
  resetToBeginning,
  restore,
  runOf,
  snapshots,
  untilLettersAreSent,
  untilTheyHold,
  untilType,
  type CaseName,
  type Phases,
} from './recovery.fixture';
import { DAY_A_SECOND, people, REAL_TIME, System } from './system.fixture';

jest.setTimeout(600_000);

/** An organisation whose service no other case has to do with. */
const OTHER = { id: 'XC00000077', name: '臺南市另一機關', mail: 'other@xc00000077.example' };

describe('workflows that are rebuilt from the register', () => {
  let engine: OwnTemporal;
  let system: System;
  let open: Phases;
  let ended: CaseName;
  let before: Awaited<ReturnType<typeof snapshots>>;
  /** Of the letter of which nobody knows whether it was sent. */
  let unsure = 'nobody';

  beforeAll(async () => {
    engine = await OwnTemporal.start();
    system = await System.start({ scale: REAL_TIME, engine });
    await system.enterDirectory([OTHER]);
    ({ open, ended } = await casesInManyPhases(system));
    await untilLettersAreSent(system);
    before = await snapshots(system, Object.values(open));
  });
  afterAll(async () => {
    await system.stop();
    await engine.stop();
  });

  const reconcile = () => system.cli('reconcile');
  const rebuildAll = (...more: readonly string[]) => system.cli('rebuild', '--all', ...more);
  const runIds = async (): Promise<Record<string, string>> => {
    const ids: Record<string, string> = {};
    for (const name of Object.values<CaseName>({ ...open }))
      ids[name] = (await runOf(system, name).describe()).runId;
    return ids;
  };
  const expectClean = async (cases: number): Promise<void> => {
    const { code, output } = await reconcile();
    expect([output, code]).toEqual([`比對 ${cases} 件應有流程的案件：登錄庫與引擎相符。`, 0]);
  };
  /** Every letter has come, and none came twice. */
  const expectLettersOnce = async (): Promise<void> => {
    await untilLettersAreSent(system, unsure);
    const { registered, received } = await lettersSent(system, unsure);
    expect(received).toEqual(registered);
    expect(new Set(received).size).toBe(received.length);
  };

  it('leaves a healthy system alone', async () => {
    const [runs, events] = [await runIds(), await allEvents(system)];
    await expectClean(9);
    const { code, output } = await rebuildAll();
    expect([output, code]).toEqual([
      expect.stringContaining('重建 0 件，通知續行 0 件，汰換 0 件，終止多餘流程 0 件；原即相符 9 件。'),
      0,
    ]);
    expect(await runIds()).toEqual(runs);
    expect(await snapshots(system, Object.values(open))).toEqual(before);
    expect(await system.cli('rebuild', '--case', ended)).toEqual({
      code: 0,
      output: `${ended}：登錄庫與引擎相符，無需重建。`,
    });
    expect(await allEvents(system)).toEqual(events);
    await expectLettersOnce();
  });

  it.each([
    [['rebuild'], '請指定 --all'],
    [['rebuild', '--all', '--case', 'notice/x'], '請指定 --all'],
    [['rebuild', '--case', 'x'], '「x」不是案件'],
    [['rebuild', '--case', 'notice/x'], '查無此案：notice/x'],
  ])('says what is wrong with %j', async (args, said) => {
    const { code, output } = await system.cli(...args);
    expect([output, code]).toEqual([expect.stringContaining(said), 1]);
  });

  it('names what an operator has terminated, cancelled or reset, and mends it', async () => {
    const events = await allEvents(system);
    await runOf(system, open.issued).terminate();
    await runOf(system, open.inForce).terminate();
    await runOf(system, open.decided).cancel();
    await expect(runOf(system, open.decided).result()).rejects.toThrow();
    await resetToBeginning(system, open.delivered);
    await resetToBeginning(system, open.notified);
    const { code, output } = await reconcile();
    expect(code).toBe(1);
    expect(output).toContain('不符 5 項。');
    const lines = output.split('\n');
    for (const [name, sentence] of [
      [open.issued, '沒有執行中的流程，前一流程已被終止'],
      [open.inForce, '沒有執行中的流程，前一流程已被終止'],
      [open.decided, '沒有執行中的流程，前一流程已被取消'],
      [open.delivered, '流程落後登錄庫（流程至第 0 事件，登錄庫至第 3 事件）'],
      [open.notified, '流程落後登錄庫（流程至第 0 事件，登錄庫至第 3 事件）'],
    ] as const) {
      const at = lines.findIndex((line) => line.startsWith(`${name}（`));
      expect(lines[at + 1]).toContain(sentence);
      expect(lines[at + 2]).toContain(`npm run cli -- rebuild --case ${name}`);
    }
    expect(await system.cli('rebuild', '--case', open.issued)).toEqual({
      code: 0,
      output: `${open.issued}：已由登錄庫重建。`,
    });
    const rest = await rebuildAll();
    expect([rest.output, rest.code]).toEqual([
      expect.stringContaining('重建 2 件，通知續行 2 件，汰換 0 件，終止多餘流程 0 件；原即相符 5 件。'),
      0,
    ]);
    await untilTheyHold(system, before);
    await expectClean(9);
    expect(await allEvents(system)).toEqual(events);
    await expectLettersOnce();
  });

  /** The order is recorded, and the worker dies before it has cut the service. */
  const orderWithoutActuation = async (): Promise<string> => {
    await system.register.query(
      "INSERT INTO service_states (organisation_id, desired, version) VALUES (?, 'on', 0)",
      [OTHER.id],
    );
    const runner = system.register.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM service_states WHERE organisation_id = ? FOR UPDATE', [OTHER.id]);
    const { caseId } = await orderEmergency(system, OTHER.id);
    await untilLettersAreSent(system, unsure);
    await system.worker.kill();
    await runner.rollbackTransaction();
    await runner.release();
    return caseId;
  };
  const serviceOfOther = async () => {
    const [row] = await system.register.query<{ desired: string; version: number }[]>(
      'SELECT desired, version FROM service_states WHERE organisation_id = ?',
      [OTHER.id],
    );
    return row;
  };
  /** As after the loss of the engine's disk: only the register is left. */
  const loseEngine = async (): Promise<void> => {
    await Promise.all([system.apiProcess.stop(), system.worker.stop()]);
    await engine.wipe();
  };
  const startAgain = async (): Promise<void> => {
    await system.restartWorker();
    await system.restartApi();
  };

  it('brings all of them back when the engine has lost everything, with what they had still to do', async () => {
    system.smtp.next(hang());
    unsure = await issue(system);
    await system.smtp.waitFor(({ parsed }) => parsed.messageId?.includes(unsure) === true, 60_000);
    const ordered = await orderWithoutActuation();
    expect(await serviceOfOther()).toEqual({ desired: 'on', version: 0 });
    const events = await allEvents(system);
    await loseEngine();
    // Where nobody would go on with it, nothing is called brought back.
    const partly = system.anotherWorker({ WORKER_QUEUES: 'cases' });
    partly.start();
    await partly.logged('polling');
    const unpolled = expect.stringContaining('沒有 worker 在佇列「emergencies」上執行');
    expect(await rebuildAll()).toEqual({ code: 1, output: unpolled });
    expect(await system.cli('rebuild', '--case', open.inForce)).toEqual({ code: 1, output: unpolled });
    expect(await system.cli('rebuild', '--case', open.issued)).toEqual({
      code: 0,
      output: `${open.issued}：已由登錄庫重建。`,
    });
    await partly.stop();
    await startAgain();

    const { output, code } = await reconcile();
    expect([output.match(/沒有流程，引擎查無此案/g)?.length, code]).toEqual([10, 1]);
    const rebuilt = await rebuildAll();
    expect([rebuilt.output, rebuilt.code]).toEqual([expect.stringContaining('重建 10 件'), 0]);
    // The letter that was under way is counted apart; nobody knows whether it arrived.
    expect(rebuilt.output).toContain('另有 1 封不明是否已寄出：寄送中 1 封');
    await untilTheyHold(system, before);
    await untilType(system, `suspension/${ordered}`, 'ServiceSuspended');
    expect(await serviceOfOther()).toEqual({ desired: 'off', version: 1 });
    await expectClean(11);
    expect(await system.api.types('suspension', ordered)).toEqual([
      'EmergencySuspensionOrdered',
      'ServiceSuspended',
    ]);
    const others = (rows: readonly object[]) => rows.filter((row) => !JSON.stringify(row).includes(ordered));
    expect(others(await allEvents(system))).toEqual(others(events));
    await expectLettersOnce();

    // A second time there is nothing left to do.
    expect((await rebuildAll()).output).toContain('重建 0 件');
    expect(await serviceOfOther()).toEqual({ desired: 'off', version: 1 });
  });

  it('lets each of them go on to its end by what people do', async () => {
    const { api } = system;
    await api.command(`/notices/${idOf(open.awaitingApproval)}/approval`, people.supervisor);
    await api.command(`/suspensions/${idOf(open.decided)}/approval`, people.supervisor);
    await complete(system, idOf(open.replied));
    await untilType(system, open.replied, 'NoticeClosed');
    await restore(system, idOf(open.awaitingConfirmation));
    await askForRestoration(system, idOf(open.inForce));
    await restore(system, idOf(open.inForce));
    await expect(api.service('XC12345678')).resolves.toBe('on');
    await waitUntil(async () => (await runOf(system, open.replied).describe()).status.name === 'COMPLETED', {
      timeoutMs: 30_000,
      what: 'its workflow to end',
    });
    await expectClean(8);
    await expectLettersOnce();
  });

  it('lets each of them go on by its clocks, none of which runs twice', async () => {
    await loseEngine();
    system.changePace(DAY_A_SECOND);
    await startAgain();
    expect((await rebuildAll()).output).toContain('重建 8 件');
    await untilType(system, open.delivered, 'SuspensionProposed');
    const entries = await system.api.timeline('notice', idOf(open.delivered));
    const of = (type: string) => entries.filter((entry) => entry.type === type);
    expect([of('DeadlinePassed').length, of('FollowUpRecorded').length]).toEqual([3, 2]);
    const reminders = of('ReminderIssued').map(({ data }) => JSON.stringify(data));
    expect(new Set(reminders).size).toBe(reminders.length);
    await untilType(system, open.notified, 'ServiceSuspended');
    const { effectiveAt = Number.NaN } = await system.api.suspension(idOf(open.notified));
    const [cut] = (await system.api.timeline('suspension', idOf(open.notified))).filter(
      ({ type }) => type === 'ServiceSuspended',
    );
    expect(cut?.at).toBeGreaterThanOrEqual(effectiveAt);
    const { received } = await lettersSent(system, unsure);
    expect(new Set(received).size).toBe(received.length);
  });
});
