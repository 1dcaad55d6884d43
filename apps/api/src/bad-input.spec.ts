import { connect } from 'node:net';
import { DataSource } from 'typeorm';
import {
  as,
  draftForm,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  startTestApi,
  type TestApi,
} from './test-api.fixture';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const drafts = '/api/v1/notice-drafts';

const countDrafts = async (): Promise<number> => {
  const [row] = await api.app.get(DataSource).query('SELECT COUNT(*) AS n FROM drafts');
  return Number(row.n);
};

const problem = async (path: string, init?: RequestInit) => {
  const before = await countDrafts();
  const { status, headers, body } = await api.request(path, init);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ status, type: `urn:xiangaitong:problem:${body.code}` });
  expect(body.detail).toMatch(/[一-龥].*。$/);
  expect(body.requestId).toBe(headers.get('x-request-id'));
  expect(await countDrafts()).toBe(before);
  return { status, code: body.code, fields: body.fields };
};

describe('a body that is wrong', () => {
  it('has every missing part named at once', async () => {
    const { status, code, fields } = await problem(drafts, post({}));
    expect([status, code]).toEqual([400, 'request.invalid']);
    expect(fields).toEqual(
      ['respondentId', 'reason', 'items', 'legalBases', 'deadline', 'contactPersonId', 'trackerId'].map(
        (field) => ({
          field,
          message: '必填。',
        }),
      ),
    );
  });

  it('may be left out altogether, and is then empty', async () => {
    const { status, fields } = await problem(drafts, { ...post({}), body: null });
    expect([status, fields.length]).toEqual([400, 7]);
  });

  it('has wrong types named by their paths, in Chinese', async () => {
    const { fields } = await problem(
      drafts,
      post({
        ...draftForm,
        reason: 7,
        items: [{ kind: 'action', text: 3 }, 'x', { kind: 'other', text: '' }],
        legalBases: [{ kind: 'regulation', edition: '99', point: 1.5 }, { kind: 'law' }],
        confidential: 'yes',
      }),
    );
    expect(fields).toEqual([
      { field: 'reason', message: '應為文字。' },
      { field: 'items.0.text', message: '應為文字。' },
      { field: 'items.1', message: '應為物件。' },
      { field: 'items.2.kind', message: '應為下列之一：action、instruction。' },
      { field: 'items.2.text', message: '必填。' },
      { field: 'legalBases.0.edition', message: '應為下列之一：105、108。' },
      { field: 'legalBases.0.point', message: '應為整數。' },
      { field: 'legalBases.1.kind', message: '不是允許的選項。' },
      { field: 'confidential', message: '應為 true 或 false。' },
    ]);
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['a text', '"x"'],
    ['a number', '1'],
  ])('is refused when it is %s', async (_what, body) => {
    const { status, fields } = await problem(drafts, post(body));
    expect([status, fields]).toEqual([400, [{ field: '', message: '應為物件。' }]]);
  });

  it('has unknown keys named, also those with a meaning in JavaScript', async () => {
    const raw = JSON.stringify({ ...draftForm, tenant: 'KH00000001' }).replace('{', '{"__proto__":{"a":1},');
    const { status, fields } = await problem(drafts, post(raw));
    expect(status).toBe(400);
    expect(fields).toEqual([
      { field: '__proto__', message: '沒有這個欄位。' },
      { field: 'tenant', message: '沒有這個欄位。' },
    ]);
  });

  it.each(['2026-02-30', '2026-13-01', '2025-02-29', '115-09-04', '2026/09/04', '2026-09-04T00:00:00Z', ''])(
    'is refused for the date %p',
    async (deadline) => {
      const { status, fields } = await problem(drafts, post({ ...draftForm, deadline }));
      expect([status, fields.map(({ field }) => field)]).toEqual([400, ['deadline']]);
    },
  );

  it.each([{}, { round: 4 }, { round: '1' }])('is refused for a follow-up of no round: %j', async (round) => {
    const body = post({ ...round, result: { kind: 'complete' } });
    const { status, fields } = await problem('/api/v1/notices/notice-1/follow-ups', body);
    expect([status, fields.map(({ field }) => field)]).toEqual([400, ['round']]);
  });

  it.each(['a\u0000b', 'a\u0007b', '\ud842'])('is refused for the unprintable text %j', async (reason) => {
    const { status, fields } = await problem(drafts, post({ ...draftForm, reason }));
    expect([status, fields]).toEqual([400, [{ field: 'reason', message: '含有無法處理的字元。' }]]);
  });

  it('is refused when it is no JSON, or cut off', async () => {
    for (const body of ['{"a":', 'reason=x', '{"a":1}}', '[1,]', '\u0000']) {
      expect(await problem(drafts, post(body))).toMatchObject({ status: 400, code: 'request.malformed' });
    }
  });

  it('is refused when it is not UTF-8, instead of being stored with holes', async () => {
    const whole = Buffer.from(JSON.stringify(draftForm));
    const cut = Buffer.concat([whole.subarray(0, 40), Buffer.from([0xe5, 0x8f]), whole.subarray(40)]);
    const big5 = Buffer.concat([
      Buffer.from('{"reason":"'),
      Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]),
      Buffer.from('"}'),
    ]);
    for (const body of [cut, big5, Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])]) {
      expect(await problem(drafts, post(body))).toMatchObject({ status: 400, code: 'request.malformed' });
    }
  });

  it('is refused when it is larger than a megabyte, sent with its length or in pieces', async () => {
    const large = JSON.stringify({ ...draftForm, reason: '字'.repeat(3_500_000) });
    expect(Buffer.byteLength(large)).toBeGreaterThan(10_000_000);
    expect(await problem(drafts, post(large))).toMatchObject({ status: 413, code: 'request.tooLarge' });
    const pieces = new Blob([large]).stream();
    expect(await problem(drafts, { ...post(''), body: pieces, duplex: 'half' })).toMatchObject({
      status: 413,
      code: 'request.tooLarge',
    });
  });

  it('is refused under another content type, encoding or character set', async () => {
    for (const headers of [
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      { 'Content-Type': 'application/json; charset=big5' },
      { 'Content-Type': 'application/jsonp' },
      { 'Content-Encoding': 'gzip' },
    ]) {
      expect(await problem(drafts, post(draftForm, { ...headers }))).toMatchObject({
        status: 415,
        code: 'request.unsupportedType',
      });
    }
  });

  it('is not too deep to be refused', async () => {
    const deep = `{"reason":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(await problem(drafts, post(deep))).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  it('names no more than two hundred fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index]));
    expect((await problem(drafts, post(many))).fields).toHaveLength(200);
  });

  it('is told what the register does not know', async () => {
    expect(await problem(drafts, post({ ...draftForm, respondentId: 'ZZ99999999' }))).toEqual({
      status: 422,
      code: 'organisation.unknown',
      fields: [{ field: 'respondentId', message: '查無此機關代碼，或非貴中心連線的機關。' }],
    });
    expect(
      await problem(drafts, post({ ...draftForm, trackerId: 'p-wu', contactPersonId: 'p-nobody' })),
    ).toEqual({
      status: 422,
      code: 'person.unknown',
      fields: [
        { field: 'contactPersonId', message: '查無這位人員。' },
        { field: 'trackerId', message: '查無這位人員。' },
      ],
    });
  });
});

describe('a rare character', () => {
  it('comes back as it was sent', async () => {
    const reason = '𠮷野家、堃、喆、犇；Ω é';
    const { status, body } = await api.request(drafts, post({ ...draftForm, reason }));
    expect([status, body.reason]).toEqual([201, reason]);
    expect((await api.request(`${drafts}/${body.id}`, as(drafter))).body.reason).toBe(reason);
  });
});

describe('headers', () => {
  it.each([undefined, '', 'short', 'a'.repeat(101), 'has space', '中文'.repeat(4), 'x;y;z;w;v'])(
    'are refused with the Idempotency-Key %p',
    async (key) => {
      const headers = new Headers({ 'Content-Type': 'application/json', 'X-Actor': drafter });
      if (key !== undefined) headers.set('Idempotency-Key', encodeURIComponent(key));
      expect(await problem(drafts, { method: 'POST', headers, body: '{}' })).toMatchObject({
        status: 400,
        code: 'request.idempotencyKeyMissing',
      });
    },
  );

  it('need an actor', async () => {
    const answer = await api.request('/api/v1/notices');
    expect([answer.status, answer.body.code]).toEqual([401, 'actor.missing']);
    expect(answer.headers.get('www-authenticate')).toBe('X-Actor');
  });

  it.each([
    'p-nobody:drafter',
    'p-lin:supervisor',
    'p-lin',
    'p-lin:drafter:x',
    "p-lin' OR 1=1:drafter",
    'system:system',
  ])('are refused with the actor %p', async (actor) => {
    expect(await problem('/api/v1/notices', as(actor))).toMatchObject({ status: 401, code: 'actor.unknown' });
  });

  it('are refused where the actor has no part', async () => {
    expect(await problem(drafts, post(draftForm, { actor: respondent }))).toMatchObject({
      status: 403,
      code: 'actor.notAllowed',
    });
  });

  it('carry a request id there and back, unless it could not be one', async () => {
    const id = async (sent: string) =>
      (await api.request('/healthz', { headers: { 'X-Request-Id': sent } })).headers.get('x-request-id');
    expect(await id('trace-1.a_B')).toBe('trace-1.a_B');
    expect(await id('<script>')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('addresses', () => {
  it.each([
    '/api/v1/notices?limit=0',
    '/api/v1/notices?limit=101',
    '/api/v1/notices?limit=1e1',
    '/api/v1/notices?limit=',
    '/api/v1/notices?limit=1&limit=2',
    '/api/v1/notices?phase=none',
    '/api/v1/notices?phase[]=closed',
    '/api/v1/notices?closed=1',
    '/api/v1/notices?respondentId=x',
    '/api/v1/notices?unknown=1',
    '/api/v1/notices?__proto__=1',
    '/api/v1/notices?after=%00',
    '/api/v1/notices/abc?x=1',
  ])('with the query of %s are refused', async (path) => {
    const { status, code, fields } = await problem(path, as(drafter));
    expect([status, code, fields.length]).toEqual([400, 'request.invalid', 1]);
  });

  it('with a cursor of another list are refused', async () => {
    const after = Buffer.from(JSON.stringify(['tasks', 1, 'x'])).toString('base64url');
    for (const cursor of ['AAAA', after]) {
      expect(await problem(`/api/v1/notices?after=${cursor}`, as(drafter))).toMatchObject({
        status: 400,
        code: 'request.badCursor',
      });
    }
  });

  it.each([
    ['GET', '/nowhere'],
    ['GET', '/api/v1'],
    ['GET', '/api/v1/notices/%E0%A4%A'],
    ['GET', '/api/v1/notices/%00'],
    ['GET', '/api/v1/notices/no-such-case'],
    ['GET', '/api/v1/notices/UPPER'],
    ['GET', '/api/v1/suspensions/no-such-case/timeline'],
    ['GET', '/api/v1/notice-drafts/none'],
    ['GET', '/api/v1/organisations/ZZ99999999/service'],
    ['GET', '/api/v1/organisations/KH00000001/service'],
    ['GET', '/api/v1/commands/nonsense'],
    ['GET', '/api/v1/commands/notice.abc.p-lin:key-00000001'],
    ['GET', `/api/v1/dispatches?tenant=KH00000001`],
    ['DELETE', '/api/v1/notices'],
    ['PATCH', '/api/v1/notice-drafts/none'],
  ])('that lead nowhere answer 404: %s %s', async (method, path) => {
    expect(await problem(path, { method, ...as(drafter) })).toMatchObject({
      status: 404,
      code: 'resource.notFound',
    });
  });

  it('of commands on nothing answer 404', async () => {
    for (const path of [
      '/api/v1/notices/none/approval',
      '/api/v1/suspensions/none/approval',
      '/api/v1/notice-drafts/none/submission',
    ]) {
      expect(await problem(path, post({}))).toMatchObject({ status: 404, code: 'resource.notFound' });
    }
    const letter = `/api/v1/dispatches/${encodeURIComponent('notice/none/1/1')}/acknowledgements`;
    expect(await problem(letter, post({ source: 'link' }))).toMatchObject({ status: 404 });
  });

  it('answer in HTTP to what is no HTTP', async () => {
    const { port, hostname } = new URL(api.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('\u0016\u0003 nonsense\r\n\r\n'));
      socket.on('data', (data) => resolve(data.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('drafts', () => {
  it('are made once for one key, and refused for another content under it', async () => {
    const key = newKey();
    const first = await api.request(drafts, post(draftForm, { key }));
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`${drafts}/${first.body.id}`);
    expect(first.body).toMatchObject({ ...draftForm, state: 'draft', version: 1 });
    const again = await api.request(drafts, post(draftForm, { key }));
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(await problem(drafts, post({ ...draftForm, reason: '另一件' }, { key }))).toMatchObject({
      status: 422,
      code: 'request.idempotencyKeyReused',
    });
    const others = await api.request(drafts, post(draftForm, { key, actor: 'p-huang:supervisor' }));
    expect([others.status, others.body.id === first.body.id]).toEqual([201, false]);
  });

  it('made at once under one key are one', async () => {
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.request(drafts, post(draftForm, { key }))),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
  });

  it('are changed by one person at a time', async () => {
    const { body } = await api.request(drafts, post(draftForm));
    const put = (form: object) => ({ ...post(form), method: 'PUT' });
    const changed = await api.request(
      `${drafts}/${body.id}`,
      put({ ...draftForm, reason: '改寫', version: 1 }),
    );
    expect([changed.status, changed.body.version, changed.body.reason]).toEqual([200, 2, '改寫']);
    expect(
      await problem(`${drafts}/${body.id}`, put({ ...draftForm, reason: '也改', version: 1 })),
    ).toMatchObject({
      status: 409,
      code: 'resource.versionConflict',
    });
    const [a, b] = await Promise.all([
      api.request(`${drafts}/${body.id}`, put({ ...draftForm, reason: '甲', version: 2 })),
      api.request(`${drafts}/${body.id}`, put({ ...draftForm, reason: '乙', version: 2 })),
    ]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
  });

  it('are unknown to another centre', async () => {
    const { body } = await api.request(drafts, post(draftForm));
    expect(await problem(`${drafts}/${body.id}`, as(otherCentre))).toMatchObject({ status: 404 });
    expect(await problem(`${drafts}/${body.id}/submission`, post({}, { actor: otherCentre }))).toMatchObject({
      status: 404,
    });
  });
});
