import { instantAt, policyVersion1 } from '@xiangaitong/domain';
import { PersonRepository } from '@xiangaitong/persistence';
import { DataSource } from 'typeorm';
import {
  administrator,
  codes,
  drafter,
  otherCentre,
  post,
  respondent,
  startTestApi,
  supervisor,
  type Answer,
  type TestApi,
} from '../test-api.fixture';
import {
  by,
  doubleNotices,
  issuedNotice,
  notifiedSuspension,
  submittedNotice,
} from '../recorded-cases.fixture';

jest.setTimeout(60_000);

const CENTRE = 'TN00000001';
const auditor = 'p-song:auditor';
const { id: _id, version: _version, ...shipped } = policyVersion1;
/** Five working days of silence instead of three. */
const slower = { ...shipped, trackerSilenceWorkingDays: 5 };
/** A moment before the clock of the tests begins, on Monday 3 August 2026 at nine. */
const NOW = instantAt('2026-08-03', 8, 59);

let api: TestApi;

async function start(): Promise<void> {
  api = await startTestApi();
  const auditing = { name: '測試', phone: null, email: null, roles: ['auditor' as const] };
  await new PersonRepository(api.app.get(DataSource)).upsert({
    ...auditing,
    id: 'p-song',
    organisationId: CENTRE,
  });
}
const stop = (): Promise<void> => api.stop();

const preview = (body: object, actor = supervisor): Promise<Answer> =>
  api.request('/api/v1/policies/preview', post(body, { actor }));
const whatIf = (body: object, actor = supervisor): Promise<Answer> =>
  api.request('/api/v1/policies/what-if', post(body, { actor }));

const openNotice = async (id: string, tenant = CENTRE) =>
  (await issuedNotice(api, id, { tenant })).sleep(NOW);
const openSuspension = (id: string) => notifiedSuspension(api, id);

const nothing = { added: 0, dropped: 0, moved: 0 };
const rows = async (): Promise<unknown[]> =>
  Promise.all(
    ['events', 'commands', 'audit_records', 'tasks', 'dispatches', 'policies'].map(async (table) => {
      const [row] = await api.app
        .get(DataSource)
        .query<[{ readonly n: unknown }]>(`SELECT COUNT(*) AS n FROM ${table}`);
      return [table, String(row.n)];
    }),
  );

describe('a preview', () => {
  beforeAll(start);
  afterAll(stop);

  interface Preview {
    readonly days: {
      readonly date: string;
      readonly steps: { readonly event: string; readonly by: string; readonly letters: object[] }[];
    }[];
    readonly stopped?: object;
    readonly text: string[];
    readonly calendarVersion: string;
  }
  const viewOf = ({ body }: Answer): Preview => body as unknown as Preview;

  it('plays the example from today on, to the suspension', async () => {
    const before = await rows();
    const answer = await preview({ policy: shipped, scenario: 'silence' });
    expect(answer.status).toBe(200);
    const { days, text, stopped, calendarVersion } = viewOf(answer);
    expect([days[0]?.date, stopped, calendarVersion]).toEqual([
      '2026-08-03',
      undefined,
      '行政機關辦公日曆表 2025-2027',
    ]);
    expect(days[0]?.steps[1]).toMatchObject({
      event: 'NoticeIssued',
      by: 'people',
      deadline: { round: 1, date: '2026-08-17' },
      letters: [{ template: 'noticeIssued', name: '限期改善單', party: 'respondent' }],
    });
    // 18, 19, 20 August; the 14th day after the 21st is a Friday. 7, 8, 9 September; the 24th is a Thursday. The
    // 25th and the 28th are holidays: 29, 30 September, 1 October; proposed on Friday 2, decided that day.
    expect(days.map(({ date }) => date)).toEqual(expect.arrayContaining(['2026-08-21', '2026-10-16']));
    expect(days.at(-1)).toMatchObject({
      date: '2026-10-16',
      steps: [
        { event: 'SuspensionExecutionOrdered', by: 'policy' },
        { event: 'ServiceSuspended' },
        { event: 'ServiceSuspendedForNotice' },
      ],
    });
    expect(text[0]).toBe('預覽「無人回應」：範例案件於民國115年8月3日發文。');
    expect(await rows()).toEqual(before);
  });

  it('plays it from the day and along the way that are asked for', async () => {
    const { days } = viewOf(
      await preview({ policy: slower, scenario: 'cured', issuedOn: '2027-03-02' }, auditor),
    );
    expect([days[0]?.date, days.at(-1)?.steps.at(-1)?.event]).toEqual(['2027-03-02', 'NoticeClosed']);
  });

  it('says where the calendar ends', async () => {
    const { stopped, text } = viewOf(
      await preview({ policy: shipped, scenario: 'silence', issuedOn: '2027-12-01' }),
    );
    expect(stopped).toMatchObject({ code: 'calendar.notCovered' });
    expect(text.at(-1)).toContain('請先匯入次年度日曆');
  });

  it('names what it does not understand', async () => {
    const answer = await preview({ policy: { ...shipped, extensionDays: 0 }, scenario: 'storm' });
    expect(codes(answer)).toEqual([400, 'request.invalid']);
    expect(answer.body.fields.map(({ field }) => field).sort()).toEqual(['policy.extensionDays', 'scenario']);
  });

  it('is for those who decide on policies, and for auditors', async () => {
    const body = { policy: shipped, scenario: 'cured' };
    expect((await preview(body, administrator)).status).toBe(200);
    expect(codes(await preview(body, drafter))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await preview(body, respondent))).toEqual([403, 'actor.notAllowed']);
  });
});

