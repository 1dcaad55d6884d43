import { LetterWordingRepository } from '@xiangaitong/persistence';
import { PlayedEngine } from './played-engine.fixture';
import {
  administrator,
  as,
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
} from './test-api.fixture';

const base = '/api/v1/letter-templates';
/** What the clock of the test API shows when it starts. */
const NOW = Date.parse('2026-08-03T01:00:00Z');

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
afterEach(() => jest.restoreAllMocks());

const texts = {
  respondent: {
    subject: '期限將至（{{ caseNumber }}）',
    body: [
      { kind: 'paragraph', text: '第{{ round }}次期限為{{ deadline }}。' },
      { kind: 'items', heading: '事項：' },
    ],
  },
};
const add = (body: object, actor = administrator, key = newKey(), template = 'reminder'): Promise<Answer> =>
  api.request(`${base}/${template}/versions`, post(body, { actor, key }));
const preview = (template: string, body: object, actor = drafter): Promise<Answer> =>
  api.request(`${base}/${template}/preview`, post(body, { actor }));
const listed = async (template: string, actor = drafter) => {
  const { body } = await api.request(base, as(actor));
  const entries = body.entries as unknown as readonly { readonly template: string }[];
  return entries.find((entry) => entry.template === template);
};

describe('the templates', () => {
  it('are listed with what they may use, and read version by version', async () => {
    expect(await listed('followUpResult')).toMatchObject({
      name: '追蹤結果',
      to: ['respondent'],
      hasItems: false,
      inForce: 1,
      versions: [{ version: 1, shipped: true, effectiveAt: 0 }],
      variables: expect.arrayContaining([
        { name: 'result', meaning: '追蹤結果', always: true },
        { name: 'remark', meaning: '理由或說明', always: false },
      ]),
    });
    const { body } = await api.request(`${base}/suspensionExecuted/versions/1`, as(drafter));
    expect(body).toMatchObject({ template: 'suspensionExecuted', shipped: true });
    expect(Object.keys((body as AnswerBody & { texts: object }).texts)).toEqual(['respondent', 'bureau']);
    for (const path of ['reminder/versions/9', 'reminder/versions/x', 'toString/versions/1']) {
      expect((await api.request(`${base}/${path}`, as(drafter))).status).toBe(404);
    }
    expect((await api.request(base, as(respondent))).body.code).toBe('actor.notAllowed');
  });
});

describe('a new version', () => {
  it('is the centre administrator’s to add, once a request, for the own centre', async () => {
    const key = newKey();
    const first = await add({ texts }, administrator, key);
    expect([first.status, first.headers.get('location'), first.body]).toMatchObject([
      201,
      `${base}/reminder/versions/2`,
      { version: 2, shipped: false, addedBy: 'p-liu', texts },
    ]);
    const again = await add({ texts, effectiveAt: NOW - 1 }, administrator, key);
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect((await add({ texts }, administrator, key, 'noticeDissolved')).body.code).toBe(
      'request.idempotencyKeyReused',
    );
    expect((await add({ texts }, supervisor)).body.code).toBe('actor.notAllowed');
    expect(await listed('reminder')).toMatchObject({ inForce: 2, versions: [{}, { version: 2 }] });
    expect(await listed('reminder', otherCentre)).toMatchObject({ inForce: 1, versions: [{}] });
  });

  it('comes into force at its time, which has not passed', async () => {
    const before = await listed('reminder');
    const effectiveAt = NOW + 90_000_000;
    const { status } = await add({ texts, effectiveAt });
    expect(status).toBe(201);
    expect(await listed('reminder')).toMatchObject({ inForce: (before as { inForce?: number }).inForce });
    const late = await add({ texts, effectiveAt: NOW - 1 });
    expect([late.status, late.body.code, late.body.fields[0]?.field]).toEqual([
      422,
      'letterTemplate.effectivePast',
      'effectiveAt',
    ]);
  });

  it('that does not fit every letter is refused by field, and nothing is kept', async () => {
    const wrong = {
      respondent: { ...texts.respondent, body: [{ kind: 'paragraph', text: '{{ dedline }}' }] },
    };
    const keep = jest.spyOn(api.app.get(LetterWordingRepository), 'add');
    const answer = await add({ texts: wrong });
    expect([answer.status, answer.body.code, answer.body.fields]).toEqual([
      422,
      'letterTemplate.invalid',
      [
        {
          field: 'texts.respondent.body.0.text',
          message: '這份通知沒有「dedline」，可用的有：caseNumber、respondentName、round、deadline。',
        },
        { field: 'texts.respondent.body', message: '請以恰好一個 items 區塊列出改善事項。' },
      ],
    ]);
    const shape = await add({ texts: { respondent: { subject: '', body: [] } } });
    expect([shape.status, shape.body.fields.map(({ field }) => field)]).toEqual([
      400,
      ['texts.respondent.subject', 'texts.respondent.body'],
    ]);
    expect(keep).not.toHaveBeenCalled();
  });
});

