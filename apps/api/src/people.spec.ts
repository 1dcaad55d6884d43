import type { OpenTaskEffect } from '@xiangaitong/domain';
import { AuditRepository, PersonRepository, RegisterRepository } from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
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

const test = useFreshApi({ trackerId: 'p-cai' });

const person = (id: string, role: 'tracker' | 'supervisor' | 'drafter', organisationId = 'TN00000001') =>
  test.api.app
    .get(PersonRepository)
    .upsert({ id, organisationId, name: '測試', phone: null, email: null, roles: [role] });

/** A task of the tracker's, as a case opens it. */
const followUp = (caseId: string, seq = 1): OpenTaskEffect => ({
  kind: 'openTask',
  id: `notice/${caseId}/${seq}/1`,
  task: 'recordFollowUp',
  role: 'tracker',
  assigneeId: 'p-cai',
  urgent: false,
});
const newCase = (): Promise<string> => test.engine.newCase('tracking', (id) => [followUp(id)]);

const days = { from: '2026-08-03', to: '2026-08-07' };
const substitute = (
  id: string,
  substituteId: string,
  {
    actor = supervisor,
    key = newKey(),
    ...dates
  }: { actor?: string; key?: string; from?: string; to?: string } = {},
): Promise<Answer> =>
  test.api.request(
    `/api/v1/people/${id}/substitutions`,
    post({ substituteId, ...days, ...dates }, { actor, key }),
  );
const disable = (
  id: string,
  body: object = {},
  { actor = supervisor, key = newKey() }: { actor?: string; key?: string } = {},
): Promise<Answer> =>
  test.api.request(`/api/v1/people/${id}/disable`, post({ reason: '離職', ...body }, { actor, key }));
const tasksOf = async (caseId: string) => {
  const { body } = await test.api.request(`/api/v1/tasks?caseId=${caseId}`, as(supervisor));
  return body.entries.map(({ assigneeId, onBehalfOf, role }) => ({ assigneeId, onBehalfOf, role }));
};

