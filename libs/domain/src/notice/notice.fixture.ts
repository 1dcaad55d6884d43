import type { SuspensionReport } from '../case/effect';
import { CENTRE, people, Play, RESPONDENT, taipei, type Rules } from '../case/play.fixture';
import { compareDates } from '../time/civil-date';
import { civilDateAt, type Instant } from '../time/taipei';
import type { FollowUpResult, NoticeCommand, NoticeCommandOf } from './commands';
import { actionNumbers, type NoticeContent } from './content';
import type { NoticeEvent } from './events';
import { noticeCore } from './notice-core';
import type { ReplyForm } from './reply';
import type { NoticeIn, NoticePhase, NoticeState } from './state';

export type NoticePlay = Play<NoticeState, NoticeCommand, NoticeEvent>;

/** Part A of seed 002 as printed, its 「○」 filled in. */
export const seedContent: NoticeContent = {
  respondentId: RESPONDENT,
  respondentName: '台南市 0000000 公會',
  reason:
    '請確認貴用戶使用本系統電腦(IP：123.123.123.123)連線惡意IP(XXX.XXX.XXX.XXX)原因、該電腦是否感染惡意程式及發生該資安事件期間(115年10月1日至115年10月15日)之公文電子交換檔案是否感染惡意程式。',
  items: [
    { number: 1, kind: 'action', text: '請確認貴用戶使用本系統電腦連線惡意IP(XXX.XXX.XXX.XXX)原因。' },
    { number: 2, kind: 'action', text: '請對貴用戶使用本系統電腦進行掃毒及採樣回報掃描log或結果。' },
    {
      number: 3,
      kind: 'action',
      text: '請確認資安事件發生期間(115年10月1日至115年10月15日)之公文電子交換檔案是否感染惡意程式。',
    },
    { number: 4, kind: 'action', text: '請貴用戶資訊人員配合進行事件跡證蒐集。' },
    {
      number: 5,
      kind: 'instruction',
      text: '以上改善事項請提供佐證資料併同本限期改善單 email 或回文至主管機關聯絡窗口；以電子郵件方式回復者，應再以電話確認之。',
    },
  ],
  legalBases: [
    {
      kind: 'other',
      text: '臺南市政府組織及團體輕量化收發平台(WebjAgent)系統申請及使用須知第3點(第1項第2款)',
    },
    { kind: 'regulation', edition: '108', point: 5, paragraph: 1, subparagraph: 3 },
  ],
  deadline: '2026-12-04',
  contactPersonId: 'contact-1',
  trackerId: people.tracker.personId,
  confidential: false,
};

/** Part B as printed: one common date, 附件 1–4, item 4 without an attachment and why. */
export const seedReply: ReplyForm = {
  fillerPersonId: people.respondent.personId,
  commonDate: '2026-11-20',
  sealed: true,
  answers: [
    {
      item: 1,
      measure:
        '經查本用戶使用本系統電腦連線惡意 IP(XXX.XXX.XXX.XXX)原因係*****造成，現已由防火牆設定阻擋規則，相關佐證資料如附件 1。',
      done: true,
      evidence: [1],
    },
    {
      item: 2,
      measure:
        '於 115 年 11 月 18 日使用防毒軟體(XXXXXX)掃描，其結果佐證資料如附件 2，並已排除本用戶使用本系統電腦感染惡意程式問題。',
      done: true,
      date: '2026-11-18',
      evidence: [2],
    },
    {
      item: 3,
      measure:
        '於 115 年 11 月 19 日確認資安事件發生期間之公文電子交換檔案共 12 件，其中有附件者計有 3 件(詳細公文文號清單佐證資料如附件 3)，已使用防毒軟體(XXXXXX)掃描，其結果佐證資料如附件 4。',
      done: true,
      date: '2026-11-19',
      evidence: [3, 4],
    },
    {
      item: 4,
      measure: '本用戶已請資訊人員進行本事件相關跡證蒐集，如貴府有追查需要，本用戶可提供上開蒐集資料。',
      done: true,
      evidence: [],
      noEvidenceReason: '跡證留存於本用戶，於貴府追查時提供。',
    },
  ],
};

/** Part B as it can be filled in on another day: nothing is completed after it. */
export function seedReplyOn(at: Instant, ...items: readonly number[]): ReplyForm {
  const day = civilDateAt(at);
  const until = (date: string): string => (compareDates(date, day) > 0 ? day : date);
  const { answers, commonDate = day } = seedReply;
  return {
    ...seedReply,
    commonDate: until(commonDate),
    answers: answers
      .filter(({ item }) => items.length === 0 || items.includes(item))
      .map((answer) => (answer.date === undefined ? answer : { ...answer, date: until(answer.date) })),
  };
}

/** The reply with nothing done yet: reminders go on. */
export const undoneReply: ReplyForm = {
  ...seedReply,
  answers: seedReply.answers.map((answer) => ({ ...answer, done: false })),
};

export const SUBMITTED_AT = taipei('2026-11-02', '10:00');
export const ISSUED_AT = taipei('2026-11-03', '09:30');

const { drafter, supervisor, tracker, respondent, system } = people;

