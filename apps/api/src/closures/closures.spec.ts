import { countyNames } from '@xiangaitong/domain';
import { AuditRepository, ClosureRepository, PersonRepository } from '@xiangaitong/persistence';
import { useFreshApi } from '../played-engine.fixture';
import {
  administrator,
  as,
  authority,
  bureau,
  codes,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  supervisor,
  type Answer,
} from '../test-api.fixture';

const test = useFreshApi();

/** A working day a little before the tests' today, Monday 2026-08-03. */
const typhoon = {
  county: '台南市',
  date: '115/7/29',
  decided: 'wholeDay',
  source: '臺南市政府 115/7/28 20:00 公告',
};
const enter = (body: object = {}, actor = supervisor, key = newKey()): Promise<Answer> =>
  test.api.request('/api/v1/closures', post({ ...typhoon, ...body }, { actor, key }));
const listed = async (query = '', actor = drafter): Promise<{ number: number; counts: boolean }[]> => {
  const { status, body } = await test.api.request(`/api/v1/closures${query}`, as(actor));
  expect(status).toBe(200);
  return body.entries as unknown as { number: number; counts: boolean }[];
};
const fields = ({ status, body }: Answer): unknown[] => [status, body.code, body.fields];
const atDate = (message: string) => [{ field: 'date', message }];

describe('a closure', () => {
  it('is entered with county, day, decision and source, and says that it moves nothing by itself', async () => {
    const answer = await enter();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      number: 1,
      county: 'TNN',
      countyName: '臺南市',
      date: '2026-07-29',
      decided: 'wholeDay',
      source: typhoon.source,
      counts: true,
      enteredBy: 'p-huang',
      enteredByOrganisation: 'TN00000001',
      text: '臺南市 115/7/29 全日停止上班：併計這個縣市的停止上班計算期限時，這一天為休息日。登錄本身不變更任何案件的期限。',
    });
    expect(await listed()).toEqual([answer.body]);
    expect(await test.api.app.get(ClosureRepository).closuresOf('TNN')).toEqual([
      { county: 'TNN', date: '2026-07-29', decided: 'wholeDay', source: typhoon.source },
    ]);
  });

  it('is corrected by a later entry; both stay on record, and the later one counts', async () => {
    const first = await enter();
    await enter({ county: 'KHH' });
    const key = newKey();
    const corrected = await enter({ decided: 'asUsual', source: '更正' }, administrator, key);
    expect(corrected.body).toMatchObject({ counts: true, decided: 'asUsual' });
    expect(await listed()).toMatchObject([
      { number: 3, counts: true },
      { number: 2, counts: true },
      {
        number: 1,
        counts: false,
        text: '臺南市 115/7/29 全日停止上班：已有較後的登錄，這一項不採計。登錄本身不變更任何案件的期限。',
      },
    ]);
    const partOfDay = await enter({ decided: 'partOfDay' }, bureau);
    expect(partOfDay.body).toMatchObject({ number: 4, counts: true });
    // The answer to a repetition says what holds by now.
    const again = await enter({ decided: 'asUsual', source: '更正' }, administrator, key);
    expect(again.body).toMatchObject({ id: corrected.body.id, counts: false });
    expect(first.body).toMatchObject({ counts: true });
  });

  it('is entered once under one key; another one under it is refused', async () => {
    const key = newKey();
    const first = await enter({}, supervisor, key);
    const again = await enter({}, supervisor, key);
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(codes(await enter({ source: '別處' }, supervisor, key))).toEqual([
      422,
      'request.idempotencyKeyReused',
    ]);
    expect(await listed()).toHaveLength(1);
  });

  it('is found by county and by day, both ends included', async () => {
    await enter();
    await enter({ county: '高雄市', date: '2026-07-30' });
    const numbers = async (query: string) => (await listed(query)).map(({ number }) => number);
    expect(await numbers(`?county=${encodeURIComponent('臺南市')}`)).toEqual([1]);
    expect(await numbers('?county=KHH')).toEqual([2]);
    expect(await numbers('?from=2026-07-30')).toEqual([2]);
    expect(await numbers('?from=1150729&to=1150729')).toEqual([1]);
    expect(await numbers('?from=2026-07-31')).toEqual([]);
  });
});