describe('代理人', () => {
  it('is set by oneself or who is in charge, listed, and ended', async () => {
    await person('p-wu2', 'tracker');
    const key = newKey();
    const set = await substitute('p-cai', 'p-wu2', { actor: 'p-cai:tracker', key });
    expect(set.status).toBe(201);
    expect(set.body).toMatchObject({
      personId: 'p-cai',
      substituteId: 'p-wu2',
      startsAt: Date.parse('2026-08-02T16:00:00Z'),
      endsAt: Date.parse('2026-08-07T16:00:00Z'),
      setBy: 'p-cai',
    });
    const again = await substitute('p-cai', 'p-wu2', { actor: 'p-cai:tracker', key });
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      set.body,
    ]);
    expect(codes(await substitute('p-cai', 'p-lin', { actor: 'p-cai:tracker', key }))).toEqual([
      422,
      'request.idempotencyKeyReused',
    ]);
    const listed = await test.api.request('/api/v1/substitutions?personId=p-cai', as(drafter));
    expect(listed.body.entries).toEqual([set.body]);

    const end = (actor: string): Promise<Answer> =>
      test.api.request(`/api/v1/substitutions/${set.body.id}/end`, post({}, { actor }));
    expect(codes(await end('p-wu2:tracker'))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await end(otherCentre))).toEqual([404, 'resource.notFound']);
    const ended = await end(supervisor);
    expect(ended.body).toMatchObject({ endedBy: 'p-huang' });
    expect(ended.body.endsAt).toBeLessThan(set.body.endsAt);
    expect((await end(supervisor)).body).toEqual(ended.body);
    expect((await test.api.request('/api/v1/substitutions', as(drafter))).body.entries).toEqual([]);
    const all = await test.api.request('/api/v1/substitutions?state=all', as(drafter));
    expect(all.body.entries).toHaveLength(1);
  });

  it('gets the tasks of these days, in the person’s place', async () => {
    const before = await newCase();
    await substitute('p-cai', 'p-lin');
    const during = await newCase();
    expect(await tasksOf(before)).toEqual([{ assigneeId: 'p-cai', role: 'tracker' }]);
    expect(await tasksOf(during)).toEqual([{ assigneeId: 'p-lin', onBehalfOf: 'p-cai', role: 'tracker' }]);
    const mine = await test.api.request('/api/v1/tasks?assigneeId=p-lin', as(drafter));
    expect(mine.body.entries).toHaveLength(1);
  });

  it('is refused where it cannot be, with the field', async () => {
    await person('p-wu2', 'tracker');
    const refused = async (id: string, substituteId: string, more = {}): Promise<unknown[]> => {
      const answer = await substitute(id, substituteId, more);
      return [...codes(answer), answer.body.fields?.map(({ field }) => field).join()];
    };
    expect(await refused('p-cai', 'p-cai')).toEqual([422, 'substitution.oneself', 'substituteId']);
    expect(await refused('p-cai', 'p-wu')).toEqual([422, 'person.unknown', 'substituteId']);
    expect(await refused('p-wu', 'p-cai')).toEqual([404, 'resource.notFound', undefined]);
    expect(await refused('p-cai', 'p-lin', { actor: 'p-wu2:tracker' })).toEqual([
      403,
      'actor.notAllowed',
      undefined,
    ]);
    expect(await refused('p-cai', 'p-lin', { from: '2026-08-02', to: '2026-08-01' })).toEqual([
      422,
      'substitution.dates',
      'from,to',
    ]);
    expect((await substitute('p-cai', 'p-lin')).status).toBe(201);
    expect(await refused('p-cai', 'p-wu2', { from: '2026-08-07', to: '2026-08-09' })).toEqual([
      409,
      'substitution.overlapping',
      undefined,
    ]);
    expect(await refused('p-lin', 'p-cai')).toEqual([409, 'substitution.circle', undefined]);
    expect((await substitute('p-lin', 'p-cai', { from: '2026-08-08', to: '2026-08-09' })).status).toBe(201);
  });

  it('acts in the person’s place, in one of their roles, while it holds', async () => {
    const id = await newCase();
    const inPlace = (actor: string, whose: string) => ({
      headers: { 'X-Actor': actor, 'X-On-Behalf-Of': whose },
    });
    const look = async (actor: string, whose: string): Promise<unknown[]> =>
      codes(await test.api.request(`/api/v1/notices/${id}`, inPlace(actor, whose)));
    expect(await look('p-lin:tracker', 'p-cai')).toEqual([403, 'actor.notSubstitute']);
    const { body: set } = await substitute('p-cai', 'p-lin');
    expect(await look('p-lin:tracker', 'p-cai')).toEqual([200, undefined]);
    // The role is the principal's, and nobody else's place is taken.
    expect(await look('p-lin:drafter', 'p-cai')).toEqual([401, 'actor.unknown']);
    expect(await look('p-lin:drafter', 'p-lin')).toEqual([403, 'actor.notSubstitute']);
    expect(await look('p-lin:supervisor', 'p-huang')).toEqual([403, 'actor.notSubstitute']);
    expect(await look('p-lin:drafter', 'p-wu')).toEqual([403, 'actor.notSubstitute']);

    jest
      .spyOn(test.api.app.get(CaseGateway), 'sendToNotice')
      .mockImplementationOnce((caseId, envelope) => test.engine.carryOut(caseId, envelope));
    const headers = { actor: 'p-lin:tracker', 'X-On-Behalf-Of': 'p-cai' };
    await test.api.request(`/api/v1/notices/${id}/withdrawal`, post({ reason: '誤發' }, headers));
    const timeline = await test.api.app.get(RegisterRepository).timeline('notice', id);
    expect(timeline.at(-1)?.by).toEqual({
      personId: 'p-lin',
      role: 'tracker',
      organisationId: 'TN00000001',
      onBehalfOf: 'p-cai',
    });
    await test.api.request(`/api/v1/substitutions/${set.id}/end`, post({}, { actor: supervisor }));
    expect(await look('p-lin:tracker', 'p-cai')).toEqual([403, 'actor.notSubstitute']);
  });
});

