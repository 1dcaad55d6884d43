import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateAt, type CivilDate } from '@xiangaitong/domain';
import { submit } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(120_000);

const administrator = 'p-ho:centreAdministrator';
const reason = '核准時程不足';

describe('a new version of the policy, by the command line, on the real engine', () => {
  let system: System;
  let folder: string;
  let shipped: Record<string, unknown>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'policies-'));
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
    const { output } = await system.cli('policy', 'show', '1', '--json', '--as', people.drafter);
    shipped = JSON.parse(output) as Record<string, unknown>;
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  const propose = (content: object, from: CivilDate, as = administrator) => {
    const path = join(folder, 'policy.json');
    writeFileSync(path, JSON.stringify(content));
    return system.cli('policy', 'propose', path, '--as', as, '--from', from, '--reason', reason);
  };
  const list = async (): Promise<string[]> =>
    (await system.cli('policy', 'list', '--as', people.drafter)).output.split('\n');
  const wakesOn = async (id: string): Promise<CivilDate> =>
    civilDateAt((await system.api.notice(id)).nextWakeAt ?? 0);

  it('refuses what is wrong by field, and says when there is no file', async () => {
    const { code, output } = await propose(
      { ...shipped, extensionDays: 7, noticePeriodDays: 0 },
      '2026-08-03',
    );
    expect([code, output.split('\n')]).toEqual([
      1,
      [
        '送出的資料有誤，請修正所列欄位。',
        '　policy.noticePeriodDays：應為 1 至 90 的整數。',
        '　policy.extensionDays：不得少於最短改善期限（14 日）。',
      ],
    ]);
    const late = await propose({ ...shipped, extensionDays: 30 }, '2026-08-02');
    expect([late.code, late.output]).toEqual([1, expect.stringContaining('effectiveDate：最早可訂為今天')]);
    const missing = await system.cli(
      ...['policy', 'propose', join(folder, 'none.json')],
      ...['--as', administrator, '--from', '2026-08-03', '--reason', reason],
    );
    expect([missing.code, missing.output]).toEqual([1, expect.stringContaining('檔案讀不到')]);
    expect(await list()).toHaveLength(2);
  });

  it('holds for what begins after its approval by another officer, and not before', async () => {
    const before = await submit(system);
    const proposed = await propose({ ...shipped, approvalWorkingDays: 4 }, '2026-08-03');
    expect([proposed.code, proposed.output]).toEqual([
      0,
      expect.stringContaining('與第 1 版的差異：\n　核准期間：2 個上班日 → 4 個上班日'),
    ]);
    const between = await submit(system);

    const own = await system.cli('policy', 'approve', '2', '--as', 'p-ho:supervisor');
    expect([own.code, own.output]).toEqual([1, expect.stringContaining('另一')]);
    const approved = await system.cli('policy', 'approve', '2', '--as', people.supervisor);
    expect([approved.code, approved.output]).toEqual([0, expect.stringContaining('第 2 版　現行')]);

    await propose({ ...shipped, approvalWorkingDays: 10 }, '2026-09-01');
    const refusal = ['--as', people.supervisor, '--reason', '期間過長'];
    const refused = await system.cli('policy', 'refuse', '3', ...refusal);
    expect([refused.code, refused.output]).toEqual([0, expect.stringContaining('第 3 版　已退回')]);
    await propose({ ...shipped, approvalWorkingDays: 5 }, '2026-09-01');
    await system.cli('policy', 'approve', '4', '--as', people.supervisor);
    expect(await list()).toEqual([
      '\u3000第 4 版\u3000已核准，尚未生效\u3000115/9/1 起',
      `\u3000\u3000115/8/3 p-ho 提出：${reason}`,
      '\u3000第 3 版\u3000已退回\u3000115/9/1 起',
      `\u3000\u3000115/8/3 p-ho 提出：${reason}，退回理由：期間過長`,
      '＊第 2 版\u3000現行\u3000115/8/3 起',
      `\u3000\u3000115/8/3 p-ho 提出：${reason}`,
      '\u3000第 1 版\u3000已核准\u3000115/8/3 起',
      '\u3000\u3000隨系統提供',
    ]);

    // 核准 is asked for within two working days, by Wednesday; under version 2 within four, by Friday.
    const later = await submit(system);
    expect(await wakesOn(before)).toBe('2026-08-06');
    expect(await wakesOn(between)).toBe('2026-08-06');
    expect(await wakesOn(later)).toBe('2026-08-08');
  });
});
