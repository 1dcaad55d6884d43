import { letterNames } from '../case/letter-names';
import { partyNames } from '../case/names';
import { chineseNumeral } from '../regulation/chinese-numeral';
import { formatRocDateTime, formatRocLong } from '../time/roc-date';
import { civilDateAt } from '../time/taipei';
import type {
  CaseDifference,
  DeadlineDifference,
  ForeseenSuspension,
  LetterDifference,
  SuspensionDifference,
} from './what-if';

/** What a draft would change about a case, as people read it, a line an element. */
export function differenceInChinese({ deadlines, letters, suspensions, stopped }: CaseDifference): string[] {
  return [
    ...deadlines.map(deadlineLine),
    ...letters.map(letterLine),
    ...suspensions.map(suspensionLine),
    ...Object.entries(stopped ?? {}).map(
      ([side, at]) =>
        `${side === 'before' ? '現行政策' : '草案'}下，自${formatRocLong(civilDateAt(at))}起無法續算：辦公日曆表尚未涵蓋。`,
    ),
  ];
}

function deadlineLine({ round, before, after }: DeadlineDifference): string {
  const what = `第${chineseNumeral(round)}次改善期限`;
  if (before === undefined) return `${what}：新增${after === undefined ? '' : formatRocLong(after.date)}`;
  return after === undefined
    ? `${what}：不再有（原為${formatRocLong(before.date)}）`
    : `${what}：${formatRocLong(before.date)} → ${formatRocLong(after.date)}`;
}

function letterLine({ template, party, round, before, after }: LetterDifference): string {
  const about = round === undefined ? '' : `（第${chineseNumeral(round)}次）`;
  const what = `信件「${letterNames[template]}」${about}→ ${partyNames[party]}`;
  if (before === undefined) return `${what}：新增${after === undefined ? '' : formatRocDateTime(after)}`;
  return after === undefined
    ? `${what}：不再寄發（原為${formatRocDateTime(before)}）`
    : `${what}：${formatRocDateTime(before)} → ${formatRocDateTime(after)}`;
}

const stepNames = { proposed: '提議中止', dateNeeded: '須另訂中止日期', executed: '執行中止' } as const;

function suspensionLine({ step, before, after }: SuspensionDifference): string {
  const what = stepNames[step];
  if (before === undefined) return `${what}：新增${after === undefined ? '' : on(after)}`;
  return after === undefined
    ? `${what}：不再發生（原為${on(before)}）`
    : `${what}：${on(before)} → ${on(after)}`;
}

const on = ({ on: date, earliestEffectiveDate: earliest }: ForeseenSuspension): string =>
  `${formatRocLong(date)}${earliest === undefined ? '' : `（最早自${formatRocLong(earliest)}起中止）`}`;
