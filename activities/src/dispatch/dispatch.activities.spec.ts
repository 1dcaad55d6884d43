import { MockActivityEnvironment } from '@temporalio/testing';
import { FULL_BATCH, type BatchOutcome, type DispatchActivities } from '@xiangaitong/contracts';
import { MS_PER_DAY, realTimeClock, startOfDay, civilDateAt, type LetterFacts } from '@xiangaitong/domain';
import { createSmtpMailTransport, type MailTransport } from '@xiangaitong/mail';
import {
  DispatchRepository,
  LetterWordingRepository,
  NoticeRepository,
  OrganisationRepository,
  PersonRepository,
  RegisterRepository,
  SubstitutionRepository,
  SuccessionRepository,
  SuspensionRepository,
  type DispatchRow,
} from '@xiangaitong/persistence';
import {
  CaseGateway,
  CaseNotRunning,
  connectTemporal,
  type TemporalClient,
} from '@xiangaitong/temporal-client';
import {
  CapturingSmtpServer,
  dropAfterFinalDot,
  dropBeforeData,
  dropConnection,
  dropDuringData,
  refuse,
  refuseConnection,
  requireEnv,
  type SmtpBehaviour,
} from '@xiangaitong/testing';
import { agency, agencyWithoutMail, centre, TestOutbox } from '../outbox.fixture';
import { createDispatchActivities } from './dispatch.activities';

// The servers share a small machine with everything else.
jest.setTimeout(30_000);

let outbox: TestOutbox;
let smtp: CapturingSmtpServer;
let transport: MailTransport;
let temporal: TemporalClient;
let activities: DispatchActivities;
let dispatches: DispatchRepository;
let organisations: OrganisationRepository;
/** What operators were told of. */
const attempts: string[] = [];

beforeAll(async () => {
  outbox = await TestOutbox.open();
  smtp = await CapturingSmtpServer.start();
  temporal = await connectTemporal(requireEnv('TEMPORAL_ADDRESS'), 'default');
  const { dataSource } = outbox;
  dispatches = new DispatchRepository(dataSource);
  organisations = new OrganisationRepository(dataSource);
  transport = createSmtpMailTransport({
    url: smtp.url,
    poolSize: 5,
    connectionTimeoutMs: 5_000,
    socketTimeoutMs: 5_000,
  });
  activities = createDispatchActivities({
    dispatches,
    wordings: new LetterWordingRepository(dataSource),
    notices: new NoticeRepository(dataSource),
    suspensions: new SuspensionRepository(dataSource),
    organisations,
    people: new PersonRepository(dataSource),
    substitutions: new SubstitutionRepository(dataSource),
    successions: new SuccessionRepository(dataSource),
    transport,
    gateway: new CaseGateway(temporal.client, new RegisterRepository(dataSource)),
    clock: realTimeClock,
    now: Date.now,
    onAttempt: (lane, { kind }) => attempts.push(`${lane} ${kind}`),
    fromAddress: 'noreply@xiangaitong.example',
    messageIdDomain: 'xiangaitong.example',
    portal: 'https://portal.xiangaitong.example/',
  });
});
afterAll(async () => {
  await transport.close();
  await smtp.stop();
  await temporal.close();
  await outbox.close();
});
afterEach(() => jest.restoreAllMocks());
beforeEach(async () => {
  attempts.length = 0;
  smtp.clear();
  await outbox.dataSource.query('DELETE FROM dispatches');
  await outbox.dataSource.query('DELETE FROM tasks');
});

const batch = (): Promise<BatchOutcome> =>
  new MockActivityEnvironment().run(() => activities.dispatchBatch('ordinary'));
const rowOf = async (id: string): Promise<DispatchRow> => {
  const row = await dispatches.get(centre, id);
  if (row === undefined) throw new Error(`There is no letter ${id}`);
  return row;
};

