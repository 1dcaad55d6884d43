import type { OutgoingMail } from './mail-transport';

/** A letter as the lanes send it; `changes` replaces what a test is about. */
export function outgoingMail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: '<n-1.issued.0123@mail.example.gov.tw>',
    from: { name: '臺南市政府公文電子交換中心', address: 'exchange@mail.example.gov.tw' },
    to: { name: '○○局', address: 'respondent@example.gov.tw' },
    subject: '限期改善通知（115限改字第000012號）：請於期限前改善完竣並填復處理情形',
    text: '請於民國115年12月4日前改善完竣。𠮷\n.\n..兩個點開頭的行\n',
    html: '<p>請於民國115年12月4日前改善完竣。𠮷</p>',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Xiangaitong-Case': 'n-1' },
    date: new Date('2026-11-21T03:00:00Z'),
    ...changes,
  };
}
