import {
  AuditRepository,
  OrganisationRepository,
  PersonRepository,
  RegisterRepository,
} from '@xiangaitong/persistence';
import { useFreshApi } from './played-engine.fixture';
import {
  as,
  codes,
  draftForm,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  supervisor,
  type Answer,
} from './test-api.fixture';

const test = useFreshApi();

const link = (
  successorId: string,
  body: object = {},
  { id = 'XC12345678', actor = drafter, key = newKey() } = {},
): Promise<Answer> =>
  test.api.request(
    `/api/v1/organisations/${id}/successor`,
    post({ successorId, reason: '組織整併', from: '2026-08-10', ...body }, { actor, key }),
  );
const enter = (id: string, name: string, status: 'T' | 'D' = 'T'): Promise<void> =>
  test.api.app
    .get(OrganisationRepository)
    .upsert({ id, name, kind: 'agency', centreId: 'TN00000001', status, email: null });
const dissolved = async (organisationId: string): Promise<void> => {
  await test.engine.newCase('tracking', (id) => [
    { kind: 'dissolve', id: `notice/${id}/1/9`, organisationId },
  ]);
};

describe('an organisation that was renamed', () => {
  it('keeps its name at issue in its cases, which show the present one beside it', async () => {
    const id = await test.engine.newCase();
    await enter('XC12345678', '更名公司');
    const { body } = await test.api.request(`/api/v1/notices/${id}`, as(drafter));
    expect(body).toMatchObject({ respondentName: '○○公司', respondentPresentName: '更名公司' });
    const [submitted] = await test.api.app.get(RegisterRepository).timeline('notice', id);
    expect(JSON.stringify(submitted)).not.toContain('更名公司');
    const organisation = await test.api.request('/api/v1/organisations/XC12345678', as(respondent));
    expect(organisation.body).toMatchObject({ name: '更名公司', dissolved: false });
  });
});

describe('the county of an office', () => {
  const put = (county: unknown, actor = supervisor, id = 'XC12345678'): Promise<Answer> =>
    test.api.request(`/api/v1/organisations/${id}/county`, { ...post({ county }, { actor }), method: 'PUT' });

  it('is said by whoever is in charge of the centre that connects it, and shown to who knows it', async () => {
    const before = await test.api.request('/api/v1/organisations/XC12345678', as(drafter));
    expect(before.body).not.toHaveProperty('county');
    const said = await put('台南市');
    expect([said.status, said.body]).toEqual([200, { ...before.body, county: 'TNN', countyName: '臺南市' }]);
    expect((await put('TNN')).body).toEqual(said.body);
    expect((await put('KHH')).body).toMatchObject({ county: 'KHH', countyName: '高雄市' });
    const seen = await test.api.request('/api/v1/organisations/XC12345678', as(respondent));
    expect(seen.body).toMatchObject({ county: 'KHH' });
    expect((await put('TNN', supervisor, 'TN00000001')).status).toBe(200);
    // The address book knows no counties: an import leaves what was said.
    await enter('XC12345678', '更名公司');
    const renamed = await test.api.request('/api/v1/organisations/XC12345678', as(drafter));
    expect(renamed.body).toMatchObject({ name: '更名公司', county: 'KHH' });
    const { items } = await test.api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 9 });
    const done = items.filter(({ action, outcome }) => action === 'SetCounty' && outcome === 'done');
    expect(done.map(({ actorId, detail }) => [actorId, detail])).toEqual([
      ['p-huang', { organisationId: 'TN00000001', county: 'TNN', before: null }],
      ['p-huang', { organisationId: 'XC12345678', county: 'KHH', before: 'TNN' }],
      ['p-huang', { organisationId: 'XC12345678', county: 'TNN', before: null }],
    ]);
  });

  it('is refused to others, of others, and where there is no such county', async () => {
    expect(codes(await put('TNN', drafter))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await put('TNN', respondent))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await put('TNN', otherCentre))).toEqual([404, 'resource.notFound']);
    expect(codes(await put('TNN', supervisor, 'KH00000001'))).toEqual([404, 'resource.notFound']);
    const wrong = await put('台南');
    expect([...codes(wrong), wrong.body.fields.map(({ field }) => field)]).toEqual([
      400,
      'request.invalid',
      ['county'],
    ]);
    expect(codes(await put(null))).toEqual([400, 'request.invalid']);
    const { items } = await test.api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 9 });
    expect(items.map(({ action, outcome, code }) => [action, outcome, code])).toEqual([
      ['SetCounty', 'refused', 'actor.notAllowed'],
    ]);
  });
});