const suspensionFacts: LetterFacts = {
  caseNumber: '限改-115-000001-1',
  respondentName: '台南市 0000000 公會',
  confidential: false,
  contactPersonId: 'p-wang',
  reason: '連線惡意 IP。',
  legalBases: ['公文電子交換系統資訊安全管理規範第十三點第二項第十一款'],
  effectiveDate: '2026-12-14',
  ground: '未即時改善不符合事項且無正當理由者',
};
const addWording = (phrase: string, effectiveAt: number): Promise<unknown> =>
  new LetterWordingRepository(outbox.dataSource).add({
    tenant: centre,
    template: 'noticeIssued',
    texts: {
      respondent: {
        subject: `${phrase}（{{ caseNumber }}）`,
        body: [{ kind: 'items', heading: '{{ deadline }}前辦理：' }],
      },
    },
    effectiveAt,
    at: effectiveAt,
    actor: { personId: 'p-admin', role: 'centreAdministrator', organisationId: centre },
    commandId: `p-admin:${phrase}`,
  });
const openTasks = () =>
  outbox.dataSource.query<{ kind: string; letter_id: string; role: string; urgent: number }[]>(
    'SELECT kind, letter_id, role, urgent FROM tasks WHERE is_open = TRUE ORDER BY letter_id',
  );

describe('the wording of a letter', () => {
  it('is the one in force when the letter was written, also when it is sent again under a newer one', async () => {
    const writtenAt = Date.now() - 60_000;
    await addWording('前一版', writtenAt - 1);
    const {
      ids: [id = ''],
    } = await outbox.queue([{}], { at: writtenAt });
    await addWording('後一版', writtenAt + 1);
    smtp.always(dropAfterFinalDot);
    for (const attempt of [1, 2]) {
      await outbox.makeDue(id, 'next_attempt_at');
      await batch();
      await addWording(`再一版${attempt}`, Date.now());
    }
    expect(smtp.mails.map(({ parsed }) => parsed.subject)).toEqual([
      '前一版（限改-115-000001）',
      '前一版（限改-115-000001）',
    ]);
    expect(new Set(smtp.mails.map(({ raw }) => raw.toString('base64'))).size).toBe(1);
    await expect(rowOf(id)).resolves.toMatchObject({ wordingId: `${centre}/noticeIssued/2` });
    await outbox.dataSource.query("DELETE FROM letter_wordings WHERE tenant <> ''");
  });

  it('that does not fit the letter leaves it to a person, and the others are sent', async () => {
    const { ids } = await outbox.queue([
      {
        step: 'without facts',
        template: 'suspensionReport',
        recipient: { party: 'bureau' },
        lane: 'ordinary',
      },
      { step: 'other' },
    ]);
    const [without = '', other = ''] = ids;
    await batch();
    await expect(rowOf(without)).resolves.toMatchObject({
      state: 'rejected',
      lastError: expect.stringContaining('ground'),
    });
    await expect(rowOf(other)).resolves.toMatchObject({ state: 'accepted' });
  });
});

describe('a letter that no case waits for', () => {
  it('becomes a task when it cannot be delivered, not when nobody has acknowledged it by the next day', async () => {
    const { ids } = await outbox.queue([
      { step: 'bounces', recipient: { party: 'respondent', organisationId: agencyWithoutMail } },
      { step: 'unknown' },
      { step: 'gating', gating: true },
    ]);
    const [bounced = '', unknown = ''] = ids;
    await batch();
    expect(await openTasks()).toEqual([
      { kind: 'serveLetter', letter_id: bounced, role: 'tracker', urgent: 0 },
    ]);
    for (const id of ids) await outbox.makeDue(id, 'arrival_check_at');
    await batch();
    expect((await openTasks()).map(({ letter_id }) => letter_id)).toEqual([bounced]);
    await expect(rowOf(unknown)).resolves.toMatchObject({ nonArrival: 'unknown' });
  });
});

