import { refusals } from '@xiangaitong/domain';
import { CaseGateway, CommandNotAccepted, CommandRefused } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { issuedLetter, PlayedEngine } from './played-engine.fixture';
import {
  as,
  authority,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  startTestApi,
  type TestApi,
} from './test-api.fixture';

let api: TestApi;
let engine: PlayedEngine;
let gateway: CaseGateway;
beforeAll(async () => {
  api = await startTestApi();
  engine = new PlayedEngine(api);
  gateway = api.app.get(CaseGateway);
});
afterAll(() => api.stop());
afterEach(() => jest.restoreAllMocks());

/** A case with a gating letter to the respondent, one that nobody waits for, and one to the authority. */
async function caseWithLetters(sent = true): Promise<{ id: string; path: (position: number) => string }> {
  const id = await engine.newCase('tracking', (caseId) => [
    issuedLetter(caseId),
    issuedLetter(caseId, 2, { gating: false, template: 'reminder' }),
    issuedLetter(caseId, 3, {
      gating: false,
      recipient: { party: 'authority' },
      template: 'confirmationRequest',
    }),
  ]);
  // No notice is put to the authority; of this one it knows, so that there are letters to several.
  await api.app
    .get(DataSource)
    .query('UPDATE notices SET known_to_authority_at = updated_at WHERE id = ?', [id]);
  if (sent) {
    await api.app
      .get(DataSource)
      .query('UPDATE dispatches SET attempts = 1, state = ? WHERE case_id = ?', ['accepted', id]);
  }
  const path = (position: number) =>
    `/api/v1/dispatches/${encodeURIComponent(`notice/${id}/1/${position}`)}/acknowledgements`;
  return { id, path };
}

const acknowledge = (source: string, actor: string, key = newKey()): RequestInit =>
  post({ source }, { actor, key });

describe('letters of a case', () => {
  it('are shown to the centre, and to others those that are to them', async () => {
    const { id } = await caseWithLetters();
    const shown = async (actor: string, query = `caseKind=notice&caseId=${id}`) => {
      const { status, body } = await api.request(`/api/v1/dispatches?${query}`, as(actor));
      return status === 200 ? body.entries.map((entry) => entry.step) : [status, body.fields];
    };
    expect(await shown(drafter)).toEqual(['issue-1', 'issue-2', 'issue-3']);
    expect(await shown(respondent)).toEqual(['issue-1', 'issue-2']);
    expect(await shown(authority)).toEqual(['issue-3']);
    expect(await shown(otherCentre)).toEqual([]);
    expect(await shown(respondent, `caseId=${id}`)).toEqual([
      400,
      [{ field: 'caseKind', message: '請指明案件。' }],
    ]);
    expect(await shown(drafter, 'limit=1')).toHaveLength(1);
  });
});

describe('an acknowledgement', () => {
  it('tells the case that waits for it, and is noted on the letter', async () => {
    const { id, path } = await caseWithLetters();
    const send = jest
      .spyOn(gateway, 'sendToNotice')
      .mockImplementation((caseId, envelope) => engine.carryOut(caseId, envelope));
    const key = newKey();
    const first = await api.request(path(1), acknowledge('link', respondent, key));
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ caseId: id, deliverySource: 'link', deliveredAt: expect.any(Number) });
    expect(send.mock.calls[0]?.[1]).toMatchObject({
      commandId: `p-chen:${key}`,
      command: { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } },
    });
    const again = await api.request(path(1), acknowledge('link', respondent, key));
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(send).toHaveBeenCalledTimes(1);
    const [row] = await api.app
      .get(DataSource)
      .query('SELECT delivered_by FROM dispatches WHERE id = ?', [`notice/${id}/1/1`]);
    expect(row.delivered_by).toBeNull();
  });

  it('is noted by an officer under the own name, and goes no further when nobody waits for it', async () => {
    const { id, path } = await caseWithLetters();
    const send = jest.spyOn(gateway, 'sendToNotice');
    expect((await api.request(path(2), acknowledge('telephone', drafter))).body.deliverySource).toBe(
      'telephone',
    );
    expect(send).not.toHaveBeenCalled();
    const [row] = await api.app
      .get(DataSource)
      .query('SELECT delivered_by FROM dispatches WHERE id = ?', [`notice/${id}/1/2`]);
    expect(row.delivered_by).toBe('p-lin');
  });

  it('that the case has heard of already is still noted on the letter', async () => {
    const { path } = await caseWithLetters();
    const code = 'notice.alreadyDelivered';
    jest
      .spyOn(gateway, 'sendToNotice')
      .mockRejectedValue(new CommandRefused({ code, message: refusals[code] }));
    const answer = await api.request(path(1), acknowledge('returnReceipt', respondent));
    expect([answer.status, answer.body.deliverySource]).toEqual([200, 'returnReceipt']);
  });

  it('that the case cannot take now is not noted: the retry does both', async () => {
    const { path } = await caseWithLetters();
    const send = jest
      .spyOn(gateway, 'sendToNotice')
      .mockRejectedValueOnce(new CommandNotAccepted(new Error('slow')));
    const key = newKey();
    expect((await api.request(path(1), acknowledge('link', respondent, key))).status).toBe(503);
    send.mockImplementation((caseId, envelope) => engine.carryOut(caseId, envelope));
    expect((await api.request(path(1), acknowledge('link', respondent, key))).body.deliverySource).toBe(
      'link',
    );
  });

  it('that the case has taken and not done is answered with where to look', async () => {
    const { path } = await caseWithLetters();
    jest.spyOn(gateway, 'sendToNotice').mockResolvedValue({ kind: 'pending' });
    const answer = await api.request(path(1), acknowledge('link', respondent));
    expect([answer.status, answer.headers.get('location')]).toEqual([
      202,
      expect.stringMatching(/^\/api\/v1\/commands\//),
    ]);
  });

  it('of a letter that was not sent is refused', async () => {
    const { path } = await caseWithLetters(false);
    const answer = await api.request(path(1), acknowledge('link', respondent));
    expect([answer.status, answer.body.code]).toEqual([409, 'dispatch.notSent']);
  });

  it('by the link is its recipient’s only; an officer says how the word came', async () => {
    const { path } = await caseWithLetters();
    const send = jest.spyOn(gateway, 'sendToNotice');
    const answer = await api.request(path(1), acknowledge('link', drafter));
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(answer.body.fields.map(({ field }) => field)).toEqual(['source']);
    expect(send).not.toHaveBeenCalled();
  });

  it('is for its recipient and the centre', async () => {
    const { path } = await caseWithLetters();
    for (const [position, actor] of [
      [1, authority],
      [1, otherCentre],
      [3, respondent],
      [9, drafter],
    ] as const) {
      expect((await api.request(path(position), acknowledge('link', actor))).status).toBe(404);
    }
    expect((await api.request(path(3), acknowledge('reply', authority))).status).toBe(200);
  });
});
