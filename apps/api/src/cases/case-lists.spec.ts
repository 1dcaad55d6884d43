import { instantAt } from '@xiangaitong/domain';
import { by, issuedNotice, notifiedSuspension, submittedNotice } from '../recorded-cases.fixture';
import {
  as,
  authority,
  bureau,
  codes,
  drafter,
  otherCentre,
  respondent,
  startTestApi,
  type Answer,
  type TestApi,
} from '../test-api.fixture';

// The server shares a small machine with everything else that is being tested.
jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await submittedNotice(api, 'n-waiting', { reason: '疑似連線惡意IP', trackerId: 'p-lin' });
  await issuedNotice(api, 'n-issued', {
    reason: '疑似連線惡意ＩＰ，請 100%_ 清查',
    respondentName: '臺南市公會',
    legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
  });
  const later = await issuedNotice(api, 'n-later', { deadline: '2026-08-31' });
  await later.do(
    { type: 'WithdrawNotice', reason: '誤繕' },
    by('p-huang', 'supervisor'),
    instantAt('2026-07-21', 9, 0),
  );
  const other = { tenant: 'KH00000001', respondentId: 'XC87654321', reason: '連線惡意IP' };
  await issuedNotice(api, 'n-other', other);
  await notifiedSuspension(api, 's-1');
});
afterAll(() => api.stop());

const get = (path: string, actor: string): Promise<Answer> => api.request(`/api/v1${path}`, as(actor));
const listed = async (query: object, actor = drafter, kind = 'notices'): Promise<string[]> => {
  const { status, body } = await get(`/${kind}?${new URLSearchParams({ ...query }).toString()}`, actor);
  expect([status, body.code]).toEqual([200, undefined]);
  return body.entries.map(({ id }) => id);
};

describe('a list of notices', () => {
  it.each([
    [{ q: '惡意ip' }, ['n-issued', 'n-waiting']],
    [{ q: '惡意 台南市' }, ['n-issued']],
    [{ q: '%' }, ['n-issued']],
    [{ q: '惡' }, ['n-issued', 'n-waiting']],
    [{ q: '補辦自評', closed: 'true' }, ['n-later']],
    [{ q: '補辦自評', closed: 'false' }, ['n-issued', 'n-waiting']],
    [{ q: '惡意', phase: 'tracking' }, ['n-issued']],
    [{ q: '陳大文' }, []],
    [{ phase: 'closed', closed: 'false' }, []],
    [{ ground: '13' }, ['n-issued']],
    [{ ground: '13-1' }, ['n-issued']],
    [{ ground: '8' }, ['n-later', 'n-waiting']],
    [{ ground: '13-2-11' }, []],
    [{ trackerId: 'p-lin' }, ['n-waiting']],
    [{ caseNumber: '限改-115-n-i' }, ['n-issued']],
    [{ deadlineFrom: '115/8/10', deadlineTo: '115/8/10' }, ['n-issued']],
    [{ deadlineFrom: '115/8/11' }, []],
    [{ deadlineTo: '115/8/10' }, ['n-issued']],
    [{ deadlineTo: '2026-08-09' }, []],
    [{ issuedFrom: '115/7/20', issuedTo: '115/7/20' }, ['n-issued', 'n-later']],
    [{ issuedFrom: '115/7/21' }, []],
    [{ sort: 'issued' }, ['n-later', 'n-issued', 'n-waiting']],
    [{ sort: 'deadline' }, ['n-issued', 'n-later', 'n-waiting']],
    [{ overdue: 'true' }, []],
    [{ respondentId: 'XC87654321' }, []],
  ])('by %j', async (query, ids) => {
    expect(await listed(query)).toEqual(ids);
  });

  it('says when each was issued', async () => {
    const { body } = await get('/notices?caseNumber=限改-115-n-i', drafter);
    expect(body.entries).toMatchObject([{ id: 'n-issued', issuedAt: instantAt('2026-07-20', 10, 0) }]);
  });

  it('goes on in its order', async () => {
    for (const sort of ['id', 'deadline', 'issued']) {
      const whole = await listed({ sort });
      const pages: string[] = [];
      let after: string | undefined;
      do {
        const { body } = await get(`/notices?sort=${sort}&limit=1${after ? `&after=${after}` : ''}`, drafter);
        pages.push(...body.entries.map(({ id }) => id));
        after = body.next;
      } while (after !== undefined);
      expect(pages).toEqual(whole);
    }
  });
});

describe('a search by somebody else', () => {
  it('finds no more than they know of', async () => {
    expect(await listed({ q: '惡意' }, respondent)).toEqual(['n-issued']);
    expect(await listed({ q: '限改-115-n-waiting' }, respondent)).toEqual([]);
    expect(await listed({ q: '惡意' }, otherCentre)).toEqual(['n-other']);
    for (const actor of [bureau, authority])
      expect(await listed({ q: '惡意', tenant: 'TN00000001' }, actor)).toEqual([]);
  });

  it('of suspensions likewise', async () => {
    expect(await listed({ q: '冒用' }, drafter, 'suspensions')).toEqual(['s-1']);
    expect(await listed({ q: '冒用', ground: '13-2-8' }, respondent, 'suspensions')).toEqual(['s-1']);
    expect(await listed({ q: '冒用', tenant: 'TN00000001' }, bureau, 'suspensions')).toEqual(['s-1']);
    expect(await listed({ q: '冒用', tenant: 'TN00000001' }, authority, 'suspensions')).toEqual([]);
    expect(await listed({ q: '冒用' }, otherCentre, 'suspensions')).toEqual([]);
    expect(await listed({ q: '不存在' }, drafter, 'suspensions')).toEqual([]);
    expect(await listed({ effectiveFrom: '115/8/31', sort: 'effective' }, drafter, 'suspensions')).toEqual([
      's-1',
    ]);
  });

  it.each([
    ['notices', { trackerId: 'p-lin' }, respondent, 'trackerId'],
    ['notices', { trackerId: 'p-lin', tenant: 'TN00000001' }, bureau, 'trackerId'],
    ['suspensions', { effectiveTo: '115/8/31' }, respondent, 'effectiveTo'],
    ['suspensions', { sort: 'effective', tenant: 'TN00000001' }, authority, 'sort'],
  ])('in %s does not ask by what only officers see: %j', async (kind, query, actor, field) => {
    const answer = await get(`/${kind}?${new URLSearchParams({ ...query }).toString()}`, actor);
    expect(codes(answer)).toEqual([400, 'request.invalid']);
    expect(answer.body.fields).toMatchObject([{ field }]);
  });
});

it.each([
  ['q', ''],
  ['q', '　'],
  ['q', '長'.repeat(101)],
  ['q', 'a b c d e f g h i j k'],
  ['ground', '十三'],
  ['ground', '13-0'],
  ['ground', '13-2-16'],
  ['deadlineFrom', '115/2/30'],
  ['issuedTo', '明天'],
  ['overdue', 'false'],
  ['sort', 'newest'],
])('%s=%s is refused by name', async (field, value) => {
  const answer = await get(`/notices?${new URLSearchParams({ [field]: value }).toString()}`, drafter);
  expect(codes(answer)).toEqual([400, 'request.invalid']);
  expect(answer.body.fields).toMatchObject([{ field }]);
});

it('a page of another order is refused', async () => {
  const { body } = await get('/notices?sort=issued&limit=1', drafter);
  expect(codes(await get(`/notices?sort=deadline&after=${body.next}`, drafter))).toEqual([
    400,
    'request.badCursor',
  ]);
});
