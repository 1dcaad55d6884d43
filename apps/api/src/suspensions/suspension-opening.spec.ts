import { policyVersion1 } from '@xiangaitong/domain';
import {
  as,
  authority,
  bureau,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  supervisor,
  type Answer,
} from '../test-api.fixture';
import { standaloneForm, useSuspensions } from './played-suspensions.fixture';

const test = useSuspensions();

const tenant = 'TN00000001';
const fieldsOf = ({ body }: Answer) => body.fields.map(({ field }) => field).sort();

/** Nothing reaches the engine, and no number is taken. */
async function expectNothing(request: () => Promise<unknown>): Promise<void> {
  const before = test.engine.reached.length;
  await request();
  expect(test.engine.reached).toHaveLength(before);
}

describe('a suspension that stands alone', () => {
  const path = '/api/v1/suspensions';
  const form = standaloneForm;

  it('is opened under a number of its own, by what was sent and who sent it', async () => {
    const key = newKey();
    const answer = await test.api.request(path, post(form, { key }));
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      `/api/v1/suspensions/${answer.body.caseId}`,
    ]);
    expect(answer.body).toMatchObject({
      caseKind: 'suspension',
      phase: 'awaitingApproval',
      events: ['SuspensionDecided'],
      caseNumber: expect.stringMatching(/^中止-115-\d{6}$/),
    });
    // The edition that its ground is of, which it keeps.
    const seen = await test.api.request(`/api/v1/suspensions/${answer.body.caseId}`, as(drafter));
    expect(seen.body).toMatchObject({ edition: '108' });
    expect(test.engine.opened.at(-1)).toMatchObject({
      caseId: answer.body.caseId,
      tenant,
      policy: policyVersion1,
      maxHistoryEvents: 2000,
      clock: { scale: 1 },
    });
    expect(test.engine.last).toMatchObject({
      commandId: `p-lin:${key}`,
      actor: { personId: 'p-lin', role: 'drafter', organisationId: tenant },
      command: {
        type: 'DecideSuspension',
        decision: {
          ...form,
          suspensionId: answer.body.caseId,
          tenant,
          caseNumber: answer.body.caseNumber,
          respondentName: '○○公司',
          decidedBy: 'p-lin',
          confidential: false,
        },
      },
    });
  });

  it('is one under one key: the first answer again, another content refused', async () => {
    const key = newKey();
    const first = await test.api.request(path, post(form, { key }));
    const reached = test.engine.reached.length;
    const again = await test.api.request(path, post(form, { key }));
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    const other = await test.api.request(path, post({ ...form, reason: '別的理由。' }, { key }));
    expect([other.status, other.body.code]).toEqual([422, 'request.idempotencyKeyReused']);
    expect(test.engine.reached).toHaveLength(reached);
  });

  it.each([respondent, authority])('is not for %s', (actor) =>
    expectNothing(async () => {
      const answer = await test.api.request(path, post(form, { actor }));
      expect([answer.status, answer.body.code]).toEqual([403, 'actor.notAllowed']);
    }),
  );

  it('has every field named that is missing or wrong', () =>
    expectNothing(async () => {
      const empty = await test.api.request(path, post({}));
      expect([empty.status, empty.body.code]).toEqual([400, 'request.invalid']);
      expect(fieldsOf(empty)).toEqual([
        'contactPersonId',
        'effectiveDate',
        'ground',
        'reason',
        'respondentId',
      ]);
      const wrong = await test.api.request(
        path,
        post({ ...form, ground: 13, effectiveDate: '2026-02-30', respondentId: 'x', tenant: 'KH00000001' }),
      );
      expect(fieldsOf(wrong)).toEqual(['effectiveDate', 'ground', 'respondentId', 'tenant']);
    }));

  it.each([
    [
      'an organisation that nobody knows',
      { respondentId: 'XC00000000' },
      422,
      'organisation.unknown',
      'respondentId',
    ],
    [
      'a contact that nobody knows',
      { contactPersonId: 'p-nobody' },
      422,
      'person.unknown',
      'contactPersonId',
    ],
    ['another centre’s contact', { contactPersonId: 'p-wu' }, 422, 'person.unknown', 'contactPersonId'],
    ['another centre’s tracker', { trackerId: 'p-wu' }, 422, 'person.unknown', 'trackerId'],
    ['no reason', { reason: ' ' }, 422, 'case.reasonMissing', 'reason'],
    ['a date too soon', { effectiveDate: '2026-08-14' }, 422, 'suspension.effectiveTooSoon', 'effectiveDate'],
    [
      'a Sunday without a reason',
      { effectiveDate: '2026-08-30' },
      422,
      'suspension.nonWorkingDay',
      'nonWorkingDayReason',
    ],
    ['(十一) without confirmation', { ground: 11 }, 422, 'suspension.justifiable', 'noJustifiableReason'],
    ['(四), which is the bureau’s', { ground: 4 }, 409, 'suspension.groundReserved', 'ground'],
  ] as const)('with %s is refused, and takes no number', async (_what, change, status, code, field) => {
    const { body: before } = await test.api.request(path, post(form));
    await expectNothing(async () => {
      const answer = await test.api.request(path, post({ ...form, ...change }));
      expect([answer.status, answer.body.code, fieldsOf(answer)]).toEqual([status, code, [field]]);
    });
    const { body: after } = await test.api.request(path, post(form));
    const serial = (number: string) => Number(number.slice(-6));
    expect(serial(after.caseNumber) - serial(before.caseNumber)).toBe(1);
  });

  it.each([
    ['who opened it', {}, 'p-lin'],
    ['whom that officer named', { trackerId: 'p-cai' }, 'p-cai'],
  ])('is in the hands of %s', async (_who, named, trackerId) => {
    const { body } = await test.api.request(path, post({ ...form, ...named }));
    expect((await test.api.request(`${path}/${body.caseId}`, as(drafter))).body).toMatchObject({ trackerId });
  });

  it('is not for the centre of others: the organisation is unknown to it', () =>
    expectNothing(async () => {
      const answer = await test.api.request(
        path,
        post({ ...form, contactPersonId: 'p-wu' }, { actor: otherCentre }),
      );
      expect([answer.status, answer.body.code, fieldsOf(answer)]).toEqual([
        422,
        'organisation.unknown',
        ['respondentId'],
      ]);
    }));

  it('by (四) is the bureau’s, about an exchange centre and nobody else', async () => {
    const body = { ...form, ground: 4, contactPersonId: 'p-tsai' };
    const other = await test.api.request(path, post(body, { actor: bureau }));
    expect([other.status, other.body.code, fieldsOf(other)]).toEqual([
      409,
      'suspension.groundReserved',
      ['ground'],
    ]);
    const answer = await test.api.request(
      path,
      post({ ...body, respondentId: 'KH00000001' }, { actor: bureau }),
    );
    expect(answer.status).toBe(201);
    expect(test.engine.last?.command).toMatchObject({ decision: { ground: 4, tenant: 'NAA0000001' } });
  });
});

