import { casesTaskQueue, MAX_HISTORY_EVENTS, type TimelineEntry } from '@xiangaitong/contracts';
import { governmentCalendar2025to2027, policyVersion1 } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { newKey } from './api-client.fixture';
import { issue, suspend } from './cases.fixture';
import { idOf, runOf, seriousNotice, snapshots, type CaseName } from './recovery.fixture';
import { people, REAL_TIME, System } from './system.fixture';

jest.setTimeout(600_000);

const OTHER = { id: 'XC00000077', name: '臺南市另一機關', mail: 'other@xc00000077.example' };

/** Differences of every kind that can be made, each in a case of its own. */
describe('the comparison of register and engine', () => {
  let system: System;
  const planted: Record<string, CaseName> = {};

  const sql = (statement: string, ...parameters: readonly unknown[]): Promise<unknown> =>
    system.register.query(statement, [...parameters]);
  const notice = async (): Promise<CaseName> => `notice/${await issue(system)}`;
  /** Ends a run, and starts another under its name that rebuild would never start. */
  const startInstead = async (name: CaseName, input: unknown): Promise<void> => {
    const { type } = await runOf(system, name).describe();
    await system.temporal.workflow.start(type, {
      workflowId: name,
      taskQueue: casesTaskQueue,
      args: [input],
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
  };

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory([OTHER]);
    for (const kind of ['ahead', 'state', 'leftRunning', 'unknown', 'attribute', 'corrupt', 'healthy'])
      planted[kind] = await notice();
    planted['stuck'] = `suspension/${await suspend(system)}`;
    ({ notice: planted['pending'] } = await seriousNotice(system));
  });
  afterAll(() => system.stop());

  const of = (kind: string): CaseName => planted[kind] ?? 'notice/none';

  const plant = async (): Promise<void> => {
    const ahead = idOf(of('ahead'));
    await sql('DELETE FROM events WHERE stream_id = ? AND seq = 2', ahead);
    await sql("UPDATE notices SET seq = 1, phase = 'awaitingApproval' WHERE id = ?", ahead);
    const state = idOf(of('state'));
    await sql(
      "UPDATE events SET data = JSON_SET(data, '$.content.reason', '改寫') WHERE stream_id = ? AND seq = 1",
      state,
    );
    await sql(
      "UPDATE effects SET state = 'pending', outcome = NULL WHERE stream_id = ? AND kind = 'startSuspension'",
      idOf(of('pending')),
    );
    await sql('UPDATE notices SET closed = TRUE WHERE id = ?', idOf(of('leftRunning')));
    await sql('DELETE FROM events WHERE stream_id = ?', idOf(of('unknown')));
    await sql('DELETE FROM notices WHERE id = ?', idOf(of('unknown')));
    await sql(
      "UPDATE events SET type = 'FollowUpRecorded' WHERE stream_id = ? AND seq = 2",
      idOf(of('corrupt')),
    );
    const name = of('attribute');
    const { state: held, seq, pending } = (await snapshots(system, [name]))[name] ?? {};
    const timeline = await runOf(system, name).query<TimelineEntry[], []>('timeline');
    await startInstead(name, {
      caseId: idOf(name),
      tenant: '395000000X',
      clock: system.clock,
      policy: policyVersion1,
      calendar: governmentCalendar2025to2027,
      maxHistoryEvents: MAX_HISTORY_EVENTS,
      resume: { from: 'run', state: held, seq, pending, timeline },
    });
    await startInstead(of('stuck'), null);
    await waitUntil(
      async () => ((await runOf(system, of('stuck')).describe()).raw.pendingWorkflowTask?.attempt ?? 0) >= 3,
      { timeoutMs: 120_000, what: 'the run to have failed', intervalMs: 500 },
    );
    await system.temporal.workflow.getHandle('calendar-keeper').terminate();
    await sql(
      "INSERT INTO service_states (organisation_id, desired, version) VALUES (?, 'off', 1)",
      OTHER.id,
    );
  };

  /** What is said of a case, or of something else by its heading: the two lines below. */
  const saidOf = (output: string, heading: string): string => {
    const lines = output.split('\n');
    const at = lines.findIndex((line) => line.startsWith(heading));
    return at === -1 ? 'nothing' : lines.slice(at + 1, at + 3).join('\n');
  };

  it('names each, with what to do about it', async () => {
    expect(await system.cli('reconcile')).toEqual({
      code: 0,
      output: '比對 10 件應有流程的案件：登錄庫與引擎相符。',
    });
    await plant();
    const { output, code } = await system.cli('reconcile');
    expect(code).toBe(1);
    for (const [heading, sentence, advice] of [
      [of('ahead'), '流程超前登錄庫（流程至第 2 事件，登錄庫至第 1 事件）', '--replace'],
      [of('state'), '同至第 2 事件，但流程的狀態與登錄庫不同', '--replace'],
      [of('pending'), '待辦效果不同（僅登錄庫有：notice/', '--replace'],
      [of('leftRunning'), '案件已結案且無待辦，流程仍在執行', '終止多餘的流程'],
      [of('unknown'), '登錄庫沒有此案，流程卻已至第 2 事件', '終止多餘的流程'],
      [of('attribute'), 'CaseState 為「」，應為「notice.tracking」', '--replace'],
      [of('stuck'), '流程一再失敗，已試', '先查 worker 紀錄'],
      [of('corrupt'), '登錄庫的事件無法推得狀態', '請以備份核對'],
      ['常駐流程 calendar-keeper', '沒有執行', '重新啟動 worker'],
      [`交換服務 ${OTHER.id}`, '登記為中止，但沒有執行中的中止案', '由承辦人'],
    ] as const) {
      expect(saidOf(output, heading)).toContain(`不符：`);
      expect(saidOf(output, heading)).toContain(sentence);
      expect(saidOf(output, heading)).toContain(advice);
    }
    expect(saidOf(output, of('healthy'))).toBe('nothing');
    expect(output).toContain('不符 10 項。');
  });

  it('replaces only when asked to, and then the register wins', async () => {
    const careful = await system.cli('rebuild', '--all');
    expect(careful.code).toBe(1);
    expect(careful.output).toContain('重建 0 件，通知續行 0 件，汰換 0 件，終止多餘流程 0 件；');
    expect(careful.output).toContain('另啟動常駐流程 1 個。');
    expect(careful.output).toContain('另有 8 件不符，未予處理，如上所列。');

    const forced = await system.cli('rebuild', '--all', '--replace');
    expect(forced.output).toContain('汰換 5 件，終止多餘流程 2 件');
    expect([saidOf(forced.output, of('corrupt')), forced.code]).toEqual([
      expect.stringContaining('無法推得狀態'),
      1,
    ]);

    const after = await waitUntil(
      async () => {
        const { output, code } = await system.cli('reconcile');
        return output.includes('不符 2 項。') && { output, code };
      },
      { timeoutMs: 120_000, what: 'only what people have to see to to be left' },
    );
    expect(after.code).toBe(1);
    expect(saidOf(after.output, of('corrupt'))).toContain('無法推得狀態');
    expect(saidOf(after.output, `交換服務 ${OTHER.id}`)).toContain('登記為中止');
    expect((await snapshots(system, [of('ahead')]))[of('ahead')]).toMatchObject({ seq: 1 });
  });

  it('names the commands that are lost with a run, to those who were told that it had taken them', async () => {
    const name = await notice();
    await sql(
      "UPDATE events SET data = JSON_SET(data, '$.content.reason', '改寫') WHERE stream_id = ? AND seq = 1",
      idOf(name),
    );
    const runner = system.register.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('SELECT 1 FROM notices WHERE id = ? FOR UPDATE', [idOf(name)]);
      const key = newKey();
      const path = `/notices/${idOf(name)}/withdrawal`;
      expect((await system.api.post(path, people.supervisor, { reason: '誤發' }, key)).status).toBe(202);
      const { output, code } = await system.cli('rebuild', '--case', name, '--replace');
      expect([code, output]).toEqual([0, expect.stringContaining('已以登錄庫為準汰換。')]);
      expect(output).toContain(`${name}：流程已受理而未完成的指令 1 件隨舊流程捨棄`);
      expect(output).toContain(`WithdrawNotice（p-chen） p-chen:${key}`);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
