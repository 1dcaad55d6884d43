import { noticePage, suspensionPage } from '@xiangaitong/contracts';
import type { Dispatch, Notice, Suspension } from './api-client.fixture';
import { caseFile, DAY_A_SECOND, System } from './system.fixture';

// The whole case is played before the first test: some hundred days, a day a second.
jest.setTimeout(240_000);

describe('seed 002, the whole case, in the real processes', () => {
  let system: System;
  let notice: Notice;
  let suspension: Suspension;
  let letters: readonly Dispatch[];

  beforeAll(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
    await system.play(caseFile('seed-002'));
    const [oneNotice, ...notices] = (await system.api.get('/notices', noticePage)).entries;
    const [oneSuspension, ...suspensions] = (await system.api.get('/suspensions', suspensionPage)).entries;
    if (oneNotice === undefined || oneSuspension === undefined) throw new Error('no case');
    expect([notices, suspensions]).toEqual([[], []]);
    notice = oneNotice;
    suspension = oneSuspension;
    letters = [
      ...(await system.api.letters('notice', notice.id)),
      ...(await system.api.letters('suspension', suspension.id)),
    ];
  });
  afterAll(() => system.stop());

  it('leaves exactly the events of the notice, each by who did it', async () => {
    const entries = await system.api.timeline('notice', notice.id);
    // How many reminders fall before a deadline depends on the day of the week on which a round began.
    const told = entries.filter(({ type }) => type !== 'ReminderIssued');
    expect(told.map(({ type, by, data }) => [type, by.personId, data['round']])).toEqual([
      ['NoticeSubmitted', 'p-wang', undefined],
      ['NoticeIssued', 'p-chen', undefined],
      ['NoticeDelivered', 'p-lee', undefined],
      ['DeadlinePassed', 'system', 1],
      ['FollowUpRecorded', 'system', 1],
      ['ReplyReceived', 'p-lin', 2],
      ['TelephoneCallDue', 'system', 2],
      ['FollowUpRecorded', 'p-lin', 2],
      ['DeadlinePassed', 'system', 3],
      ['SuspensionProposed', 'system', 3],
      ['SuspensionDecidedUpon', 'p-lin', undefined],
      ['ServiceSuspendedForNotice', 'system', undefined],
      ['NoticeClosed', 'system', undefined],
    ]);
    const reminders = entries.filter(({ type }) => type === 'ReminderIssued');
    const ofFirstRound = reminders
      .filter(({ data }) => data['round'] === 1)
      .map(({ data }) => data['workingDays']);
    expect(ofFirstRound).toEqual([7, 3, 1]);
    expect(new Set(reminders.map(({ data }) => JSON.stringify(data))).size).toBe(reminders.length);
    expect(entries.at(-1)?.data['outcome']).toBe('restored');
  });

  it('leaves exactly the events of the suspension, each by who did it', async () => {
    const entries = await system.api.timeline('suspension', suspension.id);
    expect(entries.map(({ type, by }) => [type, by.personId, by.role])).toEqual([
      ['SuspensionDecided', 'system', 'system'],
      ['SuspensionApproved', 'p-chen', 'supervisor'],
      ['SuspensionNotified', 'p-lee', 'respondent'],
      ['SuspensionExecutionOrdered', 'system', 'system'],
      ['ServiceSuspended', 'system', 'system'],
      ['CureSubmitted', 'p-lee', 'respondent'],
      ['CureAssessed', 'p-lin', 'tracker'],
      ['ConfirmationRequested', 'p-lin', 'tracker'],
      ['RestorationRefused', 'p-chou', 'authority'],
      ['CureSubmitted', 'p-lee', 'respondent'],
      ['CureAssessed', 'p-lin', 'tracker'],
      ['ConfirmationRequested', 'p-lin', 'tracker'],
      ['RestorationConfirmed', 'p-chou', 'authority'],
      ['RestorationOrdered', 'system', 'system'],
      ['ServiceRestored', 'system', 'system'],
      ['SuspensionClosed', 'system', 'system'],
    ]);
    const at = (type: string): number => entries.find((entry) => entry.type === type)?.at ?? Number.NaN;
    // 00:00 in Taipei of the effective date, and not a moment sooner.
    expect(at('SuspensionExecutionOrdered')).toBeGreaterThanOrEqual(suspension.effectiveAt ?? Number.NaN);
    expect(at('SuspensionNotified')).toBeLessThan(suspension.effectiveAt ?? Number.NaN);
    expect(at('ServiceRestored')).toBeGreaterThanOrEqual(at('RestorationConfirmed'));
  });

  it('closes both cases, ends both workflows, leaves no task open, and service on', async () => {
    expect([notice, suspension]).toMatchObject([
      { phase: 'closed', closed: true },
      { phase: 'closed', closed: true, noticeId: notice.id },
    ]);
    for (const workflowId of [`notice/${notice.id}`, `suspension/${suspension.id}`]) {
      const { status } = await system.temporal.workflow.getHandle(workflowId).describe();
      expect(status.name).toBe('COMPLETED');
    }
    const tasks = [...(await system.api.tasks(notice.id)), ...(await system.api.tasks(suspension.id))];
    expect(tasks.filter(({ state }) => state === 'open')).toEqual([]);
    expect(tasks.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['recordFollowUp', 'confirmByTelephone', 'decideSuspension', 'awaitCure']),
    );
    await expect(system.api.service('XC12345678')).resolves.toBe('on');
  });

  it('writes to respondent, archives bureau and authority what the rules ask for, once each', () => {
    const written = letters
      .filter(({ template }) => template !== 'reminder')
      .map(({ template, party }) => `${template} → ${party}`);
    expect(written.sort()).toEqual(
      [
        'noticeIssued → respondent',
        'telephoneRequest → respondent',
        'followUpResult → respondent',
        'followUpResult → respondent',
        'suspensionNotice → respondent',
        'suspensionReport → bureau',
        'suspensionExecuted → bureau',
        'suspensionExecuted → respondent',
        'confirmationRequest → authority',
        'confirmationRequest → authority',
        'confirmationRefused → respondent',
        'serviceRestored → bureau',
        'serviceRestored → respondent',
      ].sort(),
    );
    expect(letters.every(({ state, attempts }) => state === 'accepted' && attempts === 1)).toBe(true);
  });

  it('has the mail server take each letter once, to the right address', () => {
    const { mails } = system.smtp;
    const received = mails.map(({ parsed }) => parsed.messageId ?? '');
    expect([...received].sort()).toEqual(letters.map(({ messageId }) => messageId ?? '').sort());
    expect(new Set(received).size).toBe(letters.length);
    const addresses: Record<string, string> = {
      respondent: 'guild@xc12345678.example',
      bureau: 'g2b2c@archives.example',
      authority: 'confirm@cyber.example',
    };
    for (const letter of letters) {
      const mail = mails.find(({ parsed }) => parsed.messageId === letter.messageId);
      expect(mail?.envelope.to).toEqual([addresses[letter.party]]);
      expect(mail?.parsed.subject).toContain(
        letter.caseKind === 'notice' ? notice.caseNumber : suspension.caseNumber,
      );
    }
  });

  it('logs no error', () => {
    expect([...system.worker.errors, ...system.apiProcess.errors]).toEqual([]);
  });
});
