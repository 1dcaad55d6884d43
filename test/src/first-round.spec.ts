import { noticePage } from '@xiangaitong/contracts';
import type { CapturedMail } from '@xiangaitong/testing';
import type { Dispatch, Notice } from './api-client.fixture';
import { caseFile, DAY_A_SECOND, System } from './system.fixture';

// Everything is started, and a case is played, before the first test.
jest.setTimeout(60_000);

describe('one round of the demo, from issue to completion, in the real processes', () => {
  let system: System;
  let notice: Notice;
  let letters: readonly Dispatch[];

  beforeAll(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
    await system.play(caseFile('completed-in-first-round'));
    const { entries } = await system.api.get('/notices', noticePage);
    const [only, ...more] = entries;
    if (only === undefined || more.length > 0) throw new Error(`${entries.length} notices`);
    notice = only;
    letters = await system.api.letters('notice', notice.id);
  });
  afterAll(() => system.stop());

  const mailOf = (template: string): CapturedMail => {
    const messageId = letters.find((letter) => letter.template === template)?.messageId;
    const [mail, ...copies] = system.smtp.mails.filter(({ parsed }) => parsed.messageId === messageId);
    if (mail === undefined || copies.length > 0) throw new Error(`${template}: ${copies.length} copies`);
    return mail;
  };

  it('leaves exactly the events of the case, each by who did it', async () => {
    const entries = await system.api.timeline('notice', notice.id);
    expect(entries.map(({ seq, type, by }) => `${seq} ${type} ${by.personId}:${by.role}`)).toEqual([
      '1 NoticeSubmitted p-wang:drafter',
      '2 NoticeIssued p-chen:supervisor',
      '3 NoticeDelivered p-lee:respondent',
      '4 ReplyReceived p-lin:tracker',
      '5 ReplyAssessed p-lin:tracker',
      '6 FollowUpRecorded p-lin:tracker',
      '7 NoticeClosed p-lin:tracker',
    ]);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => a - b));
  });

  it('closes the case, asks nobody for anything more, and leaves service on', async () => {
    expect(notice).toMatchObject({ phase: 'closed', closed: true, caseNumber: '限改-115-000001' });
    const tasks = await system.api.tasks(notice.id);
    expect(tasks.map(({ task, state }) => `${task} ${state}`).sort()).toEqual([
      'approveNotice closed',
      'assessReply closed',
    ]);
    await expect(system.api.service('XC12345678')).resolves.toBe('on');
  });

  it('ends the workflow as well', async () => {
    const handle = system.temporal.workflow.getHandle(`notice/${notice.id}`);
    await expect(handle.describe()).resolves.toMatchObject({
      status: { name: 'COMPLETED' },
      type: 'improvementNotice',
    });
  });

  it('has each letter taken once by the mail server, under the Message-ID that the register knows', () => {
    expect(letters.map(({ template, state, attempts }) => ({ template, state, attempts }))).toEqual([
      { template: 'noticeIssued', state: 'accepted', attempts: 1 },
      { template: 'followUpResult', state: 'accepted', attempts: 1 },
    ]);
    const received = system.smtp.mails.map(({ parsed }) => parsed.messageId);
    expect(new Set(received).size).toBe(2);
    expect([...received].sort()).toEqual(letters.map(({ messageId }) => messageId).sort());
    expect(letters.map(({ deliverySource }) => deliverySource)).toEqual(['link', undefined]);
  });

  it('sends a notice that a person can read, in Chinese, as text and as HTML', () => {
    const { envelope, parsed } = mailOf('noticeIssued');
    expect(envelope).toEqual({ from: 'noreply@xiangaitong.example', to: ['guild@xc12345678.example'] });
    expect(parsed.subject).toBe('公文電子交換系統限期改善單（限改-115-000001）');
    expect(parsed.from?.value).toEqual([
      { name: '臺南市政府智慧發展中心', address: 'noreply@xiangaitong.example' },
    ]);
    for (const text of [parsed.text, parsed.html]) {
      expect(text).toContain('台南市 0000000 公會 公鑒：');
      expect(text).toContain('連線惡意IP(XXX.XXX.XXX.XXX)原因、該電腦是否感染惡意程式');
      expect(text).toContain('請對貴用戶使用本系統電腦進行掃毒及採樣回報掃描log或結果。');
      expect(text).toMatch(/請於民國115年\d{1,2}月\d{1,2}日前（含當日）將下列事項改善完竣：/);
      expect(text).toContain('聯絡窗口：王承辦');
      expect(text).toContain('06-2991111 轉 1001');
    }
  });

  it('tells the result as the tracking sheet words it', () => {
    const { parsed } = mailOf('followUpResult');
    expect(parsed.subject).toBe('第一次追蹤結果（限改-115-000001）');
    expect(parsed.text).toContain('第一次追蹤結果：改善完成。');
  });

  it('logs no error', () => {
    expect([...system.worker.errors, ...system.apiProcess.errors]).toEqual([]);
  });
});
