import { startOfDay } from '@xiangaitong/domain';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { issuedLetter, PlayedEngine } from './played-engine.fixture';
import { standaloneForm, useSuspensions } from './suspensions/played-suspensions.fixture';
import { drafter, newKey, post, respondent, supervisor, type Answer } from './test-api.fixture';

const test = useSuspensions();
const MORNING = 10 * 3_600_000;
const LATER = '2026-09-07';
const told = { kind: 'delivered', source: 'telephone' };
const served = { kind: 'served', date: '2026-08-03', proof: '送達證書' };

const give = (path: string, body: unknown = {}, actor = drafter, key = newKey()): Promise<Answer> =>
  test.api.request(`/api/v1${path}`, post(body, { actor, key }));
const must = async (answer: Promise<Answer>): Promise<Answer> => {
  const { status, body } = await answer;
  expect([status === 201 ? 200 : status, body.code]).toEqual([200, undefined]);
  return answer;
};
const said = ({ status, body }: Answer): unknown[] => [status, body.code];

/** The case's letters to the respondent, and how each is known to have arrived. */
const arrivals = (id: string): Promise<unknown[]> =>
  test.api.app.get(DataSource).query(
    `SELECT step, delivery_source AS source, delivered_by AS person FROM dispatches
       WHERE case_id = ? AND gating = TRUE ORDER BY step`,
    [id],
  );

async function decided(): Promise<string> {
  test.engine.at = startOfDay('2026-08-03') + MORNING;
  return (await must(give('/suspensions', standaloneForm))).body.caseId;
}

async function approved(): Promise<string> {
  const id = await decided();
  await must(give(`/suspensions/${id}/approval`, {}, supervisor));
  return id;
}

async function postpone(id: string): Promise<void> {
  const body = { effectiveDate: LATER, reason: '尚待複查。' };
  await must(give(`/suspensions/${id}/postponement`, body));
  await must(give(`/suspensions/${id}/change-approval`, {}, supervisor));
}

describe('that a suspension’s notice has arrived', () => {
  it('nobody can say before it was written, or before it was sent; the case stays as it was', async () => {
    const early = await decided();
    const unwritten = await give(`/suspensions/${early}/deliveries`, told);
    expect(said(unwritten)).toEqual([409, 'dispatch.noneAwaited']);
    const id = await approved();
    const before = test.engine.reached.length;
    expect(said(await give(`/suspensions/${id}/deliveries`, told))).toEqual([409, 'dispatch.notSent']);
    expect(test.engine.reached).toHaveLength(before);
    expect(await arrivals(id)).toMatchObject([{ source: null }]);
  });

  it('is noted in the case with the date it tells of, and on the letter, once for one key', async () => {
    const id = await approved();
    await test.engine.sendLetters(id);
    const key = newKey();
    const first = await must(give(`/suspensions/${id}/deliveries`, told, drafter, key));
    expect(first.body).toMatchObject({ phase: 'notified', events: ['SuspensionNotified'] });
    const { effectiveDate } = standaloneForm;
    expect(test.engine.last?.command).toEqual({ type: 'RecordDelivery', proof: told, effectiveDate });
    const noted = [{ step: `notice-${effectiveDate}`, source: 'telephone', person: 'p-lin' }];
    expect(await arrivals(id)).toEqual(noted);
    const again = await give(`/suspensions/${id}/deliveries`, told, drafter, key);
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(said(await give(`/suspensions/${id}/deliveries`, told))).toEqual([
      409,
      'suspension.alreadyDelivered',
    ]);
    expect(await arrivals(id)).toEqual(noted);
  });

  it('counts for the letter of the date that holds now', async () => {
    const id = await approved();
    await test.engine.sendLetters(id);
    await postpone(id);
    expect(said(await give(`/suspensions/${id}/deliveries`, told))).toEqual([409, 'dispatch.notSent']);
    await test.engine.sendLetters(id);
    await must(give(`/suspensions/${id}/deliveries`, told));
    expect(test.engine.last?.command).toMatchObject({ type: 'RecordDelivery', effectiveDate: LATER });
    expect(await arrivals(id)).toEqual([
      { step: `notice-${standaloneForm.effectiveDate}`, source: null, person: null },
      { step: `notice-${LATER}`, source: 'telephone', person: 'p-lin' },
    ]);
  });

  it('repeated after a failure in between is noted on the letter of then, not on a later one', async () => {
    const id = await approved();
    await test.engine.sendLetters(id);
    const key = newKey();
    await must(give(`/suspensions/${id}/deliveries`, told, drafter, key));
    await test.api.app
      .get(DataSource)
      .query('UPDATE dispatches SET delivered_at = NULL, delivery_source = NULL WHERE case_id = ?', [id]);
    await postpone(id);
    await test.engine.sendLetters(id);
    await must(give(`/suspensions/${id}/deliveries`, told, drafter, key));
    expect(await arrivals(id)).toMatchObject([{ source: 'telephone' }, { source: null }]);
  });

  it('served another way needs no mail; the day is not before the letter’s', async () => {
    const id = await approved();
    const tooEarly = { ...served, date: '2026-08-02' };
    expect(said(await give(`/suspensions/${id}/deliveries`, tooEarly))).toEqual([
      409,
      'dispatch.servedBefore',
    ]);
    await must(give(`/suspensions/${id}/deliveries`, served));
    expect(await arrivals(id)).toMatchObject([{ source: 'served', person: 'p-lin' }]);
  });

  it('by the link is no officer’s to say', async () => {
    const id = await approved();
    await test.engine.sendLetters(id);
    const answer = await give(`/suspensions/${id}/deliveries`, { kind: 'delivered', source: 'link' });
    expect(said(answer)).toEqual([400, 'request.invalid']);
    expect(said(await give(`/suspensions/${id}/deliveries`, told, respondent))).toEqual([
      403,
      'actor.notAllowed',
    ]);
  });
});

describe('that a notice has arrived', () => {
  it('goes by the letter as well', async () => {
    const engine = new PlayedEngine(test.api);
    const send = jest
      .spyOn(test.api.app.get(CaseGateway), 'sendToNotice')
      .mockImplementation((caseId, envelope) => engine.carryOut(caseId, envelope));
    const bare = await engine.newCase();
    expect(said(await give(`/notices/${bare}/deliveries`, told))).toEqual([409, 'dispatch.noneAwaited']);
    const id = await engine.newCase('tracking', (caseId) => [issuedLetter(caseId)]);
    expect(said(await give(`/notices/${id}/deliveries`, told))).toEqual([409, 'dispatch.notSent']);
    expect(send).not.toHaveBeenCalled();
    await must(give(`/notices/${id}/deliveries`, served));
    expect(send.mock.calls[0]?.[1].command).toEqual({ type: 'RecordDelivery', proof: served });
    expect(await arrivals(id)).toMatchObject([{ source: 'served', person: 'p-lin' }]);
  });
});
