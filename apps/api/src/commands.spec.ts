import { policyVersion1, refusals, type NoticeCommand, type RefusalCode } from '@xiangaitong/domain';
import type { CommandEnvelope, CommandResult } from '@xiangaitong/contracts';
import { AuditRepository } from '@xiangaitong/persistence';
import {
  CaseGateway,
  CaseNotRunning,
  CommandNotAccepted,
  CommandRefused,
} from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { PlayedEngine } from './played-engine.fixture';
import {
  as,
  authority,
  draftForm,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  startTestApi,
  supervisor,
  type TestApi,
} from './test-api.fixture';

// The engine is played by what it would do to the register: these are tests of the way there and back.
// With the real engine and a worker the whole way is tested in test/.
let api: TestApi;
let gateway: CaseGateway;
let engine: PlayedEngine;
beforeAll(async () => {
  api = await startTestApi();
  gateway = api.app.get(CaseGateway);
  engine = new PlayedEngine(api);
});
afterAll(() => api.stop());
afterEach(() => jest.restoreAllMocks());

const tenant = 'TN00000001';
const carryOut = (...args: Parameters<PlayedEngine['carryOut']>) => engine.carryOut(...args);
const newCase = (phase?: 'tracking' | 'closed') => engine.newCase(phase);

const audit = () => api.app.get(AuditRepository).list({ tenant, outcome: 'refused', limit: 200 });
const refusal = (code: RefusalCode, fields?: { field: string; message: string }[]) =>
  new CommandRefused({ code, message: refusals[code], ...(fields === undefined ? {} : { fields }) });

const reply = {
  channel: 'portal',
  filler: { name: '陳大文', phone: '06-1234567', email: 'chen@example.tw' },
  answers: [{ item: 1, measure: '已補辦', done: true, date: '2026-08-20', evidence: [1] }],
  sealed: true,
};

describe('a command that was taken', () => {
  const look = (id: string) =>
    api.request(`/api/v1/commands/notice.${id}.p-lin:key-00000001`, as(supervisor));

  it('is pending as long as the engine has it', async () => {
    const id = await newCase();
    jest.spyOn(gateway, 'outcomeOf').mockResolvedValue({ kind: 'pending' });
    const answer = await look(id);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toContain('/api/v1/commands/notice.');
  });

  it('tells why, when it was refused as its turn came', async () => {
    const id = await newCase();
    jest.spyOn(gateway, 'outcomeOf').mockRejectedValue(refusal('notice.alreadyIssued'));
    const answer = await look(id);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'notice.alreadyIssued',
      detail: refusals['notice.alreadyIssued'],
    });
  });

  it('is unknown when neither register nor engine has heard of it', async () => {
    expect((await look(await newCase())).status).toBe(404);
  });
});

