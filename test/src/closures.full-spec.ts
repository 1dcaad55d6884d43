import {
  explainInChinese,
  deadlineInDays,
  governmentCalendar2025to2027 as shipped,
} from '@xiangaitong/domain';
import { OrganisationRepository } from '@xiangaitong/persistence';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(120_000);

const administrator = 'p-ho:centreAdministrator';
const source = '臺南市政府 115/7/28 公告';

describe('closures, deadlines and the regulation by the command line, on the running product', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
  });
  afterAll(() => system.stop());

  const enter = (county: string, date: string, ...more: readonly string[]) =>
    system.cli('closure', 'enter', county, date, '--source', source, '--as', administrator, ...more);
  const list = async (...filter: readonly string[]): Promise<string[]> => {
    const { code, output } = await system.cli('closure', 'list', '--as', people.tracker, ...filter);
    expect(code).toBe(0);
    return output.split('\n');
  };
  const deadline = (...asked: readonly string[]) =>
    system.cli('deadline', ...asked, '--as', people.respondent);

  it('enters and corrects a closure, which counts only where it is asked for', async () => {
    const term = ['days', '115/7/20', '9'];
    const plain = deadlineInDays(shipped, '2026-07-20', 9, { adverse: false });
    if (!plain.ok) throw new Error(plain.error.code);
    const without = explainInChinese(plain.value.explanation);
    expect(without.at(-1)).toBe('期限：民國115年7月29日（星期三），含當日，至當日24時止。');

    expect(await enter('台南市', '115/7/29')).toEqual({
      code: 0,
      output:
        '臺南市 115/7/29 全日停止上班：併計這個縣市的停止上班計算期限時，這一天為休息日。登錄本身不變更任何案件的期限。',
    });
    const counted = await deadline(...term, '--county', '臺南市');
    expect(counted.code).toBe(0);
    expect(counted.output.split('\n')).toEqual([
      ...without.slice(0, 2),
      '末日逢休息日，順延（行政程序法第48條第4項）：',
      `\u3000民國115年7月29日（星期三）：臺南市天然災害停止上班（${source}）`,
      '順延至民國115年7月30日（星期四）。',
      '上班日依據：行政機關辦公日曆表 2025-2027，併計臺南市天然災害停止上班日（115/7/29）。',
      '期限：民國115年7月30日（星期四），含當日，至當日24時止。',
    ]);
    expect((await deadline(...term)).output.split('\n')).toEqual(without);

    const corrected = await enter('TNN', '2026-07-29', '--decided', 'asUsual');
    expect([corrected.code, corrected.output]).toEqual([0, expect.stringContaining('照常上班')]);
    expect(await list('--county', '臺南市', '--from', '115/7/1', '--to', '115/7/31')).toEqual([
      '＊臺南市　115/7/29　照常上班',
      `\u3000\u3000來源：${source}，115/8/3 登錄`,
      '　臺南市　115/7/29　全日停止上班',
      `\u3000\u3000來源：${source}，115/8/3 登錄`,
    ]);
    expect(await list('--county', '高雄市')).toEqual(['查無停止上班的登錄。']);
    expect((await deadline(...term, '--county', '臺南市')).output.split('\n')).toEqual(without);
  });

  it('says what is wrong, where', async () => {
    const refused = async (run: Promise<{ code: number | null; output: string }>): Promise<string[]> => {
      const { code, output } = await run;
      expect(code).toBe(1);
      return output.split('\n');
    };
    expect(await refused(enter('臺南市', '115/2/30'))).toEqual([
      '送出的資料有誤，請修正所列欄位。',
      '　民國115年2月只有 28 天，沒有 30 日。',
    ]);
    expect(await refused(enter('臺南市', '115/8/1'))).toEqual([
      '這一天本來就不上班，無須登錄停止上班；請確認日期。',
      '　115/8/1 為星期六。',
    ]);
    expect((await refused(enter('台南', '115/7/29')))[1]).toContain('臺南市（TNN）');
    const byDrafter = system.cli(
      ...['closure', 'enter', 'TNN', '115/7/30', '--source', source, '--as', people.drafter],
    );
    expect(await refused(byDrafter)).toEqual(['這個角色不能執行這個動作。']);
    expect(await refused(deadline('months', '115/2/30', '1'))).toContain(
      '　民國115年2月只有 28 天，沒有 30 日。',
    );
    expect(await refused(deadline('days', '116/12/31', '1'))).toContain(
      '　辦公日曆表涵蓋 114/1/1 至 116/12/31，這個期限需要 117/1/1。',
    );
    expect(await refused(system.cli('regulation', 'show', '103'))).toEqual([
      '查無版次「103」；有 105、108。',
    ]);
  });

  it('counts both ways for an adverse measure, and takes a printed date as it is', async () => {
    const { output } = await deadline('days', '115/12/4', '10', '--adverse');
    expect(output).toContain('兩種算法並列，採較晚者');
    expect((await deadline('date', '115/12/6')).output.split('\n').at(-1)).toBe(
      '期限：民國115年12月6日（星期日），含當日，至當日24時止。',
    );
  });

  it('prints the editions of the regulation', async () => {
    const { output: editions } = await system.cli('regulation', 'list');
    expect(editions.split('\n').map((line) => line.slice(0, 4))).toEqual(['　105', '＊108']);
    const { code, output } = await system.cli('regulation', 'show', '105');
    expect(code).toBe(0);
    expect(output).toContain('　(八)未即時改善不符合事項且無正當理由者。');
  });

  it('enters the county of an organisation with the directory', async () => {
    const file = `${__dirname}/../../docs/cases/directory/tainan.json`;
    const { code } = await system.cli('directory', file);
    expect(code).toBe(0);
    const organisations = new OrganisationRepository(system.register);
    expect(await organisations.get('XC12345678')).toMatchObject({ county: 'TNN' });
    expect(await organisations.get('A21010000I')).toMatchObject({ county: 'NWT' });
  });
});
