import { refusals, startOfDay, type RefusalCode } from '@xiangaitong/domain';
import { CaseGateway, CommandRefused } from '@xiangaitong/temporal-client';
import { issuedLetter, PlayedEngine } from '../played-engine.fixture';
import { standaloneForm, useSuspensions } from '../suspensions/played-suspensions.fixture';
import { drafter, post, supervisor, type Answer } from '../test-api.fixture';

const test = useSuspensions();
const give = (path: string, body: unknown, actor = drafter): Promise<Answer> =>
  test.api.request(`/api/v1${path}`, post(body, { actor }));
const named = ({ status, body }: Answer): unknown[] => [
  status,
  body.code,
  body.fields.map(({ field }) => field),
];
const served = (date: string) => ({ kind: 'served', date, proof: '掛號回執' });

async function notifying(): Promise<string> {
  test.engine.at = startOfDay('2026-08-03') + 10 * 3_600_000;
  const { body } = await give('/suspensions', standaloneForm);
  expect((await give(`/suspensions/${body.caseId}/approval`, {}, supervisor)).status).toBe(200);
  return body.caseId;
}

function refuse(code: RefusalCode, field: string): void {
  const refusal = { code, message: refusals[code], fields: [{ field, message: '有誤。' }] };
  jest.spyOn(test.api.app.get(CaseGateway), 'sendToNotice').mockRejectedValue(new CommandRefused(refusal));
}

describe('a date of service', () => {
  it('that is to come is wrong by itself; one before the notice does not go with it', async () => {
    const id = await notifying();
    const path = `/suspensions/${id}/deliveries`;
    expect(named(await give(path, served('2026-08-04')))).toEqual([422, 'dispatch.serviceDate', ['date']]);
    expect(named(await give(path, served('2026-08-02')))).toEqual([409, 'dispatch.servedBefore', ['date']]);
    expect((await give(path, served('2026-08-03'))).status).toBe(200);
  });

  it('of a notice is named as it was sent', async () => {
    const id = await new PlayedEngine(test.api).newCase('tracking', (caseId) => [issuedLetter(caseId)]);
    const path = `/notices/${id}/deliveries`;
    refuse('notice.serviceUnproven', 'proof.date');
    expect(named(await give(path, served('2026-08-04')))).toEqual([422, 'dispatch.serviceDate', ['date']]);
    expect(named(await give(path, served('2026-08-03')))).toEqual([409, 'notice.serviceUnproven', ['date']]);
  });
});

it('a follow-up that cannot be complete names what was sent', async () => {
  const id = await new PlayedEngine(test.api).newCase();
  refuse('followUp.notAllAccepted', 'items');
  const answer = await give(`/notices/${id}/follow-ups`, { round: 1, result: { kind: 'complete' } });
  expect(named(answer)).toEqual([422, 'followUp.notAllAccepted', ['result.kind']]);
});