describe('an emergency suspension', () => {
  const path = '/api/v1/emergency-suspensions';
  const order = {
    respondentId: 'XC12345678',
    reference: '資安字第 1150000009 號',
    reason: '有重大危害之虞。',
  };
  const letter = { ...order, letterDate: '2026-08-03', contactPersonId: 'p-lin' };

  it('ordered by the authority is a case of the organisation’s centre, and letters name that centre’s office', async () => {
    const answer = await test.api.request(path, post(order, { actor: authority }));
    expect([answer.status, answer.body.status]).toEqual([201, undefined]);
    expect(answer.body).toMatchObject({ phase: 'executing', events: ['EmergencySuspensionOrdered'] });
    expect(test.engine.last).toMatchObject({
      actor: { personId: 'p-moda', role: 'authority', organisationId: 'MODA000001' },
      command: {
        type: 'OrderEmergencySuspension',
        order: { ...order, source: 'authority', tenant, decidedBy: 'p-moda', contactPersonId: '' },
      },
    });
    const contact = (contactPersonId: string) =>
      test.api.request(path, post({ ...order, contactPersonId }, { actor: authority }));
    expect((await contact('p-moda')).body.code).toBe('person.unknown');
    expect((await contact('p-lin')).status).toBe(201);
  });

  it.each([
    ['nobody, where it named nobody', {}, undefined],
    ['the contact whom it knows', { contactPersonId: 'p-lin' }, 'p-lin'],
    ['whom it named', { contactPersonId: 'p-lin', trackerId: 'p-cai' }, 'p-cai'],
  ])('ordered by the authority is in the hands of %s', async (_who, named, trackerId) => {
    const { body } = await test.api.request(path, post({ ...order, ...named }, { actor: authority }));
    const shown = await test.api.request(`/api/v1/suspensions/${body.caseId}`, as(drafter));
    expect([shown.status, shown.body.trackerId]).toEqual([200, trackerId]);
  });

  it('ordered by the authority names only people of the centre that handles it', () =>
    expectNothing(async () => {
      const named = { contactPersonId: 'p-wu', trackerId: 'p-wu' };
      const answer = await test.api.request(path, post({ ...order, ...named }, { actor: authority }));
      expect([answer.status, answer.body.code, fieldsOf(answer)]).toEqual([
        422,
        'person.unknown',
        ['contactPersonId', 'trackerId'],
      ]);
    }));

  it('recorded from the authority’s letter names the officer, and the letter’s date', async () => {
    const answer = await test.api.request(path, post(letter, { actor: supervisor }));
    expect(answer.status).toBe(201);
    expect(test.engine.last?.command).toMatchObject({
      order: { ...letter, source: 'letter', tenant, decidedBy: 'p-huang' },
    });
  });

  it('is one under one key', async () => {
    const key = newKey();
    const first = await test.api.request(path, post(order, { actor: authority, key }));
    const reached = test.engine.reached.length;
    const again = await test.api.request(path, post(order, { actor: authority, key }));
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(test.engine.reached).toHaveLength(reached);
  });

  it.each([
    ['the respondent', order, respondent, 403, 'actor.notAllowed'],
    ['another centre', { ...letter, contactPersonId: 'p-wu' }, otherCentre, 422, 'organisation.unknown'],
  ] as const)('is not for %s', (_who, body, actor, status, code) =>
    expectNothing(async () => {
      const answer = await test.api.request(path, post(body, { actor }));
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }),
  );

  it.each([
    ['nothing', {}, 400, 'request.invalid', ['reason', 'reference', 'respondentId']],
    [
      'no date of the letter',
      { ...letter, letterDate: undefined },
      422,
      'suspension.orderIncomplete',
      ['letterDate'],
    ],
    [
      'a letter of tomorrow',
      { ...letter, letterDate: '2026-08-04' },
      422,
      'suspension.letterInFuture',
      ['letterDate'],
    ],
    ['no contact', { ...letter, contactPersonId: undefined }, 422, 'person.unknown', ['contactPersonId']],
    ['no number', { ...letter, reference: ' ' }, 422, 'suspension.orderIncomplete', ['reference']],
    ['no reason', { ...letter, reason: '' }, 422, 'case.reasonMissing', ['reason']],
    ['a day that is none', { ...letter, letterDate: '2026-02-30' }, 400, 'request.invalid', ['letterDate']],
  ] as const)('with %s is refused, and cuts nobody', (_what, body, status, code, fields) =>
    expectNothing(async () => {
      const answer = await test.api.request(path, post(body, { actor: drafter }));
      expect([answer.status, answer.body.code, fieldsOf(answer)]).toEqual([status, code, fields]);
    }),
  );
});