describe('what cannot be entered', () => {
  it('is a county that there is none of: all are named', async () => {
    const { status, body } = await enter({ county: '台南' });
    expect([status, body.code, body.fields.map(({ field }) => field)]).toEqual([
      400,
      'request.invalid',
      ['county'],
    ]);
    for (const name of Object.values(countyNames)) expect(body.fields[0]?.message).toContain(name);
    expect(fields(await enter({ date: '115/2/30' }))).toEqual([
      400,
      'request.invalid',
      atDate('民國115年2月只有 28 天，沒有 30 日。'),
    ]);
    expect(fields(await enter({ source: ' ', decided: 'half' }))).toEqual([
      400,
      'request.invalid',
      [
        { field: 'decided', message: '應為下列之一：wholeDay、partOfDay、asUsual。' },
        { field: 'source', message: '必填。' },
      ],
    ]);
  });

  it('is a day off, or one too far away, or of no calendar', async () => {
    expect(fields(await enter({ date: '2026-08-01' }))).toEqual([
      422,
      'closure.dayOff',
      atDate('115/8/1 為星期六。'),
    ]);
    expect(fields(await enter({ date: '2026-02-17' }))).toEqual([
      422,
      'closure.dayOff',
      atDate('115/2/17 為放假日「春節」。'),
    ]);
    const span = atDate('可登錄 114/8/2 至 115/9/2 的日期。');
    for (const date of ['2025-08-01', '2026-09-03']) {
      expect(fields(await enter({ date }))).toEqual([422, 'closure.dateOutOfRange', span]);
    }
    for (const date of ['2025-08-04', '2026-09-02']) expect((await enter({ date })).status).toBe(201);
    expect(fields(await enter({ date: '2028-01-04', decided: 'asUsual' }))).toEqual([
      409,
      'calendar.notCovered',
      atDate('現行辦公日曆表涵蓋 114/1/1 至 116/12/31。'),
    ]);
  });

  it('is a correction of what nobody entered; what was, may be corrected however long ago', async () => {
    expect(codes(await enter({ decided: 'asUsual' }))).toEqual([409, 'closure.nothingToTakeBack']);
    const by = { personId: 'p-huang', role: 'supervisor', organisationId: 'TN00000001' } as const;
    await test.api.app.get(ClosureRepository).enter({
      id: 'old',
      county: 'TNN',
      date: '2025-07-07',
      decided: 'wholeDay',
      source: '當時公告',
      by,
      at: Date.parse('2025-07-06T12:00:00Z'),
    });
    for (const decided of ['partOfDay', 'asUsual']) {
      expect((await enter({ date: '2025-07-07', decided })).status).toBe(201);
    }
    expect(codes(await enter({ date: '2025-07-08', decided: 'partOfDay' }))).toEqual([
      422,
      'closure.dateOutOfRange',
    ]);
  });
});

describe('who keeps closures', () => {
  it('enters them; others of a centre, an auditor and the bureau read; outsiders do not', async () => {
    for (const actor of [drafter, otherCentre, 'p-cai:tracker', respondent, authority]) {
      expect(codes(await enter({}, actor))).toEqual([403, 'actor.notAllowed']);
    }
    expect((await enter({}, bureau)).status).toBe(201);
    for (const actor of [respondent, authority]) {
      expect(codes(await test.api.request('/api/v1/closures', as(actor)))).toEqual([403, 'actor.notAllowed']);
    }
    await test.api.app.get(PersonRepository).upsert({
      id: 'p-audit',
      organisationId: 'TN00000001',
      name: '測試',
      phone: null,
      email: null,
      roles: ['auditor'],
    });
    expect(codes(await enter({}, 'p-audit:auditor'))).toEqual([403, 'actor.notAllowed']);
    // A centre sees that it was the bureau, not who.
    for (const actor of [drafter, otherCentre, 'p-audit:auditor']) {
      const [seen] = await listed('', actor);
      expect(seen).toMatchObject({ enteredByOrganisation: 'NAA0000001' });
      expect(seen).not.toHaveProperty('enteredBy');
    }
    expect(await listed('', bureau)).toMatchObject([{ enteredBy: 'p-tsai' }]);
  });

  it('leaves a record of what they do and of what is refused them', async () => {
    await enter({}, drafter);
    await enter({ date: '2026-08-01' });
    await enter();
    const { items } = await test.api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 9 });
    expect(items.map(({ action, actorId, outcome, code }) => [action, actorId, outcome, code])).toEqual([
      ['EnterClosure', 'p-huang', 'done', null],
      ['EnterClosure', 'p-huang', 'refused', 'closure.dayOff'],
      ['EnterClosure', 'p-lin', 'refused', 'actor.notAllowed'],
    ]);
  });
});
