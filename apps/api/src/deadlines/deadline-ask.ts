import type { deadlineQuery } from '@xiangaitong/contracts';
import type { DeadlineAsk } from '@xiangaitong/domain';
import type { z } from 'zod';
import { Problem } from '../http/problem';

type Asked = z.output<typeof deadlineQuery>;
type Part = 'date' | 'from' | 'n' | 'adverse';

const parts: readonly Part[] = ['date', 'from', 'n', 'adverse'];

/**
 * The question that the parameters put.
 * @throws Problem `request.invalid` naming each that the rule needs, and each that it does not know: left out of
 *   account, it would be believed to count
 */
export function askOf(asked: Asked): DeadlineAsk {
  const { rule, date, from, n, adverse = false } = asked;
  switch (rule) {
    case 'date':
      refuseOthers(asked, ['date']);
      if (date === undefined) throw missing(asked, ['date']);
      return { rule, date };
    case 'workingDays':
      refuseOthers(asked, ['from', 'n']);
      if (from === undefined || n === undefined) throw missing(asked, ['from', 'n']);
      return { rule, from, n };
    case 'days':
    case 'weeks':
    case 'months':
      refuseOthers(asked, ['from', 'n', 'adverse']);
      if (from === undefined || n === undefined) throw missing(asked, ['from', 'n']);
      return { rule, from, n, adverse };
  }
}

function refuseOthers(asked: Asked, known: readonly Part[]): void {
  const others = parts.filter((part) => !known.includes(part) && asked[part] !== undefined);
  if (others.length > 0) throw invalid(others, `rule 為 ${asked.rule} 時沒有這一項，請刪去。`);
}

const missing = (asked: Asked, needed: readonly Part[]): Problem =>
  invalid(
    needed.filter((part) => asked[part] === undefined),
    '必填。',
  );

const invalid = (fields: readonly Part[], message: string): Problem =>
  new Problem('request.invalid', { fields: fields.map((field) => ({ field, message })) });
