import { waitUntil } from '@xiangaitong/testing';
import { OwnTemporal } from './own-temporal.fixture';
import {
  casesInManyPhases,
  lettersSent,
  resetToBeginning,
  runOf,
  snapshots,
  untilLettersAreSent,
  type CaseName,
  type Phases,
} from './recovery.fixture';
import { REAL_TIME, System } from './system.fixture';

jest.setTimeout(600_000);

describe('workflows that are rebuilt from the register', () => {
  let engine: OwnTemporal;
  let system: System;
  let open: Phases;
  let names: readonly CaseName[];
  let before: Awaited<ReturnType<typeof snapshots>>;

  beforeAll(async () => {
    engine = await OwnTemporal.start();
    system = await System.start({ scale: REAL_TIME, engine });
    await system.enterDirectory();
    ({ open } = await casesInManyPhases(system));
    names = Object.values(open);
    await untilLettersAreSent(system);
    before = await snapshots(system, names);
  });
  afterAll(async () => {
    await system.stop();
    await engine.stop();
  });

  const reconcile = () => system.cli('reconcile');
  const rebuildAll = (...more: readonly string[]) => system.cli('rebuild', '--all', ...more);
  const runIds = async (): Promise<Record<string, string>> => {
    const ids: Record<string, string> = {};
    for (const name of names) ids[name] = (await runOf(system, name).describe()).runId;
    return ids;
  };
  const expectClean = async (): Promise<void> => {
    const { code, output } = await reconcile();
    expect([output.split('\n').at(-1), code]).toEqual([
      `比對 ${names.length} 件應有流程的案件：登記冊與引擎相符。`,
      0,
    ]);
  };
  const expectLettersOnce = async (): Promise<void> => {
    const { registered, received } = await lettersSent(system);
    expect(received).toEqual(registered);
    expect(new Set(received).size).toBe(received.length);
  };
  const untilTheyHold = (wanted: typeof before): Promise<unknown> =>
    waitUntil(
      async () => {
        expect(await snapshots(system, names)).toEqual(wanted);
        return true;
      },
      { timeoutMs: 60_000, what: 'the cases to be where they were', intervalMs: 200 },
    );

  it('leaves a healthy system alone', async () => {
    const runs = await runIds();
    await expectClean();
    const { code, output } = await rebuildAll();
    expect([output, code]).toEqual([
      expect.stringContaining(`重建 0 件，通知續行 0 件，汰換 0 件，終止多餘流程 0 件；原即相符 9 件。`),
      0,
    ]);
    expect(await runIds()).toEqual(runs);
    expect(await snapshots(system, names)).toEqual(before);
    await expectLettersOnce();
  });

  it('names what an operator has terminated, cancelled or reset, and mends it', async () => {
    await runOf(system, open.issued).terminate();
    await runOf(system, open.inForce).terminate();
    await runOf(system, open.decided).cancel();
    await expect(runOf(system, open.decided).result()).rejects.toThrow();
    await resetToBeginning(system, open.delivered);
    await resetToBeginning(system, open.notified);
    const { code, output } = await reconcile();
    expect(code).toBe(1);
    expect(output).toContain('不符 5 項。');
    for (const [name, sentence] of [
      [open.issued, '沒有執行中的流程，前一流程已被終止'],
      [open.inForce, '沒有執行中的流程，前一流程已被終止'],
      [open.decided, '沒有執行中的流程，前一流程已被取消'],
      [open.delivered, '流程落後登記冊（流程至第 0 事件，登記冊至第 3 事件）'],
      [open.notified, '流程落後登記冊（流程至第 0 事件，登記冊至第 3 事件）'],
    ] as const) {
      const lines = output.split('\n');
      const at = lines.findIndex((line) => line.startsWith(`${name}（`));
      expect(lines[at + 1]).toContain(sentence);
      expect(lines[at + 2]).toContain(`npm run cli -- rebuild --case ${name}`);
    }
    const one = await system.cli('rebuild', '--case', open.issued);
    expect(one).toEqual({ code: 0, output: `${open.issued}：已由登記冊重建。` });
    const rest = await rebuildAll();
    expect([rest.output, rest.code]).toEqual([
      expect.stringContaining('重建 2 件，通知續行 2 件，汰換 0 件，終止多餘流程 0 件；原即相符 5 件。'),
      0,
    ]);
    await untilTheyHold(before);
    await expectClean();
    await expectLettersOnce();
  });
});
