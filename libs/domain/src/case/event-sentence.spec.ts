import { sentenceOf } from './event-sentence';

const stamp = {
  at: 0,
  by: { personId: 'p-lin', role: 'tracker', organisationId: '395000000X' },
} as const;

describe('a line of a timeline', () => {
  it('counts rounds as the form does', () => {
    expect(sentenceOf({ ...stamp, type: 'DeadlinePassed', round: 2, silentAt: 0 })).toBe(
      '第二次改善期限屆滿',
    );
  });

  it('shows the date and the proof of service', () => {
    const proof = { kind: 'served', date: '2026-08-05', proof: '送達證書：總幹事簽收' } as const;
    expect(sentenceOf({ ...stamp, type: 'NoticeDelivered', proof })).toBe(
      '載明改善期限的通知已於民國115年8月5日送達（送達證書：總幹事簽收）',
    );
  });

  it('shows how the recipient acknowledged', () => {
    const proof = { kind: 'delivered', source: 'telephone' } as const;
    expect(sentenceOf({ ...stamp, type: 'SuspensionNotified', proof })).toBe(
      '中止通知已送達（對方確認收悉：電話告知）',
    );
  });

  it.each([
    ['bounced', '載明改善期限的通知遭退回，請以其他方式送達'],
    ['unknown', '載明改善期限的通知至次日仍未確認收悉，請以其他方式送達'],
    ['ambiguous', '載明改善期限的通知寄送結果不明，請以其他方式送達'],
  ] as const)('says why a letter has not arrived: %s', (why, sentence) => {
    expect(sentenceOf({ ...stamp, type: 'NoticeNotArrived', why, serveBy: 0 })).toBe(sentence);
  });

  it.each([
    [[true, true], '審查完成：2 項全部認可'],
    [[true, false], '審查完成：認可 1 項，未認可 1 項'],
  ])('says how many actions were accepted: %j', (accepted, sentence) => {
    const items = accepted.map((one, index) => ({ item: index + 1, accepted: one, remark: '' }));
    expect(sentenceOf({ ...stamp, type: 'ReplyAssessed', round: 1, items })).toBe(sentence);
  });
});
