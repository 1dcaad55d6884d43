import { startOfDay } from '@xiangaitong/domain';
import { PersonRepository } from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { PlayedEngine } from '../played-engine.fixture';
import { as, authority, bureau, drafter, post, supervisor, type Answer } from '../test-api.fixture';
import { standaloneForm, useSuspensions } from './played-suspensions.fixture';

const test = useSuspensions();
const otherOfBureau = 'p-lai:bureau';
const BUREAU = 'NAA0000001';
beforeAll(async () => {
  await test.api.app.get(PersonRepository).upsert({
    id: 'p-lai',
    organisationId: BUREAU,
    name: '測試',
    phone: null,
    email: null,
    roles: ['bureau'],
  });
});

const give = (id: string, action: string, actor: string, body: unknown = {}): Promise<Answer> =>
  test.api.request(`/api/v1/suspensions/${id}/${action}`, post(body, { actor }));

async function decided(actor: string, contactPersonId: string): Promise<string> {
  test.engine.at = startOfDay('2026-08-03') + 10 * 3_600_000;
  const form = { ...standaloneForm, contactPersonId };
  const answer = await test.api.request('/api/v1/suspensions', post(form, { actor }));
  expect(answer.status).toBe(201);
  return answer.body.caseId;
}
const ofCentre = () => decided(drafter, 'p-lin');
const told = { kind: 'delivered', source: 'telephone' };
/** Approved, and its written notice delivered. */
async function report(id: string): Promise<void> {
  expect((await give(id, 'approval', supervisor)).status).toBe(200);
  await test.engine.sendLetters(id);
  expect((await give(id, 'deliveries', drafter, told)).status).toBe(200);
}
const ofBureau = () => decided(bureau, 'p-tsai');

const reason = { reason: '有理由。' };
const filler = { name: '陳大文', phone: '06-1234567', email: 'chen@example.tw' };
const letter = {
  reference: '資安字第 1150000002 號',
  date: '2026-08-03',
  person: { name: '周確認', phone: '02-23456789' },
};
/** Everything that an officer does in a suspension. */
const acts: readonly (readonly [string, object])[] = [
  ['approval', {}],
  ['refusal', reason],
  ['deliveries', { kind: 'delivered', source: 'telephone' }],
  ['effective-date', { effectiveDate: '2026-09-21' }],
  ['cancellation', reason],
  ['postponement', { effectiveDate: '2026-09-07', ...reason }],
  ['change-approval', {}],
  ['change-refusal', reason],
  ['cures', { statement: '已重灌。', filler }],
  ['cure-assessments', { accepted: true }],
  ['ratification', {}],
  ['ratification-refusal', reason],
  ['confirmation-letters', letter],
  ['confirmation-refusal-letters', { reference: letter.reference, date: letter.date, ...reason }],
  ['confirmation-requests', {}],
  ['tracker-reassignments', { trackerId: 'p-cai', ...reason }],
  ['confirmation-letter-approval', {}],
  ['confirmation-letter-refusal', reason],
  ['dissolution', reason],
  ['dissolution-approval', {}],
  ['dissolution-refusal', reason],
];

describe('the bureau in a centre’s case', () => {
  it('reads it once it has been reported', async () => {
    const id = await ofCentre();
    expect((await test.api.request(`/api/v1/suspensions/${id}`, as(bureau))).status).toBe(404);
    await report(id);
    expect((await test.api.request(`/api/v1/suspensions/${id}`, as(bureau))).status).toBe(200);
  });

  it.each(acts)('is no officer in it: %s', async (action, body) => {
    const id = await ofCentre();
    expect((await give(id, action, bureau, body)).status).toBe(404);
    await report(id);
    const before = test.engine.reached.length;
    const answer = await give(id, action, bureau, body);
    expect([answer.status, answer.body.code]).toEqual([403, 'actor.notAllowed']);
    expect((await give('no-such-case', action, bureau, body)).status).toBe(404);
    expect(test.engine.reached).toHaveLength(before);
  });

  it.each([
    ['follow-ups', { round: 1, result: { kind: 'complete' } }],
    ['suspension-decision', { effectiveDate: '2026-09-21', noJustifiableReason: true }],
  ])('is no officer in a notice: %s', async (action, body) => {
    const id = await new PlayedEngine(test.api).newCase();
    const send = jest.spyOn(test.api.app.get(CaseGateway), 'sendToNotice');
    const answer = await test.api.request(`/api/v1/notices/${id}/${action}`, post(body, { actor: bureau }));
    expect([answer.status, answer.body.code]).toEqual([403, 'actor.notAllowed']);
    expect(send).not.toHaveBeenCalled();
  });

  it('has none of its tasks and letters to see to', async () => {
    const id = await ofCentre();
    await report(id);
    const tasks = await test.api.request('/api/v1/tasks?tenant=TN00000001', as(bureau));
    expect([tasks.status, tasks.body.code]).toEqual([404, 'resource.notFound']);
    const letters = await test.api.request(
      `/api/v1/dispatches?caseKind=suspension&caseId=${id}`,
      as(drafter),
    );
    const [first] = letters.body.entries;
    for (const [what, body] of letterActs) {
      const answer = await act(first?.id ?? '', what, body);
      expect([what, answer.status, answer.body.code]).toEqual([what, 403, 'actor.notAllowed']);
    }
  });
});

