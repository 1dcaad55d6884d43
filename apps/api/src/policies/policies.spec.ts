import { policyVersion1 } from '@xiangaitong/domain';
import { AuditRepository, PersonRepository, SubstitutionRepository } from '@xiangaitong/persistence';
import { PlayedSuspensions, standaloneForm } from '../suspensions/played-suspensions.fixture';
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
  startTestApi,
  supervisor,
  type Answer,
  type AnswerBody,
  type TestApi,
} from '../test-api.fixture';

// Each test migrates a database of its own.
jest.setTimeout(30_000);

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

const { id: _id, version: _version, ...shipped } = policyVersion1;
/** The test's clock begins on Monday, 2026-08-03. */
const today = '2026-08-03';
const soon = '2026-08-10';
const DAY = 86_400_000;

const proposal = (change: object = {}, effectiveDate = soon) => ({
  policy: { ...shipped, ...change },
  effectiveDate,
  reason: '公會反映補正期間過短',
});
const propose = (body: unknown = proposal({ extensionDays: 30 }), headers: Record<string, string> = {}) =>
  api.request('/api/v1/policies', post(body, { actor: administrator, ...headers }));
const approve = (version: number | string, headers: Record<string, string> = {}): Promise<Answer> =>
  api.request(`/api/v1/policies/${version}/approval`, post({}, { actor: supervisor, ...headers }));
const refuse = (version: number, body: object = { reason: '理由不足' }, headers = {}): Promise<Answer> =>
  api.request(`/api/v1/policies/${version}/refusal`, post(body, { actor: supervisor, ...headers }));
const look = (version: number | string, actor = drafter): Promise<Answer> =>
  api.request(`/api/v1/policies/${version}`, as(actor));

interface Listed extends AnswerBody {
  readonly inForce: boolean;
  readonly toCome: boolean;
}
const listed = async (actor = drafter): Promise<unknown[]> => {
  const { body } = await api.request('/api/v1/policies', as(actor));
  return (body.entries as unknown as Listed[]).map(({ version, state, inForce, toCome }) => [
    version,
    inForce ? 'inForce' : toCome ? 'toCome' : state,
  ]);
};
const onDay = (days: number): void => {
  const real = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => real() + days * DAY);
};
const enter = (header: string, organisationId: string): Promise<void> => {
  const [id = '', role = ''] = header.split(':');
  const one = { id, organisationId, name: '測試', phone: null, email: null };
  return api.app.get(PersonRepository).upsert({ ...one, roles: [role as 'supervisor'] });
};

describe('a new version', () => {
  it('is proposed with its difference, approved by another officer, and in force from its date on', async () => {
    const answer = await propose(proposal({ extensionDays: 30, reminderWorkingDays: [] }));
    expect([answer.status, answer.headers.get('location')]).toEqual([201, '/api/v1/policies/2']);
    expect(answer.body).toEqual({
      version: 2,
      state: 'proposed',
      inForce: false,
      toCome: false,
      effectiveDate: soon,
      reason: '公會反映補正期間過短',
      proposedAt: expect.any(Number) as number,
      proposedBy: 'p-liu',
      policy: { ...shipped, extensionDays: 30, reminderWorkingDays: [] },
      text: expect.arrayContaining(['系統展期及補正期間：30 日', '期限屆滿前提醒：無']) as string[],
      diff: {
        from: 1,
        changes: [
          { field: 'extensionDays', before: 14, after: 30 },
          { field: 'reminderWorkingDays', before: [7, 3, 1], after: [] },
        ],
        text: ['系統展期及補正期間：14 日 → 30 日', '期限屆滿前提醒：7、3、1 個上班日 → 無'],
      },
    });
    expect((await look(2)).body).toEqual(answer.body);
    expect((await approve(2)).body).toMatchObject({ state: 'approved', toCome: true, decidedBy: 'p-huang' });
    expect(await listed()).toEqual([
      [2, 'toCome'],
      [1, 'inForce'],
    ]);
    onDay(7);
    expect(await listed()).toEqual([
      [2, 'inForce'],
      [1, 'approved'],
    ]);
  });

  it('is what new suspensions are held to from then on', async () => {
    new PlayedSuspensions(api).listen();
    const open = () => api.request('/api/v1/suspensions', post(standaloneForm));
    await propose(proposal({ noticePeriodDays: 60 }, today));
    expect((await open()).status).toBe(201);
    await approve(2);
    expect(codes(await open())).toEqual([422, 'suspension.effectiveTooSoon']);
  });

  it('sent again makes no other, also when its date has passed; another one under the same key is refused', async () => {
    const key = newKey();
    const first = await propose(undefined, { key });
    onDay(30);
    const again = await propose(undefined, { key });
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(codes(await propose(proposal({ extensionDays: 31 }), { key }))).toEqual([
      422,
      'request.idempotencyKeyReused',
    ]);
    expect(await listed()).toHaveLength(2);
  });

  it('that another one will end says so', async () => {
    await propose(proposal({ extensionDays: 30 }, '2026-09-01'));
    await approve(2);
    const { body } = await propose(proposal({ extensionDays: 21 }));
    expect(body).toMatchObject({
      diff: { from: 1 },
      followedBy: { version: 2, effectiveDate: '2026-09-01' },
    });
  });
});