describe('disabling a person', () => {
  it('hands over tasks at once, asks for the cases to be told, and leaves a trace', async () => {
    const id = await newCase();
    const poke = jest.spyOn(test.api.app.get(CaseGateway), 'pokeHandOvers').mockResolvedValue();
    const key = newKey();
    const done = await disable('p-cai', { substituteId: 'p-lin' }, { key });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ substituteId: 'p-lin', trackerId: 'p-lin', tasks: 1, cases: 1 });
    expect(await tasksOf(id)).toEqual([{ assigneeId: 'p-lin', onBehalfOf: 'p-cai', role: 'tracker' }]);
    const again = await disable('p-cai', { substituteId: 'p-lin' }, { key });
    expect([again.headers.get('idempotent-replay'), again.body]).toEqual(['true', done.body]);
    expect(poke).toHaveBeenCalledTimes(2);
    expect(codes(await disable('p-cai', {}, { key }))).toEqual([422, 'request.idempotencyKeyReused']);
    expect(codes(await disable('p-cai'))).toEqual([409, 'person.alreadyDisabled']);
    const { items } = await test.api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 5 });
    expect(items.filter(({ action }) => action === 'DisablePerson')).toHaveLength(1);
  });

  it('is done also when the engine cannot be reached: the cases are found later', async () => {
    jest.spyOn(test.api.app.get(CaseGateway), 'pokeHandOvers').mockRejectedValue(new Error('unreachable'));
    expect((await disable('p-cai')).status).toBe(200);
  });

  it('without a substitute hands to the supervisors', async () => {
    const id = await newCase();
    expect((await disable('p-cai')).body).toMatchObject({ trackerId: 'p-huang', tasks: 1 });
    expect(await tasksOf(id)).toEqual([{ onBehalfOf: 'p-cai', role: 'supervisor' }]);
  });

  it('lets the person neither act nor be named any more', async () => {
    const { body: draft } = await test.api.request('/api/v1/notice-drafts', post(draftForm));
    await person('p-wu2', 'tracker');
    await disable('p-cai', { substituteId: 'p-lin' });
    expect(codes(await test.api.request('/api/v1/notices', as('p-cai:tracker')))).toEqual([
      403,
      'actor.disabled',
    ]);
    const named = async (answer: Promise<Answer>): Promise<unknown[]> => {
      const { status, body } = await answer;
      return [status, body.code, body.fields.map(({ field }) => field).join()];
    };
    expect(await named(test.api.request('/api/v1/notice-drafts', post(draftForm)))).toEqual([
      422,
      'person.disabled',
      'trackerId',
    ]);
    const contact = { ...draftForm, trackerId: 'p-wu2', contactPersonId: 'p-cai' };
    expect(await named(test.api.request('/api/v1/notice-drafts', post(contact)))).toEqual([
      422,
      'person.disabled',
      'contactPersonId',
    ]);
    expect(await named(test.api.request(`/api/v1/notice-drafts/${draft.id}/submission`, post({})))).toEqual([
      422,
      'person.disabled',
      'trackerId',
    ]);
    expect(await named(substitute('p-lin', 'p-cai'))).toEqual([422, 'person.disabled', 'substituteId']);
    expect(await named(disable('p-wu2', { substituteId: 'p-cai' }))).toEqual([
      422,
      'person.disabled',
      'substituteId',
    ]);
    const headers = { headers: { 'X-Actor': 'p-lin:tracker', 'X-On-Behalf-Of': 'p-cai' } };
    expect(codes(await test.api.request('/api/v1/notices', headers))).toEqual([403, 'actor.notSubstitute']);
    const alone = {
      respondentId: 'XC12345678',
      ground: 1,
      reason: '未配合。',
      effectiveDate: '2026-09-01',
      contactPersonId: 'p-cai',
    };
    expect(await named(test.api.request('/api/v1/suspensions', post(alone)))).toEqual([
      422,
      'person.disabled',
      'contactPersonId',
    ]);
  });

  it('is refused where it cannot be', async () => {
    expect(codes(await disable('p-cai', {}, { actor: drafter }))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await disable('p-cai', {}, { actor: respondent }))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await disable('p-huang'))).toEqual([403, 'person.oneself']);
    expect(codes(await disable('p-wu'))).toEqual([404, 'resource.notFound']);
    expect(codes(await disable('p-cai', { reason: ' ' }))).toEqual([400, 'request.invalid']);
    expect(codes(await disable('p-cai', { substituteId: 'p-lin', supervisorId: 'p-huang' }))).toEqual([
      400,
      'request.invalid',
    ]);
    expect(codes(await disable('p-cai', { supervisorId: 'p-lin' }))).toEqual([422, 'person.unknown']);
    await test.api.app.get(PersonRepository).upsert({
      id: 'p-admin',
      organisationId: 'TN00000001',
      name: '管理',
      phone: null,
      email: null,
      roles: ['centreAdministrator'],
    });
    const byAdministrator = { actor: 'p-admin:centreAdministrator' };
    const last = await disable('p-huang', {}, byAdministrator);
    expect(codes(last)).toEqual([409, 'person.nobodyTakesOver']);
    expect(last.body.detail).toContain('請指定代理人');
    expect((await disable('p-huang', { substituteId: 'p-lin' }, byAdministrator)).status).toBe(200);
  });
});
