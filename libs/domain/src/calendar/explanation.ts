/**
 * How a deadline came about, as data that is stored with it, and its rendering in Chinese for
 * screen and paper.
 */
import { formatRocLong } from '../time/roc-date';
import { weekday, type CivilDate } from '../time/civil-date';
import { countyNames, type County } from './county';

/**
 * A day passed over, and why. `name` is the calendar's name of the holiday; a closure keeps the county
 * whose offices were shut and where that was announced.
 */
export type SkippedDay =
  | { readonly date: CivilDate; readonly reason: 'saturday' | 'sunday' }
  | { readonly date: CivilDate; readonly reason: 'holiday'; readonly name: string }
  | {
      readonly date: CivilDate;
      readonly reason: 'closure';
      readonly county: County;
      readonly source: string;
    };

/** A make-up Saturday that counted as the working day it is. */
export interface MakeUpDay {
  readonly date: CivilDate;
  readonly name: string;
}

/**
 * Where the last day of weeks or months lies (行政程序法 §48 para 3):
 * - `dayBefore`: the day before the one that corresponds, in the last week or month, to the first day counted;
 * - `endOfMonth`: the last month has no such day, so that it ends the term (但書);
 * - `wholeMonths`: the first day counted begins a month, so that the term ends as the last month does.
 *
 * Of weeks it is always `dayBefore`: one that begins with a week ends on the same day either way.
 */
export type LastDayRule =
  | { readonly kind: 'dayBefore'; readonly correspondingDay: CivilDate }
  | { readonly kind: 'endOfMonth' | 'wholeMonths' };

/** 行政程序法 §48 paras 2 and 4: the first day is not counted, a last day off moves. */
export interface OrdinaryCount {
  readonly branch: 'ordinary';
  /** The first day counted: the day after the first day of the term (始日). */
  readonly firstCounted: CivilDate;
  /** The last day as counted, before any move. */
  readonly lastCounted: CivilDate;
  /** Absent for a term of days. */
  readonly lastDayRule?: LastDayRule;
  /** The last day after any move: always a working day. */
  readonly date: CivilDate;
  /** The days passed over in the move, in order; empty when the last day stays. */
  readonly skipped: readonly SkippedDay[];
  /** The resulting day, where it is a make-up day. */
  readonly makeUpDays: readonly MakeUpDay[];
  /**
   * The last day was a plain Saturday and ends on the Monday next to it, of which para 4 names the
   * morning. The printed date is that Monday, whole.
   */
  readonly mondayMorning: boolean;
}

/** 行政程序法 §48 para 5: the first day counts as a day, the end does not move. */
export interface AdverseCount {
  readonly branch: 'adverse';
  /** The first day counted: the first day of the term itself (始日). */
  readonly firstCounted: CivilDate;
  readonly lastCounted: CivilDate;
  /** Absent for a term of days. */
  readonly lastDayRule?: LastDayRule;
  /** The same as `lastCounted`. */
  readonly date: CivilDate;
  /** Why the last day is a day off, which changes nothing here (照計); null when it is none. */
  readonly dayOff: SkippedDay | null;
}

/** One way of counting. */
export type TermCount = OrdinaryCount | AdverseCount;

/** A deadline given as a date: it is what is printed, whatever day that is. */
export interface DateExplanation {
  readonly rule: 'date';
  readonly date: CivilDate;
}

/**
 * A printed date that has become a day off since it was printed, and that an officer has put off to the next
 * working day. `date` is that day.
 */
export interface MovedDateExplanation {
  readonly rule: 'movedDate';
  readonly printed: CivilDate;
  readonly calendarVersion: string;
  readonly date: CivilDate;
  /** The printed date and the days off after it, in order. */
  readonly skipped: readonly SkippedDay[];
  readonly makeUpDays: readonly MakeUpDay[];
}

/** What a term is counted in. */
export type TermUnit = 'days' | 'weeks' | 'months';

/** A deadline given as "N 日內", "N 星期內" or "N 個月內". */
export interface TermExplanation {
  readonly rule: TermUnit;
  /** The first day of the term (始日): the day of the event from which it runs. */
  readonly from: CivilDate;
  readonly n: number;
  readonly calendarVersion: string;
  /** The way of counting that gave the deadline. */
  readonly taken: TermCount;
  /** For an adverse measure the other way of counting, for comparison; otherwise null. */
  readonly other: TermCount | null;
}

/** A deadline given as "N 個工作日內": the first day is not counted, days off are not counted. */
export interface WorkingDaysExplanation {
  readonly rule: 'workingDays';
  readonly from: CivilDate;
  readonly n: number;
  readonly calendarVersion: string;
  readonly date: CivilDate;
  readonly skipped: readonly SkippedDay[];
  readonly makeUpDays: readonly MakeUpDay[];
}

/** How a deadline came about. Plain JSON. */
export type Explanation = DateExplanation | MovedDateExplanation | TermExplanation | WorkingDaysExplanation;

const WEEKDAY_NAMES = ['日', '一', '二', '三', '四', '五', '六'] as const;
const UNIT_NAMES: Readonly<Record<TermUnit, string>> = { days: '日', weeks: '星期', months: '個月' };
const INDENT = '　';

/**
 * The explanation in Chinese, a line an element, the deadline itself last.
 * @throws RangeError for dates before 民國 or that are none.
 */
