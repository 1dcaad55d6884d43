import { refusals, type LetterEffect } from '@xiangaitong/domain';
import { DispatchRepository } from '@xiangaitong/persistence';
import { CaseGateway, CommandRefused } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { PlayedEngine } from './played-engine.fixture';
import {
  as,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  startTestApi,
  supervisor,
  type Answer,
  type TestApi,
} from './test-api.fixture';

let api: TestApi;
let engine: PlayedEngine;
let database: DataSource;
beforeAll(async () => {
  api = await startTestApi();
  engine = new PlayedEngine(api);
  database = api.app.get(DataSource);
});
afterAll(() => api.stop());
afterEach(() => jest.restoreAllMocks());
beforeEach(() => database.query('DELETE FROM tasks'));

/** A case with one letter, tried once, and what became of it; the letter's id. */
async function letter(outcome: 'bounced' | 'accepted', wanted: Partial<LetterEffect> = {}): Promise<string> {
  const id = await engine.newCase('tracking', (caseId) => [
    {
      kind: 'letter',
      id: `notice/${caseId}/1/1`,
      lane: 'ordinary',
      template: 'noticeDissolved',
      recipient: { party: 'respondent', organisationId: 'XC12345678' },
      step: 'dissolved',
      gating: false,
      facts: {
        caseNumber: '限改-115-000001',
        respondentName: '○○公司',
        confidential: false,
        contactPersonId: 'p-lin',
      },
      ...wanted,
    },
  ]);
  const dispatches = api.app.get(DispatchRepository);
  const at = Date.parse('2026-08-03T02:00:00Z');
  const [claimed] = (
    await dispatches.claim(wanted.lane ?? 'ordinary', 100, { claimedBy: 'test', now: at, leaseMs: 60_000 })
  ).filter(({ caseId }) => caseId === id);
  if (claimed === undefined) throw new Error('The letter was not due');
  await dispatches.recordOutcome(
    claimed,
    outcome === 'accepted'
      ? { kind: 'accepted', response: '250' }
      : { kind: 'rejected', permanent: true, response: '550 查無此人' },
    { at, retryAt: at, arrivalCheckAt: at + 86_400_000 },
  );
  return claimed.id;
}

const act = (id: string, what: string, body: object, actor = drafter, key = newKey()): Promise<Answer> =>
  api.request(`/api/v1/dispatches/${encodeURIComponent(id)}/${what}`, post(body, { actor, key }));
const service = { date: '2026-08-03', proof: '公務電話紀錄第 12 號' };
const openTasks = async () =>
  (await api.request('/api/v1/tasks?state=open', as(supervisor))).body.entries as readonly object[];

