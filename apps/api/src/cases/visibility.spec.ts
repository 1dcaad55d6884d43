import { startOfDay } from '@xiangaitong/domain';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { PlayedEngine } from '../played-engine.fixture';
import { standaloneForm, useSuspensions } from '../suspensions/played-suspensions.fixture';
import {
  as,
  authority,
  bureau,
  drafter,
  otherCentre,
  post,
  respondent,
  supervisor,
  type Answer,
} from '../test-api.fixture';

const test = useSuspensions();

const BUREAU = 'NAA0000001';
const filler = { name: '陳大文', phone: '06-1234567', email: 'chen@example.tw' };
const reply = { channel: 'portal', filler, answers: [], sealed: true };
const told = { kind: 'delivered', source: 'telephone' };

const give = (path: string, actor: string, body: unknown = {}): Promise<Answer> =>
  test.api.request(`/api/v1${path}`, post(body, { actor }));
const read = (path: string, actor: string): Promise<Answer> => test.api.request(`/api/v1${path}`, as(actor));
const listed = async (path: string, actor: string): Promise<string[]> =>
  (await read(path, actor)).body.entries.map(({ id }) => id);

async function decided(actor = drafter, contactPersonId = 'p-lin'): Promise<string> {
  test.engine.at = startOfDay('2026-08-03') + 10 * 3_600_000;
  const form = { ...standaloneForm, contactPersonId };
  const answer = await give('/suspensions', actor, form);
  expect(answer.status).toBe(201);
  return answer.body.caseId;
}

async function must(answer: Promise<Answer>): Promise<void> {
  const { status, body } = await answer;
  expect([status, body.code]).toEqual([200, undefined]);
}

/** Every way in which somebody could hear of one case. */
async function waysTo(kind: 'notice' | 'suspension', id: string, actor: string): Promise<unknown[]> {
  const answers = [
    await read(`/${kind}s/${id}`, actor),
    await read(`/${kind}s/${id}/timeline`, actor),
    await read(`/dispatches?caseKind=${kind}&caseId=${id}`, actor),
    await read(`/commands/${kind}.${id}.p-lin:test-key-000001`, actor),
    await give(`/dispatches/${encodeURIComponent(`${kind}/${id}/1/1`)}/acknowledgements`, actor, {
      source: 'link',
    }),
  ];
  return answers.map(({ status, body }) => [status, body.code, body.detail, body.fields]);
}

describe('a notice that has not been issued', () => {
  it.each([respondent, bureau, authority])('is to %s as one that is not there', async (actor) => {
    for (const phase of ['awaitingApproval', 'returned'] as const) {
      const id = await new PlayedEngine(test.api).newCase(phase);
      const tenant = actor === respondent ? '' : '?tenant=TN00000001';
      expect(await waysTo('notice', id, actor)).toEqual(await waysTo('notice', 'no-such-case', actor));
      expect(await listed(`/notices${tenant}`, actor)).not.toContain(id);
      expect(await listed('/notices', drafter)).toContain(id);
    }
  });

  it('takes nothing from its respondent, and does not say why', async () => {
    const send = jest.spyOn(test.api.app.get(CaseGateway), 'sendToNotice');
    const id = await new PlayedEngine(test.api).newCase('awaitingApproval');
    for (const [action, body] of [
      ['replies', reply],
      ['extension-requests', { reason: '來不及。' }],
    ] as const) {
      const there = await give(`/notices/${id}/${action}`, respondent, body);
      const missing = await give(`/notices/no-such-case/${action}`, respondent, body);
      expect([there.status, there.body.code, there.body.detail]).toEqual([
        404,
        'resource.notFound',
        missing.body.detail,
      ]);
    }
    expect(send).not.toHaveBeenCalled();
  });
});