describe('a preview', () => {
  it('shows subject, text and HTML with samples, of what is in force, of a version, of a text being written', async () => {
    const shipped = await preview('reminder', { version: 1 });
    expect(shipped.status).toBe(200);
    expect(shipped.body.subject).toBe('改善期限將至（限改-115-000001）');
    expect(shipped.body.text).toContain('民國115年12月4日');
    expect(shipped.body.html).toContain('<!DOCTYPE html>');
    const hostile = {
      respondent: {
        subject: '草稿',
        body: [
          { kind: 'paragraph', text: '<b>{{ round }}</b>' },
          { kind: 'items', heading: '事項：' },
        ],
      },
    };
    const draft = await preview('reminder', { texts: hostile });
    expect(draft.body.text).toContain('<b>一</b>');
    expect(draft.body.html).toContain('&lt;b&gt;一&lt;/b&gt;');
  });

  it('of a confidential letter shows what would go out: number, dates and link', async () => {
    const { body } = await preview('suspensionNotice', { confidential: true });
    expect(body.subject).toBe('公文電子交換系統通知（限改-115-000001）');
    expect(body.text).not.toContain('惡意');
  });

  it('asks for the recipient where there are several, and takes one text while the other is missing', async () => {
    const several = await preview('suspensionExecuted', {});
    expect([several.status, several.body.fields]).toEqual([
      422,
      [{ field: 'party', message: '請指明收文對象，可用的有：respondent、bureau。' }],
    ]);
    const bureau = { subject: '回報', body: [{ kind: 'paragraph', text: '謹此回報{{ effectiveDate }}。' }] };
    const one = await preview('suspensionExecuted', { party: 'bureau', texts: { bureau } });
    expect([one.status, one.body.text.includes('檔案管理局 公鑒')]).toEqual([200, true]);
    const other = await preview('suspensionExecuted', { party: 'respondent', texts: { bureau } });
    expect(other.body.fields.map(({ field }) => field)).toEqual(['texts.respondent']);
  });

  it('shows a letter that was called for with its own facts, to its own centre', async () => {
    const id = await new PlayedEngine(api).newCase('tracking', (caseId) => [
      {
        kind: 'letter',
        id: `notice/${caseId}/1/1`,
        lane: 'ordinary',
        template: 'noticeDissolved',
        recipient: { party: 'respondent', organisationId: 'XC12345678' },
        step: 'dissolved',
        gating: true,
        facts: {
          caseNumber: '限改-115-000777',
          respondentName: '被裁撤的公司',
          confidential: false,
          contactPersonId: 'p-lin',
        },
      },
    ]);
    const dispatchId = `notice/${id}/1/1`;
    const { status, body } = await preview('noticeDissolved', { dispatchId });
    expect([status, body.subject]).toEqual([200, '裁撤，限期改善單結案（限改-115-000777）']);
    for (const said of ['被裁撤的公司 公鑒：', '臺南市政府', '確認收悉']) expect(body.text).toContain(said);
    expect((await preview('noticeDissolved', { dispatchId }, otherCentre)).status).toBe(404);
    expect((await preview('reminder', { dispatchId })).body.fields).toEqual([
      { field: 'dispatchId', message: '這封信用的是別的範本。' },
    ]);
  });
});
