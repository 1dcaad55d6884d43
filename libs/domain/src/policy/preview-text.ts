import { letterNames } from '../case/letter-names';
import { partyNames, roleNames, taskNames } from '../case/names';
import { explainInChinese } from '../calendar/explanation';
import { formatRocLong } from '../time/roc-date';
import { weekday } from '../time/civil-date';
import { civilDateAt, timeOfDayAt } from '../time/taipei';
import type { Preview, PreviewScenario, PreviewStep } from './preview';

const INDENT = '　';
const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** What each scenario is called. */
export const scenarioNames: Readonly<Record<PreviewScenario, string>> = {
  silence: '無人回應',
  cured: '如期改善',
};

/** The preview as people read it, a line an element. */
export function previewInChinese({ scenario, issuedOn, days, stopped }: Preview): string[] {
  return [
    `預覽「${scenarioNames[scenario]}」：範例案件於${formatRocLong(issuedOn)}發文。`,
    ...days.flatMap(({ date, steps }) => [
      `${formatRocLong(date)}（星期${weekdays[weekday(date)]}）`,
      ...steps.flatMap(linesOfStep),
    ]),
    ...(stopped === undefined
      ? []
      : [`自${formatRocLong(civilDateAt(stopped.at))}起無法續行：${stopped.error.message}`]),
  ];
}

function linesOfStep({ at, sentence, by, role, deadline, letters, tasks }: PreviewStep): string[] {
  const who = by === 'policy' ? '依政策自動' : roleNames[role];
  return [
    `${INDENT}${timeOfDayAt(at)} ${sentence}〔${who}〕`,
    ...(deadline === undefined ? [] : explainInChinese(deadline.explanation)).map(
      (line) => `${INDENT}${INDENT}${INDENT}${line}`,
    ),
    ...letters.map(
      ({ template, party }) => `${INDENT}${INDENT}信件：${letterNames[template]} → ${partyNames[party]}`,
    ),
    ...tasks.map(
      ({ task, role: whose, dueAt }) =>
        `${INDENT}${INDENT}待辦：${taskNames[task]} → ${roleNames[whose]}${dueAt === undefined ? '' : `（${formatRocLong(civilDateAt(dueAt - 1))}前）`}`,
    ),
  ];
}