describe('a what-if', () => {
  // Each test migrates a database of its own.
  beforeEach(start);
  afterEach(stop);

  interface WhatIf {
    readonly changed: number;
    readonly omitted: number;
    readonly examined: object;
    readonly entries: { readonly caseId: string; readonly text: string[] }[];
  }
  const viewOf = ({ body }: Answer): WhatIf => body as unknown as WhatIf;

  it('lists the open cases of the centre that come to something else, and records nothing', async () => {
    await openNotice('n-open');
    await openNotice('n-elsewhere', 'KH00000001');
    const closed = await openNotice('n-closed');
    await closed.do({ type: 'WithdrawNotice', reason: '誤發' }, by('p-huang', 'supervisor'), NOW);
    await openSuspension('s-open');
    const before = await rows();

    const answer = await whatIf({ policy: slower });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      examined: { notices: 1, suspensions: 1 },
      changed: 1,
      omitted: 0,
      issueRefusals: nothing,
      deadlines: { ...nothing, moved: 2 },
      // The results of the first and the second round, and three reminders in each of the two that follow.
      letters: { ...nothing, moved: 8 },
      suspensions: { ...nothing, moved: 1 },
    });
    const [entry] = viewOf(answer).entries;
    expect(entry).toMatchObject({
      kind: 'notice',
      caseId: 'n-open',
      caseNumber: '限改-115-n-open',
      respondentName: '○○公司',
      deadlines: [
        {
          round: 2,
          // 11, 12, 13 August: 14 days from the 14th. With 14 and 17 August too: 14 days from the 18th.
          before: { date: '2026-08-28' },
          after: { date: '2026-09-01', explanation: expect.any(Array) as unknown },
        },
        { round: 3 },
      ],
      suspensions: [{ step: 'proposed' }],
    });
    expect(entry?.text[0]).toBe('第二次改善期限：民國115年8月28日 → 民國115年9月1日');
    expect(await rows()).toEqual(before);
  });

  it('takes a saved version of the centre', async () => {
    await openNotice('n-open');
    const proposal = { policy: slower, effectiveDate: '2026-08-10', reason: '公會反映' };
    const proposed = await api.request('/api/v1/policies', post(proposal, { actor: administrator }));
    expect(proposed.body.version).toBe(2);
    const byContent = viewOf(await whatIf({ policy: slower }));
    const byVersion = viewOf(await whatIf({ version: 2 }, auditor));
    expect(byVersion.entries).toEqual(byContent.entries);
    expect(viewOf(await whatIf({ version: 1 }))).toMatchObject({ changed: 0, entries: [] });
    expect(codes(await whatIf({ version: 3 }))).toEqual([404, 'resource.notFound']);
  });

  it('takes what is not issued yet as issued now: what would be refused, and what would come otherwise', async () => {
    await submittedNotice(api, 'n-soon', { deadline: '2026-08-24' });
    const sentBack = await submittedNotice(api, 'n-later', { deadline: '2026-11-02' });
    await sentBack.do({ type: 'ReturnNotice', reason: '事由請補充。' }, by('p-huang', 'supervisor'), NOW);
    const draft = { ...slower, minimumTermDays: 60, extensionDays: 60 };
    const answer = await whatIf({ policy: draft });
    expect(answer.body).toMatchObject({
      examined: { notices: 2, suspensions: 0 },
      changed: 2,
      issueRefusals: { ...nothing, added: 1 },
    });
    const [later, soon] = viewOf(answer).entries;
    expect(later).toMatchObject({ caseId: 'n-later', deadlines: [{ round: 2 }, { round: 3 }] });
    expect(later).not.toHaveProperty('issueRefusal');
    const detail = '改善期限少於規定的最短期間，請另訂日期。最早可訂為民國115年10月2日。';
    expect(soon).toMatchObject({
      caseId: 'n-soon',
      deadlines: [],
      letters: [],
      issueRefusal: { after: { code: 'notice.deadlineTooShort', detail } },
      text: [`核准發文：可 → 不可（${detail}）`],
    });
  });

  it('compares what is not issued yet with the version in force, and what is with its own', async () => {
    await submittedNotice(api, 'n-waits', { deadline: '2026-08-24' });
    await openNotice('n-open');
    const proposal = { policy: slower, effectiveDate: '2026-08-03', reason: '公會反映' };
    await api.request('/api/v1/policies', post(proposal, { actor: administrator }));
    const changed = async () => viewOf(await whatIf({ policy: slower })).entries.map(({ caseId }) => caseId);
    expect(await changed()).toEqual(['n-open', 'n-waits']);
    const approved = await api.request('/api/v1/policies/2/approval', post({}, { actor: supervisor }));
    expect(approved.status).toBe(200);
    expect(await changed()).toEqual(['n-open']);
  });

  it('reads page after page, lists 500 and counts all', async () => {
    await openNotice('n-open');
    await openNotice('n-other');
    await doubleNotices(api, 8);
    const found = viewOf(await whatIf({ policy: slower }));
    expect(found).toMatchObject({
      examined: { notices: 512 },
      changed: 512,
      omitted: 12,
      letters: { moved: 512 * 8 },
    });
    expect(new Set(found.entries.map(({ caseId }) => caseId)).size).toBe(500);
  });

  it('wants either a content or a version, not both', async () => {
    for (const body of [{}, { policy: slower, version: 1 }]) {
      const answer = await whatIf(body);
      expect(codes(answer)).toEqual([400, 'request.invalid']);
      expect(answer.body.fields).toEqual([{ field: 'policy', message: '請填寫政策內容或版本，二者擇一。' }]);
    }
  });

  it('is for those who decide on policies, and for auditors, of their own centre', async () => {
    await openNotice('n-open');
    expect(codes(await whatIf({ policy: slower }, drafter))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await whatIf({ policy: slower }, otherCentre))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await whatIf({ policy: slower }, respondent))).toEqual([403, 'actor.notAllowed']);
  });
});