/** Those that the bureau sees. */
const lettersOf = async (id: string) =>
  (await test.api.request(`/api/v1/dispatches?caseKind=suspension&caseId=${id}`, as(bureau))).body.entries;
const act = (id: string, what: string, body: object, actor = bureau): Promise<Answer> =>
  test.api.request(`/api/v1/dispatches/${encodeURIComponent(id)}/${what}`, post(body, { actor }));
const letterActs: readonly (readonly [string, object])[] = [
  ['service', { date: '2026-08-03', proof: '掛號回執' }],
  ['bounces', reason],
  ['resending', {}],
  ['dismissal', reason],
];

describe('the bureau in a case of its own', () => {
  it('sees its tasks, has a second person, and serves its letters', async () => {
    const id = await ofBureau();
    const tasks = async (query = '') =>
      (await test.api.request(`/api/v1/tasks?state=open&caseId=${id}${query}`, as(bureau))).body.entries;
    expect(await tasks()).toHaveLength(1);
    expect(await tasks(`&tenant=${BUREAU}`)).toEqual(await tasks());
    expect((await give(id, 'approval', supervisor)).status).toBe(404);
    expect((await give(id, 'approval', bureau)).body.code).toBe('case.fourEyes');
    const approved = await give(id, 'approval', otherOfBureau);
    expect([approved.status, approved.body]).toMatchObject([200, { phase: 'notifying' }]);

    const own = await test.api.request(`/api/v1/dispatches?tenant=${BUREAU}&limit=50`, as(bureau));
    const [notice, ...more] = await lettersOf(id);
    expect([notice?.step, more]).toEqual(['notice-2026-08-31', []]);
    expect(own.body.entries).toContainEqual(notice);
    const served = await act(notice?.id ?? '', 'service', { date: '2026-08-03', proof: '掛號回執' });
    expect([served.status, served.body]).toMatchObject([200, { deliverySource: 'served' }]);
    expect(test.engine.last).toMatchObject({
      actor: { personId: 'p-tsai' },
      command: { type: 'RecordDelivery' },
    });
  });

  it('agrees upon 裁撤 by another of its people', async () => {
    const id = await ofBureau();
    expect((await give(id, 'dissolution', bureau, reason)).status).toBe(200);
    expect((await give(id, 'dissolution-approval', bureau)).body.code).toBe('case.fourEyes');
    const agreed = await give(id, 'dissolution-approval', otherOfBureau);
    expect([agreed.status, agreed.body]).toMatchObject([200, { phase: 'closed' }]);
    // Other tests open cases of this organisation.
    await test.api.app.get(DataSource).query('DELETE FROM dissolutions');
  });

  it('is named when it notes that a letter has arrived; as a recipient elsewhere it is not', async () => {
    const own = await ofBureau();
    expect((await give(own, 'approval', otherOfBureau)).status).toBe(200);
    const notice = (await lettersOf(own)).find((entry) => entry.step.startsWith('notice-'));
    const elsewhere = await ofCentre();
    await report(elsewhere);
    const shown = await lettersOf(elsewhere);
    expect(shown.map(({ step }) => step)).toEqual([expect.stringMatching(/^report-/)]);
    const [reported] = shown;
    const database = test.api.app.get(DataSource);
    await database.query("UPDATE dispatches SET attempts = 1, state = 'accepted'");
    for (const [letter, by] of [
      [notice, 'p-tsai'],
      [reported, null],
    ] as const) {
      const id = letter?.id ?? '';
      expect((await act(id, 'acknowledgements', { source: 'telephone' })).status).toBe(200);
      const [row] = await database.query('SELECT delivered_by FROM dispatches WHERE id = ?', [id]);
      expect(row.delivered_by).toBe(by);
    }
  });
});

describe('the authority’s word', () => {
  it.each([
    ['confirmations', { reference: letter.reference }],
    ['confirmation-refusals', reason],
  ])('%s is given by the authority itself, where it has a part', async (action, body) => {
    const unknown = await ofCentre();
    expect((await give(unknown, action, authority, body)).status).toBe(404);
    const order = {
      respondentId: 'XC12345678',
      reference: '資安字第 1150000009 號',
      reason: '有重大危害之虞。',
    };
    const { body: ordered } = await test.api.request(
      '/api/v1/emergency-suspensions',
      post(order, { actor: authority }),
    );
    const id = ordered.caseId;
    const byOfficer = await give(id, action, supervisor, body);
    expect([byOfficer.status, byOfficer.body.code]).toEqual([403, 'actor.notAllowed']);
    expect((await give(id, action, authority, body)).body.code).toMatch(/^suspension\./);
  });
});
