import {
  calendarOfCase,
  governmentCalendar2025to2027 as shipped,
  instantAt,
  type CivilDate,
} from '@xiangaitong/domain';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { printOfficeForm, utf8 } from '@xiangaitong/testing';
import { useFreshApi } from '../played-engine.fixture';
import { by, issuedNotice, notifiedSuspension } from '../recorded-cases.fixture';
import {
  administrator,
  as,
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
const tracker = 'p-cai:tracker';

const SOURCE = '臺南市政府 115/8/9 公告';
/** Monday 10 August, the last day of the first round. */
const closeMonday = (county = '臺南市'): Promise<Answer> =>
  test.api.request(
    '/api/v1/closures',
    post({ county, date: '2026-08-10', decided: 'wholeDay', source: SOURCE }, { actor: supervisor }),
  );
const officeIn = (county: string, organisation: string): Promise<Answer> =>
  test.api.request(`/api/v1/organisations/${organisation}/county`, {
    ...post({ county }, { actor: supervisor }),
    method: 'PUT',
  });
const changes = (query = '', actor = tracker): Promise<Answer> =>
  test.api.request(`/api/v1/deadline-changes${query}`, as(actor));
const entriesOf = async (query = ''): Promise<Record<string, unknown>[]> => {
  const { status, body } = await changes(query);
  expect(status).toBe(200);
  return body.entries;
};

/** 2026 with these days off as well, imported and, unless told otherwise, approved. */
async function revise(days: readonly CivilDate[], approve = true): Promise<string> {
  const holidays = { ...shipped.holidays, ...Object.fromEntries(days.map((day) => [day, '調整放假'])) };
  const year = { ...shipped, firstDay: '2026-01-01', lastDay: '2026-12-31', holidays };
  const file = Buffer.from(utf8(printOfficeForm(year))).toString('base64');
  const { body } = await test.api.request(
    '/api/v1/calendars',
    post({ file, source: '行政院人事行政總處' }, { actor: administrator }),
  );
  if (approve) {
    await test.api.request(`/api/v1/calendars/${body.id}/approval`, post({}, { actor: supervisor }));
  }
  return body.id;
}

describe('what a closure does', () => {
  it('is listed for the cases of its county and those of which nobody knows, old and new with the reasons', async () => {
    await issuedNotice(test.api, 'n-tainan');
    await issuedNotice(test.api, 'n-kaohsiung', { respondentId: 'XC87654321', respondentName: '△△公司' });
    await closeMonday();
    expect(await entriesOf()).toEqual([]);
    expect((await entriesOf('?county=臺南市')).map(({ caseId, county }) => [caseId, county])).toEqual([
      ['n-kaohsiung', undefined],
      ['n-tainan', undefined],
    ]);
    await officeIn('臺南市', 'XC12345678');
    await officeIn('高雄市', 'XC87654321');
    expect(await entriesOf('?county=臺南市')).toEqual([
      {
        caseKind: 'notice',
        caseId: 'n-tainan',
        caseNumber: '限改-115-n-tainan',
        respondentId: 'XC12345678',
        respondentName: '○○公司',
        county: 'TNN',
        consequence: 'later',
        choosable: true,
        round: 1,
        before: {
          date: '2026-08-10',
          text: expect.arrayContaining([expect.stringContaining('不因假日移動')]) as string[],
        },
        after: {
          date: '2026-08-11',
          text: expect.arrayContaining([
            expect.stringContaining(`臺南市天然災害停止上班（${SOURCE}）`),
          ]) as string[],
        },
        text: '第一次改善期限可由民國115年8月10日順延至民國115年8月11日，由承辦人員決定。',
      },
    ]);
    expect((await changes('?county=臺南市')).body).toMatchObject({
      inForce: true,
      county: 'TNN',
      examined: { notices: 2, suspensions: 0 },
      omitted: 0,
    });
  });

  it('reaches the case that an officer chooses, as its command, once; and no other', async () => {
    const notice = await issuedNotice(test.api, 'n-1');
    await issuedNotice(test.api, 'n-2');
    await closeMonday();
    const send = jest
      .spyOn(test.api.app.get(CaseGateway), 'sendToNotice')
      .mockImplementation((_, envelope) => notice.carryOut(envelope, instantAt('2026-08-03', 9, 0)));
    const key = newKey();
    const choose = (body: object, actor = tracker): Promise<Answer> =>
      test.api.request('/api/v1/notices/n-1/calendar-adoption', post(body, { actor, key }));
    const answer = await choose({ county: '臺南市', calendar: 'shipped' });
    expect(answer).toMatchObject({ status: 200, body: { events: ['CalendarAdopted', 'DeadlineMoved'] } });
    expect(await choose({ county: '臺南市', calendar: 'shipped' })).toMatchObject({ status: 200 });
    expect(send).toHaveBeenCalledTimes(1);
    // It counts the closure already; the other one still waits for somebody to choose it.
    expect((await entriesOf('?county=臺南市')).map(({ caseId }) => caseId)).toEqual(['n-2']);
    const seen = await test.api.request('/api/v1/notices/n-1', as(respondent));
    expect(seen.body).toMatchObject({ deadlineAt: instantAt('2026-08-12', 0, 0) });
    const told = await test.api.request('/api/v1/dispatches?caseKind=notice&caseId=n-1', as(drafter));
    const letters = told.body.entries as unknown as { template: string; party: string; gating: boolean }[];
    expect(
      letters
        .filter(({ template }) => template === 'deadlineMoved')
        .map(({ party, gating }) => [party, gating])
        .sort(),
    ).toEqual([
      ['centre', false],
      ['respondent', false],
    ]);
    await officeIn('高雄市', 'XC12345678');
    const elsewhere = await test.api.request(
      '/api/v1/notices/n-2/calendar-adoption',
      post({ county: '臺南市' }, { actor: tracker }),
    );
    expect([...codes(elsewhere), elsewhere.body.fields]).toEqual([
      409,
      'closure.otherCounty',
      [{ field: 'county', message: '改善對象所在地為高雄市；所在地有誤者，請先更正。' }],
    ]);
    // A new version takes no closure back.
    await revise(['2026-09-01']);
    expect(await entriesOf()).toEqual([]);
  });
});

describe('what a version does', () => {
  it('is listed before it is approved, and may be chosen once it is in force', async () => {
    const notice = await issuedNotice(test.api, 'n-1');
    const id = await revise(['2026-08-10'], false);
    expect(await entriesOf(`?calendar=${id}`)).toMatchObject([
      { caseId: 'n-1', consequence: 'later', choosable: false, after: { date: '2026-08-11' } },
    ]);
    const choose = (body: object): Promise<Answer> =>
      test.api.request('/api/v1/notices/n-1/calendar-adoption', post(body, { actor: tracker }));
    expect(codes(await choose({ calendar: id }))).toEqual([409, 'calendarVersion.notInForce']);
    expect(codes(await choose({ calendar: 'none' }))).toEqual([422, 'calendarVersion.unknown']);
    await test.api.request(`/api/v1/calendars/${id}/approval`, post({}, { actor: supervisor }));
    expect(await entriesOf()).toMatchObject([{ caseId: 'n-1', choosable: true }]);
    jest
      .spyOn(test.api.app.get(CaseGateway), 'sendToNotice')
      .mockImplementation((_, envelope) => notice.carryOut(envelope, instantAt('2026-08-03', 9, 0)));
    expect((await choose({ calendar: id })).body).toMatchObject({
      events: ['CalendarAdopted', 'DeadlineMoved'],
    });
    expect(calendarOfCase(notice.events, { named: new Map(), inForce: shipped }).holidays['2026-08-10']).toBe(
      '調整放假',
    );
    expect(codes(await choose({ calendar: id }))).toEqual([409, 'calendar.sameVersion']);
  });

  it('leaves what it would put earlier as it was told, and names dates of suspensions that became days off', async () => {
    const policyRound = await issuedNotice(test.api, 'n-1');
    // Failed by silence at the end of 13 August: two weeks from the 14th end on Friday the 28th.
    await revise(['2026-08-28']);
    await policyRound.sleep(instantAt('2026-08-20', 9, 0));
    expect(policyRound.state).toMatchObject({ round: { number: 2, plan: { date: '2026-08-28' } } });
    await notifiedSuspension(test.api, 's-1');
    await revise(['2026-08-28', '2026-08-31']);
    expect((await entriesOf()).map(({ caseId, consequence }) => [caseId, consequence])).toEqual([
      ['n-1', 'later'],
      ['s-1', 'effectiveDayOff'],
    ]);
    expect((await entriesOf())[1]).toMatchObject({
      choosable: false,
      effectiveDate: '2026-08-31',
      text: '中止日期民國115年8月31日成為休息日；得申請延後中止至民國115年9月1日。',
    });
    const calendar = {
      ...shipped,
      version: '提前',
      holidays: {
        ...shipped.holidays,
        '2026-08-28': '調整放假',
        '2026-08-31': '調整放假',
        '2026-09-01': '調整放假',
      },
    };
    await policyRound.do(
      { type: 'AdoptCalendar', calendar },
      by('p-cai', 'tracker'),
      instantAt('2026-08-20', 10, 0),
    );
    expect(policyRound.state).toMatchObject({ round: { plan: { date: '2026-09-02' } } });
    // What nobody can do anything about comes last.
    expect((await entriesOf())[1]).toMatchObject({
      consequence: 'earlier',
      choosable: false,
      before: { date: '2026-09-02' },
      after: { date: '2026-09-01' },
    });
  });
});

describe('who sees what a calendar does', () => {
  it('is each centre for its own cases, and the bureau for its own', async () => {
    await issuedNotice(test.api, 'n-1');
    await closeMonday();
    for (const actor of [drafter, supervisor]) {
      expect((await changes('?county=TNN', actor)).body.entries).toHaveLength(1);
    }
    for (const actor of [otherCentre, bureau]) {
      expect((await changes('?county=TNN', actor)).body).toMatchObject({
        entries: [],
        examined: { notices: 0, suspensions: 0 },
      });
    }
    expect(codes(await changes('', respondent))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await changes('?calendar=none'))).toEqual([422, 'calendarVersion.unknown']);
    const bad = await changes('?county=東京');
    expect([...codes(bad), bad.body.fields]).toEqual([
      400,
      'request.invalid',
      [{ field: 'county', message: expect.stringContaining('臺南市（TNN）') as string }],
    ]);
    const own = await test.api.request(
      '/api/v1/notices/n-1/calendar-adoption',
      post({ county: '臺南市' }, { actor: otherCentre }),
    );
    expect(codes(own)).toEqual([404, 'resource.notFound']);
    expect(
      codes(
        await test.api.request(
          '/api/v1/notices/n-1/calendar-adoption',
          post({ county: '臺南市' }, { actor: respondent }),
        ),
      ),
    ).toEqual([403, 'actor.notAllowed']);
  });
});