describe('a submission', () => {
  it('starts the case with its content, its number, and the rules in force', async () => {
    const { body: draft } = await api.request('/api/v1/notice-drafts', post(draftForm));
    const start = jest
      .spyOn(gateway, 'startNotice')
      .mockImplementation((input, envelope) => carryOut(input.caseId, envelope, 'awaitingApproval'));
    const key = newKey();
    const path = `/api/v1/notice-drafts/${draft.id}/submission`;
    const first = await api.request(path, post({}, { key }));
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ caseKind: 'notice', caseId: draft.id, phase: 'awaitingApproval' });
    expect(first.body.caseNumber).toMatch(/^限改-115-\d{6}$/);
    expect(first.headers.get('location')).toBe(`/api/v1/notices/${draft.id}`);
    const [input, envelope] = start.mock.calls[0] ?? [];
    expect(input).toMatchObject({
      caseId: draft.id,
      tenant,
      policy: policyVersion1,
      maxHistoryEvents: 2000,
      clock: { scale: 1 },
    });
    expect(envelope).toMatchObject({
      commandId: `p-lin:${key}`,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      actor: { personId: 'p-lin', role: 'drafter', organisationId: tenant },
      command: {
        type: 'SubmitNotice',
        noticeId: draft.id,
        caseNumber: first.body.caseNumber,
        content: {
          respondentName: '○○公司',
          items: [
            { number: 1, kind: 'action' },
            { number: 2, kind: 'instruction' },
          ],
        },
      },
    });
    const again = await api.request(path, post({}, { key }));
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(start).toHaveBeenCalledTimes(1);
    expect((await api.request(`/api/v1/notice-drafts/${draft.id}`, as(drafter))).body).toMatchObject({
      state: 'submitted',
      caseNumber: first.body.caseNumber,
    });
  });

  it('whose run ended before it was recorded is to be sent again, and is then taken', async () => {
    const { body: draft } = await api.request('/api/v1/notice-drafts', post(draftForm));
    jest
      .spyOn(gateway, 'startNotice')
      .mockRejectedValueOnce(new CaseNotRunning(true))
      .mockImplementation((input, envelope) => carryOut(input.caseId, envelope, 'awaitingApproval'));
    const path = `/api/v1/notice-drafts/${draft.id}/submission`;
    const key = newKey();
    const ended = await api.request(path, post({}, { key }));
    expect([ended.status, ended.body.code]).toEqual([503, 'server.unavailable']);
    expect((await api.request(path, post({}, { key }))).status).toBe(201);
  });

  it('warns of another open notice to the same organisation, and refuses nothing', async () => {
    jest
      .spyOn(gateway, 'startNotice')
      .mockImplementation((input, envelope) => carryOut(input.caseId, envelope, 'awaitingApproval'));
    const submitted = async () => {
      const { body: draft } = await api.request('/api/v1/notice-drafts', post(draftForm));
      return api.request(`/api/v1/notice-drafts/${draft.id}/submission`, post({}));
    };
    const first = await submitted();
    const second = await submitted();
    expect(second.status).toBe(201);
    expect(second.body.warnings).toContainEqual({
      code: 'notice.anotherOpen',
      message: `改善對象另有未結案的限期改善單（${first.body.caseNumber}）。`,
      noticeId: first.body.caseId,
      caseNumber: first.body.caseNumber,
    });
    expect(second.body.warnings.map(({ noticeId }) => noticeId)).not.toContain(second.body.caseId);
  });

  it('of an incomplete form takes no number, starts nothing, and stays with its drafter', async () => {
    const { body: draft } = await api.request(
      '/api/v1/notice-drafts',
      post({ ...draftForm, items: [], legalBases: [], trackerId: '', reason: ' ' }),
    );
    const start = jest.spyOn(gateway, 'startNotice');
    const answer = await api.request(`/api/v1/notice-drafts/${draft.id}/submission`, post({}));
    expect([answer.status, answer.body.code]).toEqual([422, 'notice.incomplete']);
    expect(answer.body.fields.map(({ field }) => field)).toEqual([
      'reason',
      'items',
      'legalBases',
      'trackerId',
    ]);
    expect(start).not.toHaveBeenCalled();
    const after = (await api.request(`/api/v1/notice-drafts/${draft.id}`, as(drafter))).body;
    expect(after).toEqual(draft);
    expect((await audit()).items[0]).toMatchObject({
      action: 'SubmitNotice',
      code: 'notice.incomplete',
      caseId: draft.id,
    });
  });

  it('that the case refuses after all goes back to writing with its number', async () => {
    const { body: draft } = await api.request('/api/v1/notice-drafts', post(draftForm));
    jest.spyOn(gateway, 'startNotice').mockRejectedValue(refusal('notice.deadlineTooShort'));
    const path = `/api/v1/notice-drafts/${draft.id}`;
    expect((await api.request(`${path}/submission`, post({}))).status).toBe(422);
    const after = (await api.request(path, as(drafter))).body;
    expect([after.state, after.caseNumber]).toEqual(['draft', expect.stringMatching(/^限改-115-/)]);
  });

  it('blocks further writing until it is returned', async () => {
    const id = await newCase();
    const put = { ...post({ ...draftForm, version: 2 }), method: 'PUT' };
    const answer = await api.request(`/api/v1/notice-drafts/${id}`, put);
    expect([answer.status, answer.body.code]).toEqual([409, 'notice.alreadySubmitted']);
    await api.app.get(DataSource).query('UPDATE notices SET phase = ? WHERE id = ?', ['returned', id]);
    const rewritten = await api.request(`/api/v1/notice-drafts/${id}`, {
      ...put,
      ...post({ ...draftForm, version: 2, reason: '補正' }),
      method: 'PUT',
    });
    expect([rewritten.status, rewritten.body.state, rewritten.body.reason]).toEqual([200, 'draft', '補正']);
  });
});

