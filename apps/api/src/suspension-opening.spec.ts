import type { SuspensionCommand } from '@xiangaitong/domain';
import { CaseGateway, type Sent } from '@xiangaitong/temporal-client';
import {
  authority,
  draftForm,
  otherCentre,
  post,
  respondent,
  startTestApi,
  type TestApi,
} from './test-api.fixture';

// What the engine is given; that a suspension then goes its way is tested in test/.
let api: TestApi;
let start: jest.SpiedFunction<CaseGateway['startSuspension']>;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  start = jest
    .spyOn(api.app.get(CaseGateway), 'startSuspension')
    .mockImplementation(async (input, envelope) => {
      const caseNumber = numberOf(envelope.command);
      const { caseId } = input;
      const result = { caseKind: 'suspension', caseId, caseNumber, seq: 1, phase: 'any', events: [], at: 0 };
      return { kind: 'done', result } as Sent;
    });
});
afterEach(() => jest.restoreAllMocks());

function numberOf(command: SuspensionCommand): string {
  if (command.type === 'DecideSuspension') return command.decision.caseNumber;
  return command.type === 'OrderEmergencySuspension' ? command.order.caseNumber : '';
}

const standalone = {
  respondentId: 'XC12345678',
  ground: 1,
  reason: '發生第三級資通安全事件。',
  // A Monday; the test's clock begins on 2026-08-03.
  effectiveDate: '2026-08-31',
  contactPersonId: 'p-lin',
};
const emergency = {
  respondentId: 'XC12345678',
  reference: '資安字第 1150000777 號',
  reason: '有重大危害之虞。',
};
const open = (body: unknown, options: Record<string, string> = {}) =>
  api.request('/api/v1/suspensions', post(body, options));
const order = (body: unknown, options: Record<string, string> = {}) =>
  api.request('/api/v1/emergency-suspensions', post(body, options));

describe('a suspension that stands alone', () => {
  it('is started under a number of its own, decided by who asked', async () => {
    const answer = await open(standalone);
    expect(answer.status).toBe(201);
    expect(answer.body.caseNumber).toMatch(/^中止-115-\d{6}$/);
    expect(answer.headers.get('location')).toBe(`/api/v1/suspensions/${answer.body.caseId}`);
    const [input, envelope] = start.mock.calls[0] ?? [];
    expect(input).toMatchObject({ caseId: answer.body.caseId, tenant: 'TN00000001' });
    expect(envelope?.command).toMatchObject({
      type: 'DecideSuspension',
      decision: { decidedBy: 'p-lin', respondentName: '○○公司', effectiveDate: '2026-08-31' },
    });
  });

  it('is one case, however often the same request comes', async () => {
    const key = 'opening-once-0001';
    const [first, second] = [await open(standalone, { key }), await open(standalone, { key })];
    expect(second.body.caseId).toBe(first.body.caseId);
  });

  it.each([
    ['suspension.groundReserved', { ground: 4 }],
    ['suspension.justifiable', { ground: 11 }],
    ['suspension.effectiveTooSoon', { effectiveDate: '2026-08-10' }],
    ['suspension.nonWorkingDay', { effectiveDate: '2026-08-30' }],
    ['organisation.unknown', { respondentId: 'XC00000000' }],
    ['person.unknown', { contactPersonId: 'p-wu' }],
  ])('is refused before anything is started: %s', async (code, change) => {
    const answer = await open({ ...standalone, ...change });
    expect(answer.body.code).toBe(code);
    expect(start).not.toHaveBeenCalled();
  });

  it('is not for the organisation itself, nor for the authority', async () => {
    for (const actor of [respondent, authority])
      expect((await open(standalone, { actor })).body.code).toBe('actor.notAllowed');
  });
});

describe('an emergency suspension', () => {
  it('ordered by the authority belongs to the centre of the organisation, with the authority as contact', async () => {
    expect((await order(emergency, { actor: authority })).status).toBe(201);
    const [input, envelope] = start.mock.calls[0] ?? [];
    expect(input).toMatchObject({ tenant: 'TN00000001' });
    expect(envelope?.command).toMatchObject({ order: { source: 'authority', contactPersonId: 'p-moda' } });
  });

  it('recorded by an officer needs the date of the letter and a contact of the centre', async () => {
    const contact = { ...emergency, contactPersonId: 'p-lin' };
    expect((await order(contact)).body).toMatchObject({
      code: 'suspension.orderIncomplete',
      fields: [{ field: 'letterDate' }],
    });
    expect((await order({ ...emergency, letterDate: '2026-08-03' })).body.code).toBe('person.unknown');
    expect((await order({ ...contact, letterDate: '2026-08-04' })).body.code).toBe(
      'suspension.letterInFuture',
    );
    expect(start).not.toHaveBeenCalled();
    expect((await order({ ...contact, letterDate: '2026-08-03' })).status).toBe(201);
  });

  it('is not for the organisation itself', async () => {
    expect((await order(emergency, { actor: respondent })).body.code).toBe('actor.notAllowed');
  });
});

describe('an organisation of another centre', () => {
  it('gets no notice from this one', async () => {
    const form = { ...draftForm, contactPersonId: 'p-wu', trackerId: 'p-wu' };
    const answer = await api.request('/api/v1/notice-drafts', post(form, { actor: otherCentre }));
    expect(answer.body.code).toBe('organisation.unknown');
  });

  it('is not suspended by this one', async () => {
    const contact = { contactPersonId: 'p-wu' };
    expect((await open({ ...standalone, ...contact }, { actor: otherCentre })).body.code).toBe(
      'organisation.unknown',
    );
    const letter = { ...emergency, ...contact, letterDate: '2026-08-03' };
    expect((await order(letter, { actor: otherCentre })).body.code).toBe('organisation.unknown');
    expect(start).not.toHaveBeenCalled();
  });
});