describe('a notice that has been issued', () => {
  it('is seen by its respondent, in the phases that people outside know', async () => {
    for (const phase of ['tracking', 'proposed', 'suspending'] as const) {
      const id = await new PlayedEngine(test.api, { trackerId: 'p-cai' }).newCase(phase);
      await test.api.app
        .get(DataSource)
        .query('UPDATE notices SET next_wake_at = updated_at WHERE id = ?', [id]);
      const { body } = await read(`/notices/${id}`, respondent);
      expect(body).toMatchObject({ id, phase: 'tracking', issuerName: '臺南市政府', closed: false });
      for (const hidden of ['nextWakeAt', 'trackerId', 'seq']) expect(body).not.toHaveProperty(hidden);
      expect((await read(`/notices/${id}`, drafter)).body).toMatchObject({
        phase,
        seq: 1,
        trackerId: 'p-cai',
        nextWakeAt: expect.any(Number),
      });
      expect(await listed('/notices?phase=tracking', respondent)).toContain(id);
      if (phase !== 'tracking') expect(await listed(`/notices?phase=${phase}`, respondent)).toEqual([]);
      expect(await listed(`/notices?phase=${phase}`, drafter)).toContain(id);
    }
  });

  it('names no officer in its timeline', async () => {
    const id = await new PlayedEngine(test.api).newCase();
    const { body } = await read(`/notices/${id}/timeline`, respondent);
    expect(body.entries).toEqual([
      {
        seq: 1,
        type: 'NoticeIssued',
        at: expect.any(Number),
        by: { organisationId: 'TN00000001' },
        data: {},
      },
    ]);
  });

  it('answers its respondent without what officers do', async () => {
    const played = new PlayedEngine(test.api);
    const id = await played.newCase();
    jest
      .spyOn(test.api.app.get(CaseGateway), 'sendToNotice')
      .mockImplementation((caseId, envelope) => played.carryOut(caseId, envelope, 'proposed'));
    const { status, body } = await give(`/notices/${id}/extension-requests`, respondent, { reason: '有。' });
    expect([status, body]).toEqual([
      200,
      {
        caseKind: 'notice',
        caseId: id,
        caseNumber: expect.any(String),
        phase: 'tracking',
        events: [],
        at: expect.any(Number),
      },
    ]);
  });
});