export function explainInChinese(explanation: Explanation): string[] {
  switch (explanation.rule) {
    case 'date':
      return ['指定期日：「○日前」含當日，以印載之日期為準，不因假日移動。', closing(explanation.date)];
    case 'movedDate':
      return [
        `指定期日：原為${named(explanation.printed)}，其後成為休息日，經承辦人員決定順延（參照行政程序法第48條第4項）：`,
        ...list(explanation.skipped),
        ...explanation.makeUpDays.map(makeUpDayLine),
        basis(explanation.calendarVersion),
        closing(explanation.date),
      ];
    case 'days':
    case 'weeks':
    case 'months':
      return [
        `期間：以${named(explanation.from)}為始日，${explanation.n} ${UNIT_NAMES[explanation.rule]}內。`,
        ...explainTerm(explanation),
        basis(explanation.calendarVersion),
        closing(explanation.taken.date),
      ];
    case 'workingDays':
      return [
        `期間：以${named(explanation.from)}為始日，${explanation.n} 個工作日內。`,
        '始日不計算在內（行政程序法第48條第2項）；僅計上班日。',
        ...(explanation.skipped.length > 0 ? ['下列日期不計：', ...list(explanation.skipped)] : []),
        ...explanation.makeUpDays.map((day) => `${named(day.date)}為${day.name}日，計入。`),
        basis(explanation.calendarVersion),
        closing(explanation.date),
      ];
  }
}

function explainTerm({ rule, n, taken, other }: TermExplanation): string[] {
  const explainCount = (count: TermCount): string[] => [
    `${beginning(count)}，${spanOf(count, rule, n)}`,
    ...(count.branch === 'adverse' ? [explainStay(count)] : explainMove(count)),
  ];
  if (other === null) return explainCount(taken);
  return [
    `期間涉及不利行政處分，兩種算法並列，${taken.date === other.date ? '同日屆滿' : '採較晚者'}（行政程序法第48條第5項）。`,
    `採用－${heading(taken)}：${named(taken.date)}`,
    ...explainCount(taken).map(indent),
    `未採用－${heading(other)}：${named(other.date)}`,
    ...explainCount(other).map(indent),
  ];
}

function heading({ branch }: TermCount): string {
  return branch === 'ordinary' ? '一般算法（第2項、第4項）' : '不利處分算法（第5項本文）';
}

function beginning({ branch }: TermCount): string {
  return branch === 'ordinary'
    ? '始日不計算在內（行政程序法第48條第2項）'
    : '始日不計時刻以一日論（行政程序法第48條第5項）';
}

function spanOf({ firstCounted, lastCounted, lastDayRule }: TermCount, unit: TermUnit, n: number): string {
  const first = named(firstCounted);
  const last = named(lastCounted);
  switch (lastDayRule?.kind) {
    case undefined:
      return `自${first}起算，第 ${n} 日為${last}。`;
    case 'dayBefore':
      return `自${first}起算，最後之${unit === 'weeks' ? '星期' : '月'}與起算日相當日為${named(lastDayRule.correspondingDay)}，以其前一日${last}為末日（同條第3項）。`;
    case 'endOfMonth':
      return `自${first}起算，最後之月無與起算日相當之日，以其月之末日${last}為末日（同條第3項但書）。`;
    case 'wholeMonths':
      return `自月之始日${first}起算，第 ${n} 個月之末日${last}為末日。`;
  }
}

function explainStay({ dayOff }: AdverseCount): string {
  return dayOff === null ? '末日為上班日。' : `末日為${reasonOf(dayOff)}，照計，不順延（同條第5項）。`;
}

function explainMove({ date, skipped, makeUpDays, mondayMorning }: OrdinaryCount): string[] {
  const makeUps = makeUpDays.map(makeUpDayLine);
  if (skipped.length === 0) return makeUps.length > 0 ? makeUps : ['末日為上班日，不順延。'];
  return [
    '末日逢休息日，順延（行政程序法第48條第4項）：',
    ...list(skipped),
    `順延至${named(date)}。`,
    ...makeUps,
    ...(mondayMorning
      ? ['末日為星期六者，法定以其次星期一上午為期間末日；本期限印載為該星期一，當日全日計入。']
      : []),
  ];
}

function makeUpDayLine({ date, name }: MakeUpDay): string {
  return `${named(date)}為${name}日，屬上班日（法務部99年2月3日法律字第099004718號函）。`;
}

function list(days: readonly SkippedDay[]): string[] {
  return days.map((day) => indent(`${named(day.date)}：${reasonOf(day)}`));
}

function reasonOf(day: SkippedDay): string {
  switch (day.reason) {
    case 'holiday':
      return day.name;
    case 'saturday':
      return '星期六休息日';
    case 'sunday':
      return '星期日';
    case 'closure':
      return `${countyNames[day.county]}天然災害停止上班（${day.source}）`;
  }
}

function basis(calendarVersion: string): string {
  return `上班日依據：${calendarVersion}。`;
}

function closing(date: CivilDate): string {
  return `期限：${named(date)}，含當日，至當日24時止。`;
}

function named(date: CivilDate): string {
  return `${formatRocLong(date)}（星期${WEEKDAY_NAMES[weekday(date)]}）`;
}

function indent(line: string): string {
  return `${INDENT}${line}`;
}
