import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyVersion1 } from '@xiangaitong/domain';
import { issue } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(120_000);

const { id: _id, version: _version, ...shipped } = policyVersion1;

describe('what a policy would do, by the command line, about cases of the real engine', () => {
  let system: System;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trials-'));
    file = join(folder, 'policy.json');
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  const run = (command: string, content: object, ...more: readonly string[]) => {
    writeFileSync(file, JSON.stringify(content));
    return system.cli('policy', command, file, '--as', people.supervisor, ...more);
  };

  it('previews an example', async () => {
    const { code, output } = await run(
      'preview',
      shipped,
      '--scenario',
      'cured',
      '--issued-on',
      '2026-11-03',
    );
    expect(code).toBe(0);
    expect(output.split('\n')).toEqual(
      expect.arrayContaining([
        '預覽「如期改善」：範例案件於民國115年11月3日發文。',
        '　11:00 限期改善案結案（改善完成）〔追蹤人員〕',
      ]),
    );
    const wrong = await run('preview', { ...shipped, extensionDays: 0 }, '--scenario', 'storm');
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('　policy.extensionDays：')]);
    expect(wrong.output).toContain('　scenario：');
  });

  it('tries a draft on the open cases, by content and by version', async () => {
    await issue(system);
    const same = await system.cli('policy', 'what-if', '--version', '1', '--as', people.supervisor);
    expect([same.code, same.output.split('\n')[0]]).toEqual([
      0,
      '試算未結案件 1 件（限期改善 1 件、中止服務 0 件），有差異 0 件。',
    ]);
    const { code, output } = await run('what-if', { ...shipped, extensionDays: 30 });
    expect([code, output]).toEqual([0, expect.stringContaining('有差異 1 件。')]);
    expect(output).toContain('第二次改善期限：');
    const neither = await system.cli('policy', 'what-if', '--as', people.supervisor);
    expect([neither.code, neither.output]).toEqual([1, expect.stringContaining('二者擇一')]);
  });
});