describe('a policy that cannot be proposed', () => {
  it('is refused with every field that is wrong, and nothing is kept', async () => {
    const answer = await propose({
      policy: { ...shipped, minimumTermDays: 15, approvalWorkingDays: 0, reminderWorkingDays: [1, 3] },
      effectiveDate: soon,
      reason: '測試',
    });
    expect([...codes(answer), answer.body.fields]).toEqual([
      400,
      'request.invalid',
      [
        { field: 'policy.approvalWorkingDays', message: '應為 1 至 20 的整數。' },
        { field: 'policy.extensionDays', message: '不得少於最短改善期限（15 日）。' },
        { field: 'policy.reminderWorkingDays', message: '應由大到小排列，且不得重複，例如 7、3、1。' },
      ],
    ]);
    const { onSilence: _onSilence, ...rest } = shipped;
    const shape = await propose({
      policy: { ...rest, extensionDays: 14.5, noticePeriodDays: '14', version: 9 },
      effectiveDate: '2026-02-30',
      reason: ' ',
    });
    expect(shape.body.fields).toEqual([
      { field: 'policy.extensionDays', message: '應為整數。' },
      { field: 'policy.noticePeriodDays', message: '應為數字。' },
      { field: 'policy.onSilence', message: '必填。' },
      { field: 'policy.version', message: '沒有這個欄位。' },
      { field: 'effectiveDate', message: '沒有這一天。' },
      { field: 'reason', message: '必填。' },
    ]);
    expect(await listed()).toEqual([[1, 'inForce']]);
  });

  it('would come into force backwards, or change nothing', async () => {
    const past = await propose(proposal({ extensionDays: 30 }, '2026-08-02'));
    expect([...codes(past), past.body.fields]).toEqual([
      422,
      'policyVersion.datePast',
      [{ field: 'effectiveDate', message: '最早可訂為今天，民國115年8月3日。' }],
    ]);
    expect(codes(await propose(proposal()))).toEqual([422, 'policyVersion.unchanged']);
    expect(await listed()).toHaveLength(1);
    const { items } = await api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 5 });
    expect(items.map(({ action, outcome, code }) => [action, outcome, code])).toEqual([
      ['ProposePolicy', 'refused', 'policyVersion.unchanged'],
      ['ProposePolicy', 'refused', 'policyVersion.datePast'],
    ]);
  });
});

