import { startOfDay, type OpenTaskEffect } from '@xiangaitong/domain';
import { CoverageRepository, PersonRepository } from '@xiangaitong/persistence';
import { DataSource } from 'typeorm';
import { PlayedEngine } from '../played-engine.fixture';
import { as, authority, drafter, post, respondent, startTestApi, type TestApi } from '../test-api.fixture';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.app.get(PersonRepository).upsert({
    id: 'p-wang',
    organisationId: 'TN00000001',
    name: '測試',
    phone: null,
    email: null,
    roles: ['tracker'],
  });
});
afterAll(() => api.stop());
afterEach(() => jest.restoreAllMocks());

const task = (of: Partial<OpenTaskEffect>) => (caseId: string) => [
  {
    kind: 'openTask' as const,
    id: `notice/${caseId}/1/1`,
    task: 'assessReply' as const,
    role: 'tracker' as const,
    urgent: false,
    ...of,
  },
];
const opened = (of: Partial<OpenTaskEffect>): Promise<string> =>
  new PlayedEngine(api).newCase('tracking', task(of));
const listed = async (query: string, actor: string): Promise<string[]> => {
  const { status, body } = await api.request(`/api/v1/tasks?limit=100&${query}`, as(actor));
  expect(status).toBe(200);
  return body.entries.map((entry) => (entry as unknown as { caseId: string }).caseId);
};

it('tasks say which case of whose they are about', async () => {
  const id = await opened({ assigneeId: 'p-cai' });
  const { body } = await api.request(`/api/v1/tasks?caseId=${id}`, as(drafter));
  expect(body.entries).toMatchObject([
    {
      caseId: id,
      caseNumber: expect.stringMatching(/^限改-115-\d{6}$/),
      tenant: 'TN00000001',
      issuerName: '臺南市政府',
      respondentId: 'XC12345678',
      respondentName: '○○公司',
    },
  ]);
});

it('tasks without a date come after those that have one, from page to page', async () => {
  const undated = await opened({});
  const dated = await opened({ dueAt: startOfDay('2026-09-01') });
  const all: string[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const page = await api.request(
      `/api/v1/tasks?limit=1&state=open${next === '' ? '' : `&after=${next}`}`,
      as(drafter),
    );
    all.push(...page.body.entries.map((entry) => (entry as unknown as { caseId: string }).caseId));
    next = page.body.next;
  }
  expect(all.indexOf(dated)).toBeLessThan(all.indexOf(undated));
  expect(new Set(all).size).toBe(all.length);
});

it('mine are those that ask me, in whosever place, and those in my place', async () => {
  const before = await opened({ assigneeId: 'p-cai' });
  const days = { substituteId: 'p-wang', from: '2026-08-03', to: '2026-08-31' };
  const set = await api.request('/api/v1/people/p-cai/substitutions', post(days, { actor: 'p-cai:tracker' }));
  expect(set.status).toBe(201);
  const during = await opened({ assigneeId: 'p-cai' });
  const [unnamed, others] = [await opened({}), await opened({ assigneeId: 'p-huang' })];
  for (const actor of ['p-cai:tracker', 'p-wang:tracker']) {
    const mine = await listed('mine=true', actor);
    expect(mine).toEqual(expect.arrayContaining([before, during]));
    for (const id of [unnamed, others]) expect(mine).not.toContain(id);
  }
  expect(await listed('mine=true', drafter)).toEqual([]);
  expect(await listed('mine=false', drafter)).toEqual(expect.arrayContaining([unnamed, others]));
  expect((await api.request('/api/v1/tasks?mine=me', as(drafter))).body.fields).toMatchObject([
    { field: 'mine' },
  ]);
});

it('the authority is shown what is asked of it, and a respondent nothing', async () => {
  const id = await opened({ role: 'authority', task: 'confirmRestoration' });
  expect(await listed('tenant=TN00000001', authority)).toEqual([id]);
  expect((await api.request('/api/v1/tasks?tenant=TN00000001', as(respondent))).status).toBe(403);
});

it('the calendar is asked for of the centre that has to bring it, about no case', async () => {
  const coverage = new CoverageRepository(api.app.get(DataSource));
  await coverage.watch('2026-09-30', 'shipped', startOfDay('2026-08-03'));
  const { body } = await api.request(
    '/api/v1/tasks?role=centreAdministrator',
    as('p-liu:centreAdministrator'),
  );
  expect(body.entries).toMatchObject([
    {
      caseKind: 'calendar',
      caseId: 'TN00000001',
      caseNumber: '',
      issuerName: '臺南市政府',
      task: 'importCalendar',
      dueAt: startOfDay('2026-10-01'),
      urgent: false,
      state: 'open',
    },
  ]);
  expect(body.entries[0]).not.toHaveProperty('respondentId');
});