describe('a command', () => {
  it('is answered once, and again the same', async () => {
    const id = await newCase();
    const send = jest
      .spyOn(gateway, 'sendToNotice')
      .mockImplementation((caseId, envelope) => carryOut(caseId, envelope));
    const key = newKey();
    const path = `/api/v1/notices/${id}/return`;
    const first = await api.request(path, post({ reason: '請補正' }, { key, actor: supervisor }));
    expect([first.status, first.headers.get('idempotent-replay')]).toEqual([200, null]);
    const again = await api.request(path, post({ reason: '請補正' }, { key, actor: supervisor }));
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('with a key that was used for another content, command or case is refused', async () => {
    const [id, other] = [await newCase(), await newCase()];
    const send = jest
      .spyOn(gateway, 'sendToNotice')
      .mockImplementation((caseId, envelope) => carryOut(caseId, envelope));
    const key = newKey();
    await api.request(`/api/v1/notices/${id}/return`, post({ reason: '請補正' }, { key }));
    for (const [path, body] of [
      [`/api/v1/notices/${id}/return`, { reason: '別的理由' }],
      [`/api/v1/notices/${id}/withdrawal`, { reason: '請補正' }],
      [`/api/v1/notices/${other}/return`, { reason: '請補正' }],
    ] as const) {
      const answer = await api.request(path, post(body, { key }));
      expect([answer.status, answer.body.code]).toEqual([422, 'request.idempotencyKeyReused']);
    }
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('that is not done yet is answered with where to look, and found there once it is', async () => {
    const id = await newCase();
    let envelope: CommandEnvelope<NoticeCommand> | undefined;
    jest.spyOn(gateway, 'sendToNotice').mockImplementation(async (_id, sent) => {
      envelope = sent;
      return { kind: 'pending' };
    });
    const answer = await api.request(`/api/v1/notices/${id}/approval`, post({}, { actor: supervisor }));
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, answer.body.status]).toEqual([202, 'pending']);
    expect((await api.request(location, as(drafter))).status).toBe(404);
    const done = await carryOut(id, envelope as CommandEnvelope<NoticeCommand>);
    const found = await api.request(location, as(drafter));
    expect([found.status, found.body]).toEqual([200, (done as { result: CommandResult }).result]);
    expect((await api.request(location, as(otherCentre))).status).toBe(404);
    // The respondent knows of the case, and not of what its officers send.
    expect((await api.request(location, as(respondent))).status).toBe(404);
  });

  it.each([
    ['case.fourEyes', 403],
    ['notice.alreadyIssued', 409],
    ['case.reasonMissing', 422],
  ] as const)('refused with %s is answered with %d, and leaves a trace', async (code, status) => {
    const id = await newCase();
    const fields = code === 'case.reasonMissing' ? [{ field: 'reason', message: '請填寫理由。' }] : undefined;
    jest.spyOn(gateway, 'sendToNotice').mockRejectedValue(refusal(code, fields));
    const key = newKey();
    const answer = await api.request(`/api/v1/notices/${id}/return`, post({ reason: '' }, { key }));
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([status, code, refusals[code]]);
    expect(answer.body.fields).toEqual(fields);
    expect((await audit()).items[0]).toMatchObject({
      actorId: 'p-lin',
      action: 'ReturnNotice',
      caseKind: 'notice',
      caseId: id,
      code,
      requestId: `p-lin:${key}`,
    });
  });

  it('refused because it had gone through a moment before is answered with what it did', async () => {
    const id = await newCase();
    jest.spyOn(gateway, 'sendToNotice').mockImplementation(async (caseId, envelope) => {
      await carryOut(caseId, envelope);
      throw refusal('notice.returned');
    });
    const before = (await audit()).items.length;
    const answer = await api.request(`/api/v1/notices/${id}/return`, post({ reason: '請補正' }));
    expect([answer.status, answer.headers.get('idempotent-replay')]).toEqual([200, 'true']);
    expect((await audit()).items.length).toBe(before);
  });

  it('under a key that another content took at the same moment is refused', async () => {
    const id = await newCase();
    jest
      .spyOn(gateway, 'sendToNotice')
      .mockImplementation((caseId, envelope) =>
        carryOut(caseId, { ...envelope, fingerprint: 'f'.repeat(64) }),
      );
    const answer = await api.request(`/api/v1/notices/${id}/return`, post({ reason: '請補正' }));
    expect([answer.status, answer.body.code]).toEqual([422, 'request.idempotencyKeyReused']);
  });

  it.each([
    ['no workflow and the case closed', 'closed', new CaseNotRunning(), 409, 'case.closed'],
    ['no workflow and the case open', 'tracking', new CaseNotRunning(), 503, 'server.unavailable'],
    [
      'an engine that does not take it',
      'tracking',
      new CommandNotAccepted(new Error('x')),
      503,
      'server.unavailable',
    ],
    ['a fault', 'tracking', new Error('secret detail'), 500, 'server.fault'],
  ] as const)('meeting %s is answered so', async (_what, phase, error, status, code) => {
    const id = await newCase(phase);
    jest.spyOn(gateway, 'sendToNotice').mockRejectedValue(error);
    const answer = await api.request(`/api/v1/notices/${id}/return`, post({ reason: 'x' }));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '2' : null);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('is for those with a part in the case', async () => {
    const id = await newCase();
    const send = jest
      .spyOn(gateway, 'sendToNotice')
      .mockImplementation((caseId, envelope) => carryOut(caseId, envelope));
    const status = async (action: string, body: unknown, actor: string) =>
      (await api.request(`/api/v1/notices/${id}/${action}`, post(body, { actor }))).status;
    expect(await status('return', { reason: 'x' }, otherCentre)).toBe(404);
    expect(await status('return', { reason: 'x' }, respondent)).toBe(403);
    expect(await status('replies', reply, authority)).toBe(403);
    expect(send).not.toHaveBeenCalled();
    expect(await status('replies', reply, respondent)).toBe(200);
    await api.app
      .get(DataSource)
      .query('UPDATE notices SET respondent_id = ? WHERE id = ?', ['XC87654321', id]);
    expect(await status('replies', reply, respondent)).toBe(404);
  });
});

describe('another tracker', () => {
  const path = (id: string) => `/api/v1/notices/${id}/tracker-reassignments`;

  it('is somebody of the centre, or nothing is sent', async () => {
    const id = await newCase();
    const send = jest.spyOn(gateway, 'sendToNotice').mockImplementation(carryOut);
    const unknown = await api.request(path(id), post({ trackerId: 'p-nobody', reason: '請假。' }));
    expect([unknown.status, unknown.body.code]).toEqual([422, 'person.unknown']);
    expect(unknown.body.fields.map(({ field }) => field)).toEqual(['trackerId']);
    const answer = await api.request(path(id), post({ trackerId: 'p-cai', reason: '請假。' }));
    expect(answer.status).toBe(200);
    expect(send.mock.calls.map(([, { command }]) => command)).toEqual([
      { type: 'ReassignTracker', trackerId: 'p-cai', reason: '請假。' },
    ]);
  });
});

describe('particulars of people', () => {
  it('stay outside the command, and a retry keeps one person', async () => {
    const id = await newCase();
    const people = async (): Promise<{ id: string; name: string; organisation_id: string }[]> =>
      api.app.get(DataSource).query('SELECT * FROM people WHERE name = ?', ['王小明']);
    const sent: CommandEnvelope<NoticeCommand>[] = [];
    const send = jest.spyOn(gateway, 'sendToNotice').mockImplementation(async (_id, envelope) => {
      sent.push(envelope);
      throw new CommandNotAccepted(new Error('slow'));
    });
    const filler = { name: '王小明', phone: '06-7654321', email: 'wang@example.tw' };
    const request = post({ ...reply, filler }, { actor: respondent });
    expect((await api.request(`/api/v1/notices/${id}/replies`, request)).status).toBe(503);
    send.mockImplementation((caseId, envelope) => {
      sent.push(envelope);
      return carryOut(caseId, envelope);
    });
    expect((await api.request(`/api/v1/notices/${id}/replies`, request)).status).toBe(200);
    const [person, ...others] = await people();
    expect(others).toEqual([]);
    expect(person?.organisation_id).toBe('XC12345678');
    for (const { command } of sent) {
      expect(command).toMatchObject({
        type: 'SubmitReply',
        channel: 'portal',
        form: { fillerPersonId: person?.id, sealed: true },
      });
      for (const secret of Object.values(filler)) expect(JSON.stringify(command)).not.toContain(secret);
    }
    expect(sent[0]?.command).toHaveProperty('receivedAt', expect.any(Number));
    expect(sent[0]?.fingerprint).toBe(sent[1]?.fingerprint);
  });
});

describe('a reply that the respondent enters itself', () => {
  it.each([
    ['channel', { channel: 'letter' }],
    ['receivedAt', { receivedAt: Date.parse('2026-08-03T02:00:00Z') }],
  ])('has come by the portal, and now: not %s', async (field, change) => {
    const id = await newCase();
    const send = jest.spyOn(gateway, 'sendToNotice');
    const request = post({ ...reply, ...change }, { actor: respondent });
    const answer = await api.request(`/api/v1/notices/${id}/replies`, request);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(answer.body.fields.map((wrong) => wrong.field)).toEqual([field]);
    expect(send).not.toHaveBeenCalled();
  });
});

describe('lists', () => {
  it('go on page by page, and end', async () => {
    const ids = [await newCase(), await newCase(), await newCase()];
    const seen: string[] = [];
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const { status, body } = await api.request(
        `/api/v1/notices?limit=2${after === undefined ? '' : `&after=${after}`}`,
        as(drafter),
      );
      expect(status).toBe(200);
      seen.push(...body.entries.map((entry) => entry.id));
      after = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
  });

  it('show each one theirs', async () => {
    const id = await newCase('closed');
    const entries = async (query: string, actor: string) => {
      const { status, body } = await api.request(`/api/v1/notices?limit=100${query}`, as(actor));
      return status === 200 ? body.entries.map((entry) => entry.id) : status;
    };
    expect(await entries('&closed=true', drafter)).toContain(id);
    expect(await entries('&closed=false', drafter)).not.toContain(id);
    expect(await entries('', respondent)).toContain(id);
    expect(await entries('&respondentId=XC87654321', respondent)).toBe(404);
    expect(await entries('', otherCentre)).toEqual([]);
    expect(await entries('', authority)).toBe(400);
    expect(await entries(`&tenant=${tenant}`, authority)).toEqual([]);
    expect(await entries('&tenant=KH00000001', respondent)).toEqual([]);
    expect(await entries('&tenant=KH00000001', drafter)).toBe(404);
  });

  it('and single cases name the respondent, and tell their history', async () => {
    const id = await newCase();
    const { body } = await api.request(`/api/v1/notices/${id}`, as(drafter));
    expect(body).toMatchObject({
      id,
      tenant,
      issuerName: '臺南市政府',
      respondentId: 'XC12345678',
      respondentName: '○○公司',
      phase: 'tracking',
      seq: 1,
    });
    const timeline = await api.request(`/api/v1/notices/${id}/timeline`, as(drafter));
    expect(timeline.body.entries).toEqual([
      {
        seq: 1,
        type: 'NoticeIssued',
        at: expect.any(Number),
        by: { personId: 'p-lin', role: 'drafter', organisationId: tenant },
        data: { reason: 'SubmitNotice' },
      },
    ]);
    expect((await api.request(`/api/v1/tasks?caseId=${id}&state=open`, as(drafter))).body).toEqual({
      entries: [],
    });
    expect((await api.request('/api/v1/organisations/XC12345678/service', as(drafter))).body).toEqual({
      organisationId: 'XC12345678',
      name: '○○公司',
      service: 'on',
    });
  });
});