export const submit: NoticeCommandOf<'SubmitNotice'> = {
  type: 'SubmitNotice',
  noticeId: 'n-1',
  caseNumber: 'TN-115-0001',
  content: seedContent,
};

export const reply = (
  receivedAt: Instant,
  channel: 'email' | 'portal' | 'letter' | 'fax' = 'letter',
  form: ReplyForm = seedReplyOn(receivedAt),
): NoticeCommandOf<'SubmitReply'> => ({ type: 'SubmitReply', channel, form, receivedAt });

/** Every action that is still open is accepted, except those named. */
export const assess = (play: NoticePlay, ...rejected: number[]): NoticeCommandOf<'AssessReply'> => {
  const accepted = 'accepted' in play.state ? play.state.accepted : [];
  const content = play.state.phase === 'absent' ? seedContent : play.state.content;
  return {
    type: 'AssessReply',
    items: actionNumbers(content)
      .filter((item) => !accepted.includes(item))
      .map((item) => ({
        item,
        accepted: !rejected.includes(item),
        remark: rejected.includes(item) ? '未附掃描結果。' : '',
      })),
  };
};

/** Of the round in which the case is. */
export const followUp = (
  { state }: NoticePlay,
  result: FollowUpResult,
): NoticeCommandOf<'RecordFollowUp'> => ({
  type: 'RecordFollowUp',
  round: 'round' in state ? state.round.number : 1,
  result,
});

export const extendTo = (play: NoticePlay, to: string): NoticeCommandOf<'RecordFollowUp'> =>
  followUp(play, { kind: 'extend', to, reason: '尚待廠商到場。' });

export const suspendFrom = (play: NoticePlay, effectiveDate: string): NoticeCommandOf<'RecordFollowUp'> =>
  followUp(play, { kind: 'suspend', ground: 8, effectiveDate, seriousReason: '病毒持續擴散。' });

export const complete = (play: NoticePlay): NoticeCommandOf<'RecordFollowUp'> =>
  followUp(play, { kind: 'complete' });

export function newNotice(rules?: Rules): NoticePlay {
  const play = new Play(noticeCore, 'n-1', rules);
  play.now = SUBMITTED_AT;
  return play;
}

export function submitted(rules?: Rules, content = seedContent): NoticePlay {
  const play = newNotice(rules);
  play.do({ ...submit, content }, drafter, SUBMITTED_AT);
  return play;
}

/** Issued, in round 1. */
export function issued(rules?: Rules, content = seedContent): NoticePlay {
  const play = submitted(rules, content);
  play.do({ type: 'ApproveNotice' }, supervisor, ISSUED_AT);
  return play;
}

/** In the given round, nobody having said or done anything before it. */
export function inRound(number: 1 | 2 | 3, rules?: Rules): NoticePlay {
  const play = issued(rules);
  while (roundOf(play).number < number) play.sleep(need(play.nextWake()));
  return play;
}

/** In the given round on the first instant after its deadline, woken in time. */
export function afterDeadline(number: 1 | 2 | 3, rules?: Rules): NoticePlay {
  const play = inRound(number, rules);
  play.sleep(roundOf(play).plan.instant);
  return play;
}

export const roundOf = (play: NoticePlay): NoticeIn<'tracking'>['round'] => tracking(play).round;

export function tracking(play: NoticePlay): NoticeIn<'tracking'> {
  if (play.state.phase !== 'tracking') throw new Error(`Not tracking but ${play.state.phase}`);
  return play.state;
}

export function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Missing');
  return value;
}

/** Round 3 silent: the system has proposed. */
export function proposed(rules?: Rules): NoticePlay {
  const play = afterDeadline(3, rules);
  play.sleep(need(roundOf(play).silentAt));
  return play;
}

/** Suspended in round 1 as serious. */
export function suspending(): NoticePlay {
  const play = issued();
  play.do(suspendFrom(play, '2026-11-30'), tracker, taipei('2026-11-05', '14:00'));
  return play;
}

/** A real case in each phase, walked there by commands. */
export const noticeIn: { readonly [P in NoticePhase]: () => NoticePlay } = {
  absent: () => newNotice(),
  awaitingApproval: () => submitted(),
  returned: () => {
    const play = submitted();
    play.do({ type: 'ReturnNotice', reason: '事由請補充。' }, supervisor, taipei('2026-11-03', '09:00'));
    return play;
  },
  tracking: () => issued(),
  proposed: () => proposed(),
  suspending,
  closed: () => {
    const play = issued();
    play.do(reply(taipei('2026-11-20', '10:00')), respondent, taipei('2026-11-20', '10:05'));
    play.do(assess(play), tracker, taipei('2026-11-23', '10:00'));
    play.do(complete(play), tracker, taipei('2026-11-23', '11:00'));
    return play;
  },
};

export const outcome = (result: SuspensionReport): NoticeCommandOf<'RecordSuspensionOutcome'> => ({
  type: 'RecordSuspensionOutcome',
  suspensionId: 'n-1-1',
  outcome: result,
});

/** The system tells the notice what became of its suspension. */
export const tell = (play: NoticePlay, result: SuspensionReport, at: Instant): string[] =>
  play.do(outcome(result), system, at);

export { CENTRE };
