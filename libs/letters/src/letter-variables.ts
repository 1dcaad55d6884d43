import {
  chineseNumeral,
  formatRocLong,
  letterCatalogue,
  type LetterFact,
  type LetterFacts,
  type LetterTemplate,
} from '@xiangaitong/domain';

type Variable = Exclude<LetterFact, 'items'> | 'caseNumber' | 'respondentName';

/** Every fact that a text may use, and what it is. */
const meanings: Readonly<Record<Variable, string>> = {
  caseNumber: '案號',
  respondentName: '改善對象名稱',
  reason: '事由；撤回時為撤回理由',
  legalBases: '法令依據，以頓號相連',
  deadline: '改善期限（民國○年○月○日）',
  effectiveDate: '中止日期（民國○年○月○日）',
  earlierDate: '原訂之期限或中止日期（民國○年○月○日）',
  supplementDate: '補正期限（民國○年○月○日）',
  late: '回復逾期時有此值，用於條件',
  round: '追蹤次別（一、二或三）',
  result: '追蹤結果',
  remark: '理由或說明',
  reference: '資通安全管理法主管機關來文文號',
  ground: '點13第2項該款文字',
  seriousReason: '事態嚴重之理由',
};

export interface VariableView {
  readonly name: string;
  readonly meaning: string;
  /** In every letter of the template; another one has to stand within a condition. */
  readonly always: boolean;
}

const isVariable = (name: LetterFact): name is Exclude<LetterFact, 'items'> => name !== 'items';

/** What the texts of a template may use. */
export function variablesOf(template: LetterTemplate): readonly VariableView[] {
  const { facts, optional } = letterCatalogue[template];
  const view = (always: boolean) => (name: Variable) => ({ name, meaning: meanings[name], always });
  return [
    ...(['caseNumber', 'respondentName'] as const).map(view(true)),
    ...facts.filter(isVariable).map(view(true)),
    ...optional.filter(isVariable).map(view(false)),
  ];
}

/** A letter's facts as its texts use them: dates of the Republic of China, numerals, lists in one line. */
export function valuesOf(facts: LetterFacts): Readonly<Record<string, string>> {
  const { legalBases, round } = facts;
  return defined({
    caseNumber: facts.caseNumber,
    respondentName: facts.respondentName,
    reason: facts.reason,
    legalBases: legalBases?.join('、'),
    deadline: day(facts.deadline),
    effectiveDate: day(facts.effectiveDate),
    earlierDate: day(facts.earlierDate),
    supplementDate: day(facts.supplementDate),
    late: facts.late === true ? '逾期' : undefined,
    round: round === undefined ? undefined : chineseNumeral(round),
    result: facts.result,
    remark: facts.remark,
    reference: facts.reference,
    ground: facts.ground,
    seriousReason: facts.seriousReason,
  });
}

const day = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : formatRocLong(date);

const defined = (values: Readonly<Record<Variable, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