describe('a suspension', () => {
  it('is to outsiders as one that is not there, until a second person has approved it', async () => {
    const id = await decided();
    for (const actor of [respondent, bureau, authority]) {
      expect(await waysTo('suspension', id, actor)).toEqual(
        await waysTo('suspension', 'no-such-case', actor),
      );
    }
    const early = await give(`/suspensions/${id}/cures`, respondent, { statement: '已重灌。', filler });
    expect([early.status, early.body.code]).toEqual([404, 'resource.notFound']);
    expect(await listed('/suspensions', respondent)).not.toContain(id);

    await must(give(`/suspensions/${id}/approval`, supervisor));
    expect((await read(`/suspensions/${id}`, respondent)).body).toMatchObject({ phase: 'notifying' });
    expect(await listed('/suspensions', respondent)).toContain(id);
    for (const actor of [bureau, authority])
      expect((await read(`/suspensions/${id}`, actor)).status).toBe(404);

    await test.engine.sendLetters(id);
    await must(give(`/suspensions/${id}/deliveries`, drafter, told));
    expect(await listed('/suspensions?tenant=TN00000001', bureau)).toContain(id);
    expect(await listed('/suspensions?tenant=TN00000001', authority)).not.toContain(id);
    const { body } = await read(`/suspensions/${id}/timeline`, respondent);
    expect(body.entries).toMatchObject([
      { seq: 1, type: 'SuspensionApproved', data: { decision: { ground: 8, reason: '帳號遭冒用。' } } },
      { seq: 2, type: 'SuspensionNotified', data: { proof: told } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/p-(lin|huang|cai)/);
  });

  it('whose new date waits for approval is shown as not executed, without the date', async () => {
    const id = await decided();
    await must(give(`/suspensions/${id}/approval`, supervisor));
    test.engine.at = startOfDay('2026-08-31') + 60_000;
    await test.engine.bySystem(id, { type: 'Wake' });
    await must(give(`/suspensions/${id}/effective-date`, drafter, { effectiveDate: '2026-09-21' }));
    expect((await read(`/suspensions/${id}`, drafter)).body).toMatchObject({
      phase: 'awaitingApproval',
      effectiveAt: startOfDay('2026-09-21'),
    });
    const { body } = await read(`/suspensions/${id}`, respondent);
    expect(body).toMatchObject({ phase: 'notExecuted' });
    expect(body).not.toHaveProperty('effectiveAt');
    expect(await listed('/suspensions?phase=awaitingApproval', respondent)).toEqual([]);
    expect(await listed('/suspensions?phase=notExecuted', respondent)).toContain(id);
    const cure = await give(`/suspensions/${id}/cures`, respondent, { statement: '已重灌。', filler });
    expect([cure.status, cure.body.code]).toEqual([409, 'request.notOpen']);
    const audit = await test.api.app
      .get(DataSource)
      .query("SELECT code FROM audit_records WHERE case_id = ? AND outcome = 'refused'", [id]);
    expect(audit).toEqual([{ code: 'suspension.awaitingApproval' }]);
  });

  it('by 點13-3 is known at once to those concerned, and to the bureau when service is off', async () => {
    const order = { respondentId: 'XC12345678', reference: '資安字第 1 號', reason: '有重大危害之虞。' };
    const { body } = await give('/emergency-suspensions', authority, order);
    expect(body).toMatchObject({ phase: 'executing', events: ['EmergencySuspensionOrdered'] });
    expect(body).not.toHaveProperty('seq');
    for (const actor of [respondent, authority])
      expect((await read(`/suspensions/${body.caseId}`, actor)).status).toBe(200);
    expect((await read(`/suspensions/${body.caseId}`, bureau)).status).toBe(404);
    await test.engine.bySystem(body.caseId, {
      type: 'RecordActuation',
      desired: 'off',
      serviceOn: false,
    });
    expect((await read(`/suspensions/${body.caseId}`, bureau)).status).toBe(200);
  });

  it('of the bureau is seen by its respondent and the respondent’s centre once it is approved', async () => {
    const id = await decided(bureau, 'p-tsai');
    for (const actor of [respondent, drafter]) {
      expect((await read(`/suspensions/${id}`, actor)).status).toBe(404);
      expect(await listed('/suspensions?limit=100', actor)).not.toContain(id);
    }
    await test.api.app
      .get(DataSource)
      .query("UPDATE person_roles SET role = 'bureau' WHERE person_id = 'p-liu'");
    await test.api.app
      .get(DataSource)
      .query("UPDATE people SET organisation_id = ? WHERE id = 'p-liu'", [BUREAU]);
    await must(give(`/suspensions/${id}/approval`, 'p-liu:bureau'));
    for (const actor of [respondent, drafter]) {
      const { body } = await read('/suspensions?limit=100', actor);
      const entry = body.entries.find((each) => each.id === id);
      expect(entry).toMatchObject({ tenant: BUREAU, issuerName: '檔案管理局', phase: 'notifying' });
      expect(entry).not.toHaveProperty('seq');
      // The one view has its edition as well, which lists leave out.
      expect((await read(`/suspensions/${id}`, actor)).body).toEqual({ ...entry, edition: '108' });
    }
    expect(await listed(`/suspensions?tenant=${BUREAU}`, respondent)).toEqual([id]);
    expect(await listed('/suspensions?tenant=TN00000001&limit=100', drafter)).not.toContain(id);
    expect((await read('/suspensions', 'p-wu:drafter')).body.entries).toEqual([]);
    const acted = await give(`/suspensions/${id}/refusal`, supervisor, { reason: '不宜。' });
    expect([acted.status, acted.body.code]).toEqual([403, 'actor.notAllowed']);
  });
});

describe('a centre that is a respondent itself', () => {
  it('sees what the bureau has suspended of it, and does nothing in it', async () => {
    const form = { ...standaloneForm, ground: 4, respondentId: 'KH00000001', contactPersonId: 'p-tsai' };
    test.engine.at = startOfDay('2026-08-03') + 10 * 3_600_000;
    const { body } = await give('/suspensions', bureau, form);
    expect((await read(`/suspensions/${body.caseId}`, otherCentre)).status).toBe(404);
    await must(give(`/suspensions/${body.caseId}/approval`, 'p-liu:bureau'));
    expect(await listed('/suspensions', otherCentre)).toEqual([body.caseId]);
    expect((await read(`/suspensions/${body.caseId}`, otherCentre)).body).toMatchObject({
      phase: 'notifying',
    });
    expect(await listed('/suspensions?limit=100', drafter)).not.toContain(body.caseId);
    const acted = await give(`/suspensions/${body.caseId}/cancellation`, otherCentre, { reason: '不服。' });
    expect([acted.status, acted.body.code]).toEqual([403, 'actor.notAllowed']);
  });
});

describe('a letter', () => {
  it('shows what went wrong on its way to officers only', async () => {
    const id = await decided();
    await must(give(`/suspensions/${id}/approval`, supervisor));
    await test.api.app
      .get(DataSource)
      .query("UPDATE dispatches SET last_error = '550 no such user' WHERE case_id = ?", [id]);
    const path = `/dispatches?caseKind=suspension&caseId=${id}`;
    expect((await read(path, drafter)).body.entries).toMatchObject([{ lastError: '550 no such user' }]);
    const shown = (await read(path, respondent)).body.entries;
    expect(shown).toMatchObject([{ step: 'notice-2026-08-31' }]);
    expect(JSON.stringify(shown)).not.toContain('550');
  });
});

describe('the bureau', () => {
  it('reads a notice once service was suspended for it, and before that hears nothing', async () => {
    const id = await new PlayedEngine(test.api).newCase('suspending');
    expect((await read(`/notices/${id}`, bureau)).status).toBe(404);
    await test.api.app
      .get(DataSource)
      .query('UPDATE notices SET known_to_bureau_at = updated_at WHERE id = ?', [id]);
    expect((await read(`/notices/${id}`, bureau)).status).toBe(200);
    expect(await listed('/notices?tenant=TN00000001', bureau)).toEqual([id]);
  });
});
