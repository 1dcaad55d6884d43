import { accept, dropAfterFinalDot, refuse, waitUntil, type CapturedMail } from '@xiangaitong/testing';
import type { Dispatch, Task } from './api-client.fixture';
import { draftForm, issue, servedToday } from './cases.fixture';
import { DAY_A_SECOND, people, System } from './system.fixture';

jest.setTimeout(120_000);

/** Agencies whose mail server treats a letter in a way of its own. */
const agencies = [
  { id: 'XC00000550', name: '查無信箱公會', mail: 'nobody@xc00000550.example' },
  { id: 'XC00000333', name: '三次斷線公會', mail: 'guild@xc00000333.example' },
  { id: 'XC00000111', name: '一次斷線公會', mail: 'guild@xc00000111.example' },
  { id: 'XC00000451', name: '暫時拒收公會', mail: 'guild@xc00000451.example' },
] as const;

describe('a notice that the mail server does not simply take', () => {
  let system: System;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
    await system.enterDirectory(agencies);
    const tries = new Map<string, number>();
    system.smtp.always(({ to: [address = ''] }) => {
      const tried = (tries.get(address) ?? 0) + 1;
      tries.set(address, tried);
      if (address.includes('550')) return refuse(550, '5.1.1 查無此人', 'RCPT');
      if (address.includes('333')) return dropAfterFinalDot;
      if (address.includes('111')) return tried === 1 ? dropAfterFinalDot : accept;
      if (address.includes('451')) return tried === 1 ? refuse(451, '4.7.1 請稍候') : accept;
      return accept;
    });
    for (const { id } of agencies)
      ids.set(id, await issue(system, draftForm(system, 90, { respondentId: id })));
  });
  afterAll(() => system.stop());

  const caseOf = (agency: string): string => ids.get(agency) ?? '';
  const mailsTo = (agency: string): readonly CapturedMail[] =>
    system.smtp.mails.filter(({ envelope }) => envelope.to[0]?.includes(agency.toLowerCase()) === true);
  const letterOf = async (agency: string): Promise<Dispatch> => {
    const [letter, ...more] = await system.api.letters('notice', caseOf(agency));
    if (letter === undefined || more.length > 0) throw new Error(`${more.length} letters more than one`);
    return letter;
  };
  const letterThatIs = (agency: string, state: string): Promise<Dispatch> =>
    waitUntil(
      async () => {
        const letter = await letterOf(agency);
        return letter.state === state ? letter : false;
      },
      { timeoutMs: 60_000, what: `the letter to ${agency} to be ${state}`, intervalMs: 100 },
    );
  const serveTask = (agency: string, state: Task['state']): Promise<Task> =>
    waitUntil(
      async () =>
        (await system.api.tasks(caseOf(agency))).find(
          (task) => task.task === 'serveNotice' && task.state === state,
        ),
      { timeoutMs: 60_000, what: `the task to serve the notice on ${agency}`, intervalMs: 100 },
    );
  const whyNotArrived = async (agency: string): Promise<readonly unknown[]> =>
    (await system.api.timeline('notice', caseOf(agency)))
      .filter(({ type }) => type === 'NoticeNotArrived')
      .map(({ data }) => data['why']);
  const onlyOne = <T>(values: readonly T[]): T | undefined =>
    new Set(values).size === 1 ? values[0] : undefined;

  it('refused for good: tried once, and serving it is the tracker’s task until it is done', async () => {
    const letter = await letterThatIs('XC00000550', 'rejected');
    expect(letter).toMatchObject({ attempts: 1, lastError: expect.stringContaining('550 5.1.1') });
    expect(letter.acceptedAt).toBeUndefined();
    expect(await serveTask('XC00000550', 'open')).toMatchObject({
      role: 'tracker',
      assigneeId: 'p-lin',
      urgent: true,
    });
    expect(await whyNotArrived('XC00000550')).toEqual(['bounced']);
    expect(mailsTo('XC00000550')).toEqual([]);
    await system.api.command(
      `/notices/${caseOf('XC00000550')}/deliveries`,
      people.tracker,
      servedToday(system),
    );
    await serveTask('XC00000550', 'closed');
  });

  it('refused for now: tried again, and arrives once', async () => {
    const letter = await letterThatIs('XC00000451', 'accepted');
    expect(letter.attempts).toBe(2);
    expect(mailsTo('XC00000451')).toHaveLength(1);
  });

  it('cut off once after the final dot: sent again with the same bytes under the same Message-ID', async () => {
    const letter = await letterThatIs('XC00000111', 'accepted');
    expect(letter.attempts).toBe(2);
    const mails = mailsTo('XC00000111');
    expect(mails).toHaveLength(2);
    expect(onlyOne(mails.map(({ raw }) => raw.toString('base64')))).toBeDefined();
    expect(onlyOne(mails.map(({ parsed }) => parsed.messageId))).toBe(letter.messageId);
  });

  it('accepted and not acknowledged by the next day: somebody has to see to it', async () => {
    await serveTask('XC00000111', 'open');
    expect(await whyNotArrived('XC00000111')).toEqual(['unknown']);
  });

  it('cut off every time: three times the same bytes, never a fourth, and then a person', async () => {
    const letter = await letterThatIs('XC00000333', 'ambiguous');
    expect(letter.attempts).toBe(3);
    await serveTask('XC00000333', 'open');
    expect(await whyNotArrived('XC00000333')).toEqual(['ambiguous']);
    // The lane has gone on: a letter that was written later has left.
    const later = await issue(system, draftForm(system, 90));
    await system.smtp.waitFor(({ parsed }) => parsed.messageId?.includes(later) === true, 60_000);
    const mails = mailsTo('XC00000333');
    expect(mails).toHaveLength(3);
    expect(onlyOne(mails.map(({ raw }) => raw.toString('base64')))).toBeDefined();
    expect(onlyOne(mails.map(({ parsed }) => parsed.messageId))).toBe(letter.messageId);
    expect(mails[0]?.parsed.subject).toContain('公文電子交換系統限期改善單');
  });

  it('is nobody’s error: none is logged', () => {
    expect([...system.worker.errors, ...system.apiProcess.errors]).toEqual([]);
  });
});