describe('a letter that did not arrive', () => {
  it('is a task that names letter, recipient and reason', async () => {
    const id = await letter('bounced');
    expect(await openTasks()).toMatchObject([
      {
        task: 'serveLetter',
        role: 'tracker',
        urgent: false,
        letter: {
          dispatchId: id,
          template: 'noticeDissolved',
          name: '裁撤結案通知',
          party: 'respondent',
          organisationId: 'XC12345678',
          why: 'bounced',
          lastError: '550 查無此人',
        },
      },
    ]);
  });

  it('is served another way, with date and proof, once', async () => {
    const id = await letter('bounced');
    const key = newKey();
    const first = await act(id, 'service', service, drafter, key);
    expect([first.status, first.body]).toMatchObject([
      200,
      { deliverySource: 'served', servedOn: '2026-08-03', serviceProof: service.proof },
    ]);
    expect(await openTasks()).toEqual([]);
    const again = await act(id, 'service', service, drafter, key);
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect((await act(id, 'service', { ...service, proof: '別的' }, drafter, key)).body.code).toBe(
      'request.idempotencyKeyReused',
    );
    expect((await act(id, 'service', service)).body.code).toBe('dispatch.alreadyDelivered');
  });

  it.each([
    ['2026-08-04', 422, '送達日期不能晚於今天。'],
    ['2026-08-02', 409, '送達日期不能早於這份通知的日期。'],
  ])('is not served on %s', async (date, status, message) => {
    const id = await letter('bounced');
    const answer = await act(id, 'service', { ...service, date });
    expect([answer.status, answer.body.fields]).toEqual([status, [{ field: 'date', message }]]);
    expect(await openTasks()).toHaveLength(1);
  });

  it('is sent anew once for one request, and refused for one that is under way', async () => {
    const id = await letter('bounced');
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => act(id, 'resending', {}, drafter, key)));
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual(Array(3).fill([200, 'queued']));
    expect(await openTasks()).toEqual([]);
    expect((await act(id, 'resending', {})).body.code).toBe('dispatch.notResendable');
    const audit = await database.query(
      'SELECT outcome, code FROM audit_records WHERE action = ? ORDER BY id',
      ['ResendLetter'],
    );
    expect(audit).toEqual([
      { outcome: 'done', code: null },
      { outcome: 'refused', code: 'dispatch.notResendable' },
    ]);
  });

  it('that came back later is a task as well; one that has arrived cannot come back', async () => {
    const id = await letter('accepted');
    expect(await openTasks()).toEqual([]);
    const { body } = await act(id, 'bounces', { reason: '5.1.1 查無此人' });
    expect(body).toMatchObject({ state: 'rejected', nonArrival: 'bounced', lastError: '5.1.1 查無此人' });
    expect(await openTasks()).toHaveLength(1);
    await act(id, 'service', service);
    expect((await act(id, 'bounces', { reason: '5.1.1' })).body.code).toBe('dispatch.notReturnable');
  });

  it('that need not arrive any more is dismissed with a reason, once, and stays as it is', async () => {
    const id = await letter('bounced');
    const key = newKey();
    const reason = { reason: '改善期限已過，毋庸再通知。' };
    const answers = await Promise.all([1, 2, 3].map(() => act(id, 'dismissal', reason, drafter, key)));
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual(Array(3).fill([200, 'rejected']));
    expect(answers[0]?.body).toMatchObject({ nonArrival: 'bounced' });
    expect(await openTasks()).toEqual([]);
    const again = await act(id, 'dismissal', reason);
    expect([again.status, again.body.code]).toEqual([409, 'dispatch.notDismissible']);
    const other = await act(id, 'dismissal', { reason: '別的理由。' }, drafter, key);
    expect(other.body.code).toBe('request.idempotencyKeyReused');
    const audit = await database.query(
      "SELECT outcome, code, actor_id, JSON_VALUE(detail, '$.reason') reason FROM audit_records WHERE action = ? ORDER BY id",
      ['DismissLetter'],
    );
    expect(audit).toEqual([
      { outcome: 'done', code: null, actor_id: 'p-lin', ...reason },
      { outcome: 'refused', code: 'dispatch.notDismissible', actor_id: 'p-lin', reason: null },
    ]);
  });

  it('is not dismissed without a reason', async () => {
    const id = await letter('bounced');
    const answer = await act(id, 'dismissal', { reason: ' ' });
    expect([answer.status, answer.body.fields.map(({ field }) => field)]).toEqual([400, ['reason']]);
    expect(await openTasks()).toHaveLength(1);
  });

  it('is the centre’s own business', async () => {
    const id = await letter('bounced');
    expect((await act(id, 'resending', {}, otherCentre)).status).toBe(404);
    expect((await act(id, 'dismissal', { reason: '無須送達。' }, otherCentre)).status).toBe(404);
    expect((await act(id, 'service', service, respondent)).body.code).toBe('actor.notAllowed');
  });
});

describe('a letter that a case waits for', () => {
  it('is served by telling the case, and noted on the letter', async () => {
    const id = await letter('bounced', { gating: true });
    const send = jest
      .spyOn(api.app.get(CaseGateway), 'sendToNotice')
      .mockImplementation((caseId, envelope) => engine.carryOut(caseId, envelope));
    const answer = await act(id, 'service', service);
    expect([answer.status, answer.body]).toMatchObject([200, { gating: true, servedOn: '2026-08-03' }]);
    expect(send.mock.calls[0]?.[1]).toMatchObject({
      command: { type: 'RecordDelivery', proof: { kind: 'served', ...service } },
    });
    expect((await act(id, 'service', service)).status).toBe(200);
    expect(send).toHaveBeenCalledTimes(1);
    expect((await act(id, 'service', { ...service, proof: '別的' })).body.code).toBe(
      'dispatch.alreadyDelivered',
    );
  });

  it('is not noted as served when the case refuses it', async () => {
    const id = await letter('bounced', { gating: true });
    const code = 'suspension.effectivePast';
    jest
      .spyOn(api.app.get(CaseGateway), 'sendToNotice')
      .mockRejectedValue(new CommandRefused({ code, message: refusals[code] }));
    expect((await act(id, 'service', service)).body.code).toBe(code);
    const [row] = await database.query('SELECT delivered_at FROM dispatches WHERE id = ?', [id]);
    expect(row.delivered_at).toBeNull();
  });

  it('is not sent anew or dismissed from here', async () => {
    const id = await letter('bounced', { gating: true });
    expect((await act(id, 'dismissal', { reason: '無須送達。' })).body.code).toBe('dispatch.notDismissible');
    expect((await act(id, 'resending', {})).body.code).toBe('dispatch.notResendable');
  });
});