describe('who decides on policies', () => {
  it('is who is in charge of the centre; its officers and auditors read, outsiders do not', async () => {
    for (const actor of [drafter, 'p-cai:tracker']) {
      expect(codes(await propose(undefined, { actor }))).toEqual([403, 'actor.notAllowed']);
    }
    await propose();
    expect(codes(await approve(2, { actor: drafter }))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await refuse(2, undefined, { actor: drafter }))).toEqual([403, 'actor.notAllowed']);
    await enter('p-kao:auditor', 'TN00000001');
    expect((await look(2, 'p-kao:auditor')).status).toBe(200);
    expect(codes(await approve(2, { actor: 'p-kao:auditor' }))).toEqual([403, 'actor.notAllowed']);
    for (const actor of [respondent, bureau, authority]) {
      expect(codes(await look(2, actor))).toEqual([403, 'actor.notAllowed']);
      expect(codes(await propose(undefined, { actor }))).toEqual([403, 'actor.notAllowed']);
    }
    expect(codes(await look('0'))).toEqual([404, 'resource.notFound']);
    expect(codes(await approve(9))).toEqual([404, 'resource.notFound']);
  });

  it('is of that centre: another one neither sees it nor decides, and has its own', async () => {
    await propose();
    expect(codes(await look(2, otherCentre))).toEqual([404, 'resource.notFound']);
    expect(await listed(otherCentre)).toEqual([[1, 'inForce']]);
    const theirs = { actor: 'p-kh:supervisor' };
    await enter(theirs.actor, 'KH00000001');
    expect(codes(await approve(2, theirs))).toEqual([404, 'resource.notFound']);
    expect(codes(await refuse(2, undefined, theirs))).toEqual([404, 'resource.notFound']);
    const own = await propose(proposal({ extensionDays: 45 }), theirs);
    expect(own.body).toMatchObject({ version: 2, proposedBy: 'p-kh' });
    expect((await look(2)).body).toMatchObject({ policy: { extensionDays: 30 } });
  });

  it('is a second person, not the proposer’s substitute in their place', async () => {
    await enter('p-sub:supervisor', 'TN00000001');
    const one = { organisationId: 'TN00000001', name: '測試', phone: null, email: null };
    await api.app.get(PersonRepository).upsert({ id: 'p-liu', ...one, roles: ['centreAdministrator'] });
    await api.app.get(SubstitutionRepository).set({
      id: 's-1',
      personId: 'p-liu',
      substituteId: 'p-sub',
      startsAt: 0,
      endsAt: Date.parse('2027-01-01T00:00:00Z'),
      by: { personId: 'p-liu', role: 'centreAdministrator', organisationId: 'TN00000001' },
      at: 0,
    });
    await propose();
    const inPlace = { actor: 'p-sub:centreAdministrator', 'X-On-Behalf-Of': 'p-liu' };
    for (const headers of [{ actor: administrator }, inPlace]) {
      expect(codes(await approve(2, headers))).toEqual([403, 'case.fourEyes']);
      expect(codes(await refuse(2, undefined, headers))).toEqual([403, 'case.fourEyes']);
    }
    expect((await approve(2)).status).toBe(200);
  });

  it('decides once: the same request again finds it, another one does not', async () => {
    await propose();
    const key = newKey();
    const approved = await approve(2, { key });
    const again = await approve(2, { key });
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      approved.body,
    ]);
    expect(codes(await refuse(2, undefined, { key }))).toEqual([422, 'request.idempotencyKeyReused']);
    expect(codes(await refuse(2))).toEqual([409, 'policyVersion.decided']);
    expect(codes(await approve(1))).toEqual([409, 'policyVersion.decided']);
  });

  it('refuses with a reason, which the proposer reads', async () => {
    await propose();
    const noReason = await refuse(2, {});
    expect(noReason.body.fields).toEqual([{ field: 'reason', message: '必填。' }]);
    expect((await refuse(2)).body).toMatchObject({ state: 'refused', refusalReason: '理由不足' });
    expect(codes(await approve(2))).toEqual([409, 'policyVersion.decided']);
    onDay(8);
    expect(await listed()).toEqual([
      [2, 'refused'],
      [1, 'inForce'],
    ]);
  });

  it('does not approve what has lapsed, or what would take back what came between', async () => {
    await propose();
    await propose(proposal({ extensionDays: 60 }));
    await approve(2);
    expect(codes(await approve(3))).toEqual([409, 'policyVersion.outdated']);
    await propose(proposal({ extensionDays: 60 }));
    onDay(8);
    const late = await approve(4);
    expect([...codes(late), late.body.detail]).toEqual([
      409,
      'policyVersion.lapsed',
      expect.stringContaining('另訂較晚的生效日'),
    ]);
    expect((await refuse(4)).status).toBe(200);
  });
});
