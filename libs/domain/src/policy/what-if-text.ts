import { letterNames } from '../case/letter-names';
import { partyNames } from '../case/names';
import type { DomainError } from '../errors';
import { chineseNumeral } from '../regulation/chinese-numeral';
import { formatRocDateTime, formatRocLong } from '../time/roc-date';
import { civilDateAt, type Instant } from '../time/taipei';
import type { Both, CaseDifference, ForeseenSuspension } from './case-difference';
import type { SuspensionStep } from './run-forward';

const stepNames: Readonly<Record<SuspensionStep, string>> = {
  proposed: '提議中止',
  dateNeeded: '須另訂中止日期',
  executed: '執行中止',
};

/** What a draft would change about a case, as people read it, a line an element. */
export function differenceInChinese({
  issueRefusal,
  deadlines,
  letters,
  suspensions,
  stopped,
}: CaseDifference): string[] {
  return [
    ...(issueRefusal === undefined ? [] : [issueLine(issueRefusal)]),
    ...deadlines.map(({ round, ...both }) =>
      changeLine(`第${chineseNumeral(round)}次改善期限`, both, ({ date }) => formatRocLong(date), '不再有'),
    ),
    ...letters.map(({ template, party, round, ...both }) => {
      const about = round === undefined ? '' : `（第${chineseNumeral(round)}次）`;
      const what = `信件「${letterNames[template]}」${about}→ ${partyNames[party]}`;
      return changeLine(what, both, formatRocDateTime, '不再寄發');
    }),
    ...suspensions.map(({ step, ...both }) => changeLine(stepNames[step], both, onDate, '不再發生')),
    ...stoppedLine('現行政策', stopped?.before),
    ...stoppedLine('草案', stopped?.after),
  ];
}

/** Why something is refused, with what each field would have to be. */
export const refusalInChinese = ({ message, fields = [] }: DomainError): string =>
  [message, ...fields.map((field) => field.message)].join('');

const issueLine = ({ before, after }: Both<DomainError>): string =>
  `核准發文：${issuable(before)} → ${issuable(after)}`;

const issuable = (refusal: DomainError | undefined): string =>
  refusal === undefined ? '可' : `不可（${refusalInChinese(refusal)}）`;

function changeLine<T>(
  what: string,
  { before, after }: Both<T>,
  tell: (one: T) => string,
  gone: string,
): string {
  const to = after === undefined ? '' : tell(after);
  if (before === undefined) return `${what}：新增${to}`;
  return to === '' ? `${what}：${gone}（原為${tell(before)}）` : `${what}：${tell(before)} → ${to}`;
}

const onDate = ({ on, earliestEffectiveDate: earliest }: ForeseenSuspension): string =>
  `${formatRocLong(on)}${earliest === undefined ? '' : `（最早自${formatRocLong(earliest)}起中止）`}`;

const stoppedLine = (under: string, at: Instant | undefined): string[] =>
  at === undefined ? [] : [`${under}下，自${formatRocLong(civilDateAt(at))}起無法續算：辦公日曆表尚未涵蓋。`];