describe('dispatchBatch', () => {
  it('sends what waits, records it, and finds nothing the second time', async () => {
    const { ids } = await outbox.queue([{}, { step: 'again' }, { lane: 'suspension', step: 'other' }]);
    const before = Date.now();
    await expect(batch()).resolves.toMatchObject({ tried: 2, reports: [] });
    await expect(batch()).resolves.toMatchObject({ tried: 0, reports: [] });
    expect(smtp.mails).toHaveLength(2);
    const [id = '', , ofOtherLane = ''] = ids;
    const row = await rowOf(id);
    expect(row).toMatchObject({
      state: 'accepted',
      attempts: 1,
      ambiguousAttempts: 0,
      smtpResponse: expect.stringContaining('250'),
      lastError: null,
      messageId: smtp.mails.map(({ parsed }) => parsed.messageId).find((found) => found === row.messageId),
      claimedBy: null,
    });
    expect(row.acceptedAt).toBeGreaterThanOrEqual(before);
    // 機關公文電子交換作業辦法 §7: by the next day, in Taipei.
    const dayAfterNext = startOfDay(civilDateAt(before)) + 2 * MS_PER_DAY;
    expect(row.arrivalCheckAt).toBe(dayAfterNext);
    await expect(rowOf(ofOtherLane)).resolves.toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('says when it has to be looked at again', async () => {
    await outbox.queue([{}]);
    const { nextAt } = await batch();
    expect(nextAt).toBe(startOfDay(civilDateAt(Date.now())) + 2 * MS_PER_DAY);
  });

  it('goes on by the hundred until fewer than that are due', async () => {
    const length = 2 * FULL_BATCH + 5;
    const { ids } = await outbox.queue(Array.from({ length }, (_, index) => ({ step: `letter-${index}` })));
    await expect(batch()).resolves.toMatchObject({ tried: length });
    expect(new Set(smtp.mails.map(({ parsed }) => parsed.messageId)).size).toBe(length);
    const rows = await dispatches.findMany(ids);
    expect(rows.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(ids.map(() => 'accepted 1'));
    // Each with what its own mail was called.
    expect(rows.every(({ step, messageId }) => messageId?.includes(`${step}-`) === true)).toBe(true);
  });

  it('run three times at once sends every letter once', async () => {
    await outbox.queue(Array.from({ length: 250 }, (_, index) => ({ step: `letter-${index}` })));
    const outcomes = await Promise.all([batch(), batch(), batch()]);
    expect(outcomes.reduce((sum, { tried }) => sum + tried, 0)).toBe(250);
    expect(smtp.mails).toHaveLength(250);
    expect(new Set(smtp.mails.map(({ parsed }) => parsed.messageId)).size).toBe(250);
    await expect(batch()).resolves.toMatchObject({ tried: 0 });
  });

  it.each<{
    readonly what: string;
    readonly behaviour: SmtpBehaviour;
    readonly row: Partial<DispatchRow>;
    readonly kept: number;
  }>([
    {
      what: 'a refusal for good',
      behaviour: refuse(550, '5.1.1 查無此人', 'RCPT'),
      row: { state: 'rejected', nonArrival: 'bounced', ambiguousAttempts: 0 },
      kept: 0,
    },
    {
      what: 'a refusal of the content',
      behaviour: refuse(554, '5.7.1 不收'),
      row: { state: 'rejected', nonArrival: 'bounced', ambiguousAttempts: 0 },
      kept: 0,
    },
    {
      what: 'a refusal for now',
      behaviour: refuse(451, '4.7.1 請稍候'),
      row: { state: 'queued', nonArrival: null, ambiguousAttempts: 0 },
      kept: 0,
    },
    {
      what: 'a server that greets with 554',
      behaviour: refuseConnection(554, '不服務'),
      row: { state: 'queued', nonArrival: null, ambiguousAttempts: 0 },
      kept: 0,
    },
    {
      what: 'a cut before the content was asked for',
      behaviour: dropBeforeData,
      row: { state: 'queued', nonArrival: null, ambiguousAttempts: 0 },
      kept: 0,
    },
    {
      what: 'a cut in the middle of the content',
      behaviour: dropDuringData,
      row: { state: 'queued', nonArrival: null, ambiguousAttempts: 1 },
      kept: 0,
    },
    {
      what: 'a cut after the final dot',
      behaviour: dropAfterFinalDot,
      row: { state: 'queued', nonArrival: null, ambiguousAttempts: 1 },
      kept: 1,
    },
  ])('records $what for what it is', async ({ behaviour, row, kept }) => {
    // The pool's connections of the tests before are gone: this letter meets the server anew.
    smtp.dropConnections();
    smtp.next(behaviour);
    const {
      ids: [id = ''],
    } = await outbox.queue([{ gating: true }]);
    const before = Date.now();
    const { tried, reports } = await batch();
    expect(tried).toBe(1);
    const after = await rowOf(id);
    expect(after).toMatchObject({ ...row, attempts: 1, acceptedAt: null });
    expect(after.lastError).not.toBeNull();
    expect(smtp.mails).toHaveLength(kept);
    if (row.state === 'queued') {
      expect(after.nextAttemptAt).toBeGreaterThanOrEqual(before + 60_000);
      expect(reports).toEqual([]);
      // Not before its time.
      await expect(batch()).resolves.toMatchObject({ tried: 0, nextAt: after.nextAttemptAt });
    } else {
      expect(reports).toMatchObject([{ dispatchId: id, why: row.nonArrival }]);
      await expect(batch()).resolves.toMatchObject({ tried: 0 });
    }
  });

  it('tries again when nobody answers at connect', async () => {
    smtp.dropConnections();
    smtp.next(dropConnection, dropConnection, dropConnection, dropConnection);
    const {
      ids: [id = ''],
    } = await outbox.queue([{}]);
    await batch();
    const { state, ambiguousAttempts } = await rowOf(id);
    // The pool may have found a connection that answers; it has never called it ambiguous.
    expect(['queued', 'accepted']).toContain(state);
    expect(ambiguousAttempts).toBe(0);
  });

  it('sends a letter that may have arrived again with the same bytes, three times at most', async () => {
    smtp.always(dropAfterFinalDot);
    const {
      ids: [id = ''],
    } = await outbox.queue([{ gating: true }]);
    for (const attempts of [1, 2, 3]) {
      await outbox.makeDue(id, 'next_attempt_at');
      await batch();
      await expect(rowOf(id)).resolves.toMatchObject({ attempts, ambiguousAttempts: attempts });
    }
    await outbox.makeDue(id, 'next_attempt_at');
    const { tried, reports } = await batch();
    expect([tried, reports]).toMatchObject([0, [{ dispatchId: id, why: 'ambiguous' }]]);
    await expect(rowOf(id)).resolves.toMatchObject({ state: 'ambiguous', nonArrival: 'ambiguous' });
    expect(smtp.mails).toHaveLength(3);
    expect(new Set(smtp.mails.map(({ raw }) => raw.toString('base64'))).size).toBe(1);
  });

  it('counts the attempt of a sender that died before it could', async () => {
    await outbox.queue([{}, { step: 'other' }]);
    await dispatches.claim('ordinary', 9, { claimedBy: 'dead', now: Date.now(), leaseMs: 60_000 });
    await outbox.dataSource.query("UPDATE dispatches SET claimed_until = '2000-01-01'");
    await batch();
    expect(attempts.sort()).toEqual([
      'ordinary accepted',
      'ordinary accepted',
      'ordinary ambiguous',
      'ordinary ambiguous',
    ]);
  });

  it('leaves to a person a letter for which there is no address, and sends the others', async () => {
    const { ids } = await outbox.queue([
      { gating: true, recipient: { party: 'respondent', organisationId: agencyWithoutMail } },
      { step: 'other' },
    ]);
    const { tried, reports } = await batch();
    const [without = '', other = ''] = ids;
    expect([tried, reports]).toMatchObject([2, [{ dispatchId: without, why: 'bounced' }]]);
    await expect(rowOf(without)).resolves.toMatchObject({
      state: 'rejected',
      lastError: expect.stringContaining(agencyWithoutMail),
    });
    await expect(rowOf(other)).resolves.toMatchObject({ state: 'accepted' });
    expect(smtp.mails).toHaveLength(1);
  });

  it('puts letters back as not sent that cannot be made for now, and sends the others of the batch', async () => {
    const { ids } = await outbox.queue([
      {},
      { step: 'other', recipient: { party: 'bureau' }, template: 'suspensionReport', facts: suspensionFacts },
    ]);
    const [unmade = '', other = ''] = ids;
    const get = organisations.get.bind(organisations);
    jest.spyOn(organisations, 'get').mockImplementation(async (id) => {
      if (id === agency) throw new Error('the connection is gone');
      return get(id);
    });
    await expect(batch()).rejects.toThrow('the connection is gone');
    await expect(rowOf(other)).resolves.toMatchObject({ state: 'accepted' });
    await expect(rowOf(unmade)).resolves.toMatchObject({
      state: 'queued',
      attempts: 1,
      ambiguousAttempts: 0,
      claimedBy: null,
      claimedUntil: null,
    });
    expect(attempts.sort()).toEqual(['ordinary accepted', 'ordinary notSent']);
    jest.restoreAllMocks();
    await outbox.makeDue(unmade, 'next_attempt_at');
    await batch();
    await expect(rowOf(unmade)).resolves.toMatchObject({ state: 'accepted', ambiguousAttempts: 0 });
    expect(smtp.mails).toHaveLength(2);
  });

  it('puts all of them back where their wordings cannot be looked up', async () => {
    const { ids } = await outbox.queue([{}, { step: 'other' }]);
    jest.spyOn(dispatches, 'keepWordings').mockRejectedValueOnce(new Error('the connection is gone'));
    await expect(batch()).rejects.toThrow('the connection is gone');
    for (const row of await dispatches.findMany(ids))
      expect(row).toMatchObject({ state: 'queued', ambiguousAttempts: 0, claimedBy: null });
    expect(smtp.mails).toHaveLength(0);
  });

  it.each(['recordAccepted', 'recordOutcome'] as const)(
    'records how an attempt ended also after the register was away for a moment (%s)',
    async (write) => {
      const { ids } = await outbox.queue([{}]);
      if (write === 'recordOutcome') smtp.next(refuse(451, '4.7.1 請稍候'));
      jest.spyOn(dispatches, write).mockRejectedValueOnce(new Error('the connection is gone'));
      await expect(batch()).resolves.toMatchObject({ tried: 1 });
      const [row] = await dispatches.findMany(ids);
      expect(row).toMatchObject({
        state: write === 'recordAccepted' ? 'accepted' : 'queued',
        attempts: 1,
        ambiguousAttempts: 0,
        claimedBy: null,
      });
    },
  );

  it('looks the next day whether it has arrived, once, and tells of it until the case has heard', async () => {
    const { ids, caseId } = await outbox.queue([{ gating: true }, { step: 'of no consequence' }]);
    await batch();
    for (const id of ids) await outbox.makeDue(id, 'arrival_check_at');
    const report = { dispatchId: ids[0], caseKind: 'notice', caseId, tenant: centre, why: 'unknown' };
    await expect(batch()).resolves.toMatchObject({ tried: 0, reports: [report] });
    // Nobody has told the case: it comes again.
    await expect(batch()).resolves.toMatchObject({ tried: 0, reports: [report] });
    await dispatches.acknowledge(ids[0] ?? '', { source: 'link', at: Date.now() });
    await expect(batch()).resolves.toMatchObject({ tried: 0, reports: [] });
  });

  it('writes to the one bureau and the one authority', async () => {
    await outbox.queue([
      { recipient: { party: 'bureau' }, template: 'suspensionReport', step: 'a', facts: suspensionFacts },
      {
        recipient: { party: 'authority' },
        template: 'confirmationRequest',
        step: 'b',
        facts: suspensionFacts,
      },
    ]);
    await batch();
    expect(smtp.mails.map(({ envelope }) => envelope.to[0]).sort()).toEqual([
      'confirm@cyber.example',
      'g2b2c@archives.example',
    ]);
  });

  it('makes a mail that says whom to answer, and that a machine wrote it', async () => {
    const { ids } = await outbox.queue([{}]);
    await batch();
    const [mail] = smtp.mails;
    expect(mail?.parsed.from?.value).toEqual([
      { name: '臺南市政府智慧發展中心', address: 'noreply@xiangaitong.example' },
    ]);
    expect(mail?.parsed.replyTo?.value.map(({ address }) => address)).toEqual(['wang@tainan.example']);
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.parsed.headers.get('x-xiangaitong-letter')).toBe(ids[0]);
  });
});

describe('reportNonArrival, of a case whose workflow does not run', () => {
  const tell = async (closed: boolean): Promise<DispatchRow> => {
    const { ids, caseId } = await outbox.queue([{ gating: true }], { closed });
    const [dispatchId = ''] = ids;
    smtp.next(refuse(550, '5.1.1'));
    await batch();
    await new MockActivityEnvironment().run(() =>
      activities.reportNonArrival({
        dispatchId,
        caseKind: 'notice',
        caseId,
        tenant: centre,
        why: 'bounced',
      }),
    );
    return rowOf(dispatchId);
  };

  it('is done with when the case has ended', async () => {
    await expect(tell(true)).resolves.toMatchObject({ reported: true });
  });

  it('fails when it has not: the lane tells it again', async () => {
    await expect(tell(false)).rejects.toBeInstanceOf(CaseNotRunning);
    const { reports } = await batch();
    expect(reports).toHaveLength(1);
  });
});