describe('a successor', () => {
  it('is linked once, and shown on the organisation and its open cases', async () => {
    const [open, closed] = [await test.engine.newCase(), await test.engine.newCase('closed')];
    const key = newKey();
    const linked = await link('XC87654321', {}, { key });
    expect(linked.status).toBe(201);
    const startsAt = Date.parse('2026-08-09T16:00:00Z');
    expect(linked.body).toMatchObject({
      successorName: '△△公司',
      startsAt,
      reason: '組織整併',
      linkedBy: 'p-lin',
    });
    const again = await link('XC87654321', {}, { key });
    expect([again.status, again.body]).toEqual([200, linked.body]);
    expect(codes(await link('XC87654321', { reason: '另一理由' }, { key }))).toEqual([
      422,
      'request.idempotencyKeyReused',
    ]);
    const organisation = await test.api.request('/api/v1/organisations/XC12345678', as(drafter));
    expect(organisation.body).toMatchObject({ name: '○○公司', succession: linked.body });
    const successor = { organisationId: 'XC87654321', name: '△△公司', startsAt };
    const shown = (id: string): Promise<Answer> => test.api.request(`/api/v1/notices/${id}`, as(drafter));
    expect((await shown(open)).body).toMatchObject({ respondentName: '○○公司', successor });
    expect((await shown(closed)).body).not.toHaveProperty('successor');
    const { body: list } = await test.api.request('/api/v1/notices?closed=false', as(respondent));
    expect(list.entries).toMatchObject([{ id: open, successor }]);
    const { items } = await test.api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 9 });
    expect(items.filter(({ action }) => action === 'LinkSuccessor')).toHaveLength(1);
    // What belongs to the organisation stays with it.
    const service = await test.api.request('/api/v1/organisations/XC87654321/service', as(drafter));
    expect(service.body).toMatchObject({ service: 'on' });
  });

  it('stands in the place of the respondent from its day on, along the whole chain', async () => {
    const open = await test.engine.newCase('tracking', (id) => [
      {
        kind: 'letter',
        id: `notice/${id}/1/1`,
        template: 'noticeIssued',
        lane: 'ordinary',
        step: 'issued',
        gating: false,
        recipient: { party: 'respondent', organisationId: 'XC12345678' },
        facts: {
          caseNumber: 'none',
          respondentName: '○○公司',
          confidential: false,
          contactPersonId: 'p-lin',
        },
      },
    ]);
    const unissued = await test.engine.newCase('awaitingApproval');
    await enter('XC22222222', '另一公司');
    const person = (id: string, organisationId: string) =>
      test.api.app
        .get(PersonRepository)
        .upsert({ id, organisationId, name: id, phone: '06-1', email: null, roles: ['respondent'] });
    await person('p-next', 'XC87654321');
    await person('p-last', 'XC22222222');
    const seenBy = async (actor: string) => {
      const read = (path: string) => test.api.request(`/api/v1${path}`, as(actor));
      const listed = (await read('/notices')).body.entries.map(({ id }) => id);
      const letters = await read(`/dispatches?caseKind=notice&caseId=${open}`);
      return [
        (await read(`/notices/${open}`)).status,
        (await read(`/notices/${unissued}`)).status,
        listed,
        letters.body.entries?.length,
        (await read('/notices?respondentId=XC12345678')).status,
      ];
    };
    const nothing = [404, 404, [], undefined, 404];
    const everything = [200, 404, [open], 1, 200];
    expect(await seenBy('p-next:respondent')).toEqual(nothing);
    await link('XC87654321', { from: '2099-01-01' });
    expect(await seenBy('p-next:respondent')).toEqual(nothing);
    await link('XC87654321', { from: '2020-01-01', replaces: true });
    expect(await seenBy('p-next:respondent')).toEqual(everything);
    const acknowledged = await test.api.request(
      `/api/v1/dispatches/${encodeURIComponent(`notice/${open}/1/1`)}/acknowledgements`,
      post({ source: 'link' }, { actor: 'p-next:respondent' }),
    );
    expect(codes(acknowledged)).toEqual([409, 'dispatch.notSent']);
    await link('XC22222222', { from: '2020-01-01' }, { id: 'XC87654321' });
    expect(await seenBy('p-last:respondent')).toEqual(everything);
    expect(await seenBy('p-next:respondent')).toEqual(nothing);
    expect(await seenBy(respondent)).toEqual(everything);
  });

  it('is refused where it cannot be', async () => {
    await enter('XC11111111', '已裁撤公司', 'D');
    await enter('XC22222222', '另一公司');
    await enter('XC33333333', '第三公司');
    await dissolved('XC33333333');
    expect(codes(await link('XC12345678'))).toEqual([422, 'succession.oneself']);
    expect(codes(await link('XC00000000'))).toEqual([422, 'organisation.unknown']);
    expect(codes(await link('XC11111111'))).toEqual([422, 'succession.dissolved']);
    expect(codes(await link('XC33333333'))).toEqual([422, 'succession.dissolved']);
    expect(codes(await link('XC87654321', { from: '2026-02-30' }))).toEqual([400, 'request.invalid']);
    expect(codes(await link('XC87654321', { reason: '' }))).toEqual([400, 'request.invalid']);
    expect(codes(await link('XC87654321', {}, { actor: respondent }))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await link('XC87654321', {}, { actor: otherCentre }))).toEqual([404, 'resource.notFound']);
    expect((await link('XC87654321')).status).toBe(201);
    expect(codes(await link('XC22222222'))).toEqual([409, 'succession.alreadyLinked']);
    expect(codes(await link('XC12345678', {}, { id: 'XC87654321' }))).toEqual([409, 'succession.circle']);
    expect((await link('XC22222222', { replaces: true, reason: '登錄有誤' })).status).toBe(201);
    const { body } = await test.api.request('/api/v1/organisations/XC12345678', as(supervisor));
    expect(body).toMatchObject({ succession: { successorId: 'XC22222222', reason: '登錄有誤' } });
  });
});

describe('裁撤', () => {
  it('is shown on the organisation, whose service is off', async () => {
    await dissolved('XC87654321');
    const organisation = await test.api.request('/api/v1/organisations/XC87654321', as(drafter));
    expect(organisation.body).toMatchObject({ dissolved: true });
    const service = await test.api.request('/api/v1/organisations/XC87654321/service', as(drafter));
    expect(service.body).toMatchObject({ service: 'off' });
  });
});

describe('an organisation of another centre', () => {
  it('gets no notice from this one', async () => {
    const form = { ...draftForm, contactPersonId: 'p-wu', trackerId: 'p-wu' };
    const answer = await test.api.request('/api/v1/notice-drafts', post(form, { actor: otherCentre }));
    expect(answer.body.code).toBe('organisation.unknown');
  });
});
