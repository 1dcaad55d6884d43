import type { PersonId } from '../case/actor';
import type { FieldProblem } from '../errors';
import { compareDates, type CivilDate } from '../time/civil-date';
import { formatRocLong } from '../time/roc-date';
import type { Instant } from '../time/taipei';
import { actionNumbers, openActions, type NoticeContent } from './content';

/** How a reply came. E-mail has to be confirmed by telephone (seed 002, item 5); a portal, in no rule, counts as e-mail. */
export type ReplyChannel = 'email' | 'portal' | 'letter' | 'fax';

/** True for a channel whose replies have to be confirmed by telephone. */
export const needsCall = (channel: ReplyChannel): boolean => channel === 'email' || channel === 'portal';

/** 處理情形 of one action: what was done, whether it is done, when, and the evidence. */
export interface ItemAnswer {
  readonly item: number;
  readonly measure: string;
  readonly done: boolean;
  /** 完成日期, or the date by which it will be done. */
  readonly date?: CivilDate;
  /** Numbers of the attachments (附件). */
  readonly evidence: readonly number[];
  /** Why there is no attachment. */
  readonly noEvidenceReason?: string;
}

/** What the respondent fills in (part B of seed 002). */
export interface ReplyForm {
  readonly fillerPersonId: PersonId;
  readonly answers: readonly ItemAnswer[];
  /** A date common to all answers that have none of their own. */
  readonly commonDate?: CivilDate;
  /** 用戶印信 */
  readonly sealed: boolean;
}

/** One of the recorded assessments of an action (查核). */
export interface ItemAssessment {
  readonly item: number;
  readonly accepted: boolean;
  readonly remark: string;
}

export interface Reply {
  readonly version: number;
  readonly channel: ReplyChannel;
  readonly form: ReplyForm;
  readonly receivedAt: Instant;
  /** 逾期: arrived after the deadline. */
  readonly late: boolean;
  /** Since when the telephone call is awaited; absent when none is needed or it was made. */
  readonly callDueAt?: Instant;
  readonly calledOut?: boolean;
  readonly telephone?: { readonly at: Instant; readonly withPerson: string };
  /** The officer called and reached nobody. */
  readonly unreachable?: { readonly at: Instant; readonly remark: string };
  /** 補正: returned to the respondent until this instant. */
  readonly supplement?: { readonly dueAt: Instant; readonly missed: boolean };
  readonly assessmentDueAt: Instant;
  /** The tracker has been reminded of the assessment. */
  readonly assessmentReminded?: true;
  readonly assessment?: { readonly at: Instant; readonly items: readonly ItemAssessment[] };
}

/** True for a reply whose telephone call is still open. */
export const awaitsCall = (reply: Reply): boolean =>
  needsCall(reply.channel) && reply.telephone === undefined && reply.unreachable === undefined;

/** True for a reply whose content was believed without the telephone call. */
export const isUnconfirmed = (reply: Reply): boolean =>
  reply.unreachable !== undefined && reply.telephone === undefined;

/** True while the centre, or the respondent within the date of a 補正, still owes this reply something: nobody is failed. */
export const isOpen = (reply: Reply | undefined): reply is Reply =>
  reply !== undefined && reply.assessment === undefined && reply.supplement?.missed !== true;

/** True while it is the centre that owes: the reply has not been assessed, nor gone back for 補正. */
export const awaitsAssessment = (reply: Reply | undefined): reply is Reply =>
  isOpen(reply) && reply.supplement === undefined;

/** True when the respondent says that every action is done: nothing is left to remind of. */
export const claimsAllDone = (reply: Reply): boolean => reply.form.answers.every((answer) => answer.done);

/**
 * Names every part that is missing or wrong; empty when the reply is complete for this notice.
 * @param day on which it came, in Taipei: nothing has been completed after it
 */
export function replyProblems(
  content: NoticeContent,
  accepted: readonly number[],
  form: ReplyForm,
  day: CivilDate,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const due = openActions(content, accepted);
  if (form.fillerPersonId === '')
    problems.push({ field: 'filler', message: '請填寫填寫人姓名、電話及郵件信箱。' });
  if (!form.sealed) problems.push({ field: 'sealed', message: '請務必蓋用用戶印信。' });
  for (const item of due) {
    if (!form.answers.some((answer) => answer.item === item)) {
      problems.push({ field: 'answers', message: `請填寫第 ${item} 項的處理情形。` });
    }
  }
  const byCommonDate = form.answers.some((answer) => answer.done && answer.date === undefined);
  if (byCommonDate && form.commonDate !== undefined)
    problems.push(...completedAfter(day, form.commonDate, 'commonDate'));
  const seen = new Set<number>();
  for (const [index, answer] of form.answers.entries()) {
    problems.push(...answerProblems(content, form, answer, `answers.${index}`));
    if (answer.done && answer.date !== undefined)
      problems.push(...completedAfter(day, answer.date, `answers.${index}.date`));
    if (seen.has(answer.item)) {
      problems.push({ field: `answers.${index}.item`, message: `第 ${answer.item} 項重複填寫。` });
    }
    seen.add(answer.item);
  }
  return problems;
}

/** 完成日期 is a fact, not a promise: who is not done says so, with the date by which it will be. */
const completedAfter = (day: CivilDate, date: CivilDate, field: string): FieldProblem[] =>
  compareDates(date, day) > 0
    ? [{ field, message: `完成日期不能晚於回復之日（${formatRocLong(day)}）；尚未完成者，請填報未完成。` }]
    : [];

function answerProblems(
  content: NoticeContent,
  form: ReplyForm,
  answer: ItemAnswer,
  field: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!actionNumbers(content).includes(answer.item)) {
    problems.push({ field: `${field}.item`, message: `第 ${answer.item} 項不是應填報的改善事項。` });
  }
  if (answer.measure.trim() === '') {
    problems.push({ field: `${field}.measure`, message: `請說明第 ${answer.item} 項的改善措施。` });
  }
  if (answer.done && answer.date === undefined && form.commonDate === undefined) {
    problems.push({ field: `${field}.date`, message: `請填寫第 ${answer.item} 項的完成日期。` });
  }
  if (answer.done && answer.evidence.length === 0 && (answer.noEvidenceReason ?? '').trim() === '') {
    problems.push({
      field: `${field}.evidence`,
      message: `請附第 ${answer.item} 項的佐證資料，或說明沒有附件的理由。`,
    });
  }
  return problems;
}
