import {
  deadlineFor,
  explainInChinese,
  type CivilDate,
  type Explanation,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { calendarOf, datedCases, exampleClosures, type DatedCase } from '@xiangaitong/domain/dated-cases';
import { printOfficeForm, withMark } from '@xiangaitong/testing';
import {
  administrator,
  as,
  authority,
  bureau,
  codes,
  drafter,
  post,
  respondent,
  startTestApi,
  supervisor,
  type Answer,
  type TestApi,
} from '../test-api.fixture';

// The server shares a small machine with everything else that is being tested.
jest.setTimeout(60_000);

interface View {
  readonly date: CivilDate;
  readonly instant: number;
  readonly explanation: Explanation;
  readonly text: string[];
  readonly calendarId: string;
  readonly calendarVersion: string;
  readonly calendarState: string;
}

let api: TestApi;
// Soon after the closure of the table, which is entered as an officer would.
beforeAll(async () => {
  api = await startTestApi(undefined, undefined, '2025-07-10');
  for (const closure of exampleClosures) {
    const { status } = await api.request('/api/v1/closures', post(closure, { actor: supervisor }));
    expect(status).toBe(201);
  }
});
afterAll(() => api.stop());

const ask = (query: Readonly<Record<string, unknown>>, actor = drafter): Promise<Answer> => {
  const parameters = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return api.request(`/api/v1/deadlines?${new URLSearchParams(parameters).toString()}`, as(actor));
};
const viewOf = ({ status, body }: Answer): View => {
  expect([status, body.code, body.fields]).toEqual([200, undefined, undefined]);
  return body as unknown as View;
};
const fields = ({ status, body }: Answer): unknown[] => [status, body.code, body.fields];
const days = { rule: 'days', from: '115/12/4', n: 10 };

/** The whole years in which the calendars lie that the table brings along, as an official file has them. */
function earlierYears(): WorkCalendar {
  const brought = datedCases.filter(({ calendar }) => calendar !== undefined).map(calendarOf);
  return {
    version: '',
    firstDay: '2008-01-01',
    lastDay: '2024-12-31',
    holidays: Object.assign({}, ...brought.map(({ holidays }) => holidays)) as Record<CivilDate, string>,
    makeUpDays: Object.assign({}, ...brought.map(({ makeUpDays }) => makeUpDays)) as Record<
      CivilDate,
      string
    >,
  };
}

/** What was worked by hand about the way there, as far as the case says it. */
function byHand(explanation: Explanation): object {
  if (!('taken' in explanation)) return {};
  const { taken, other } = explanation;
  const [ordinary, adverse] = taken.branch === 'ordinary' ? [taken, other] : [other, taken];
  return {
    lastCounted: ordinary?.lastCounted,
    morning: ordinary?.branch === 'ordinary' && ordinary.mondayMorning,
    branch: taken.branch,
    adverseDate: adverse?.date,
  };
}

async function expectAsByHand(dated: DatedCase): Promise<void> {
  const { county, date, over, lastCounted, morning = false, branch = 'ordinary', adverseDate } = dated;
  const view = viewOf(await ask({ ...dated.ask, ...(county === undefined ? {} : { county }) }));
  expect([view.date, view.instant]).toEqual([date, Date.parse(over)]);
  if ('taken' in view.explanation) {
    expect(byHand(view.explanation)).toEqual({ lastCounted, morning, branch, adverseDate });
  }
  // The rest as the core has it, under the name that the register gave the version.
  const core = deadlineFor({ ...calendarOf(dated), version: view.calendarVersion }, dated.ask);
  expect(core).toMatchObject({ ok: true, value: { date, explanation: view.explanation } });
  expect(view.text).toEqual(explainInChinese(view.explanation));
}

const titled = (some: readonly DatedCase[]) =>
  some.map((dated) => [JSON.stringify([dated.ask, dated.county ?? '']), dated.date, dated] as const);

describe('the table of dated cases', () => {
  it('asks under closures only where a case names a county', async () => {
    expect(datedCases.length).toBeGreaterThan(100);
    const question = { rule: 'workingDays', from: '114/7/4', n: 1 };
    expect(viewOf(await ask(question))).toMatchObject({
      date: '2025-07-07',
      calendarVersion: '行政機關辦公日曆表 2025-2027',
    });
    expect(viewOf(await ask({ ...question, county: '台南市' }))).toMatchObject({
      date: '2025-07-08',
      calendarVersion: '行政機關辦公日曆表 2025-2027，併計臺南市天然災害停止上班日（114/7/7）',
      explanation: { skipped: [{}, {}, { reason: 'closure', county: 'TNN', source: '範例' }] },
    });
    expect(viewOf(await ask({ ...question, county: 'KHH' }))).toMatchObject({ date: '2025-07-07' });
  });

  it.each(titled(datedCases.filter(({ calendar }) => calendar === undefined)))(
    '%s → %s',
    (_ask, _date, dated) => expectAsByHand(dated),
  );

  describe('under calendars of other years, imported and approved', () => {
    beforeAll(async () => {
      const file = Buffer.from(withMark(printOfficeForm(earlierYears()))).toString('base64');
      const body = { file, source: '各年度公布' };
      const imported = await api.request('/api/v1/calendars', post(body, { actor: administrator }));
      expect(imported.status).toBe(201);
      const path = `/api/v1/calendars/${imported.body.id}/approval`;
      expect((await api.request(path, post({}, { actor: supervisor }))).status).toBe(200);
    });

    it.each(titled(datedCases.filter(({ calendar }) => calendar !== undefined)))(
      '%s → %s',
      (_ask, _date, dated) => expectAsByHand(dated),
    );

    it('an earlier version can still be named', async () => {
      const now = viewOf(await ask(days));
      expect(now.calendarVersion).toBe('行政機關辦公日曆表 2008-2027（第 2 版）');
      const then = viewOf(await ask({ ...days, calendar: 'shipped' }, respondent));
      expect(then).toMatchObject({ calendarId: 'shipped', calendarVersion: '行政機關辦公日曆表 2025-2027' });
      expect(then.date).toBe(now.date);
    });
  });
});

describe('a question', () => {
  it('may be put by a centre, the bureau and a respondent, and by nobody else', async () => {
    const answers = await Promise.all([drafter, supervisor, bureau, respondent].map((who) => ask(days, who)));
    for (const answer of answers) expect(viewOf(answer).date).toBe('2026-12-14');
    expect(codes(await ask(days, authority))).toEqual([403, 'actor.notAllowed']);
  });

  it.each(['115/12/4', '民國115年12月4日', '1151204', '2026-12-04', '１１５／１２／４'])(
    'takes the date as %s',
    async (from) => expect(viewOf(await ask({ ...days, from })).date).toBe('2026-12-14'),
  );

  it.each([
    ['115/2/30', '民國115年2月只有 28 天，沒有 30 日。'],
    ['2026/12/4', '「2026」不是民國年；西元日期請寫成 2026-12-04。'],
    ['民國前1年1月1日', '不接受民國元年以前的日期。'],
    ['', '未填日期。'],
  ])('with the date %j is refused with the reason', async (from, message) => {
    expect(fields(await ask({ ...days, from }))).toEqual([
      400,
      'request.invalid',
      [{ field: 'from', message }],
    ]);
  });

  it('names each part that its rule needs, and each that it does not know', async () => {
    const needed = (...names: string[]) => names.map((field) => ({ field, message: '必填。' }));
    const others = (rule: string, ...names: string[]) =>
      names.map((field) => ({ field, message: `rule 為 ${rule} 時沒有這一項，請刪去。` }));
    for (const [query, problems] of [
      [{}, [{ field: 'rule', message: '必填。' }]],
      [{ rule: 'days' }, needed('from', 'n')],
      [{ rule: 'months', from: '115/12/4' }, needed('n')],
      [{ rule: 'workingDays', n: 1 }, needed('from')],
      [{ rule: 'date' }, needed('date')],
      [{ rule: 'date', date: '115/12/4', from: '115/12/4', n: 1 }, others('date', 'from', 'n')],
      [{ ...days, rule: 'workingDays', adverse: true }, others('workingDays', 'adverse')],
      [{ ...days, date: '115/12/4' }, others('days', 'date')],
      [{ ...days, n: '0' }, [{ field: 'n', message: '應為 1 以上的整數。' }]],
      [{ ...days, n: '1.5' }, [{ field: 'n', message: '應為 1 以上的整數。' }]],
    ] as const) {
      expect(fields(await ask(query))).toEqual([400, 'request.invalid', problems]);
    }
    const { status, body } = await ask({ ...days, county: '臺南' });
    expect([status, body.fields[0]?.field]).toEqual([400, 'county']);
    expect(body.fields[0]?.message).toContain('臺南市（TNN）');
  });

  it('beyond the calendar is refused with what it covers and what would be needed', async () => {
    const shipped = { calendar: 'shipped' };
    const problem = (field: string, day: string) => [
      409,
      'calendar.notCovered',
      [{ field, message: `辦公日曆表涵蓋 114/1/1 至 116/12/31，這個期限需要 ${day}。` }],
    ];
    expect(fields(await ask({ ...days, ...shipped, from: '116/12/31', n: 1 }))).toEqual(
      problem('n', '117/1/1'),
    );
    expect(fields(await ask({ ...days, ...shipped, from: '113/12/31' }))).toEqual(
      problem('from', '113/12/31'),
    );
    expect(fields(await ask({ ...days, ...shipped, rule: 'months', n: 99_999 }))).toEqual(
      problem('n', '117/1/1'),
    );
  });

  it('may try a version that waits for approval, for officers; one that there is none of is refused', async () => {
    const next = {
      ...earlierYears(),
      firstDay: '2028-01-01',
      lastDay: '2028-12-31',
      holidays: {},
      makeUpDays: {},
    };
    const file = Buffer.from(withMark(printOfficeForm(next))).toString('base64');
    const imported = await api.request(
      '/api/v1/calendars',
      post({ file, source: '試算' }, { actor: administrator }),
    );
    const query = { ...days, from: '117/1/3', calendar: imported.body.id };
    expect(viewOf(await ask(query))).toMatchObject({ date: '2028-01-13', calendarState: 'imported' });
    const unknown = [
      422,
      'calendarVersion.unknown',
      [{ field: 'calendar', message: '查無此版本；省略時以現行版本計算。' }],
    ];
    expect(fields(await ask(query, respondent))).toEqual(unknown);
    expect(fields(await ask({ ...days, calendar: 'none' }))).toEqual(unknown);
  });
});
