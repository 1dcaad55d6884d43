import type { Effect, LetterEffect } from './effect';
import { letterCatalogue } from './letter-catalogue';
import { Play } from './play.fixture';

interface Answer {
  readonly ok: boolean;
  readonly value?: { readonly effects: readonly Effect[] };
}
interface Offering {
  offer: (...asked: unknown[]) => Answer;
}

/** From now on notes every letter that any play calls for. */
export function watchLetters(): readonly LetterEffect[] {
  const letters: LetterEffect[] = [];
  const watched = Play.prototype as unknown as Offering;
  const original = watched.offer;
  watched.offer = function (...asked) {
    const answer = original.apply(this, asked);
    for (const effect of answer.value?.effects ?? []) if (effect.kind === 'letter') letters.push(effect);
    return answer;
  };
  return letters;
}

const always: readonly string[] = ['caseNumber', 'respondentName', 'confidential', 'contactPersonId'];

/** What letters lack that the catalogue says they have, and what they have beyond it. */
export function departuresFromCatalogue(letters: readonly LetterEffect[]): readonly string[] {
  const wrong = new Set<string>();
  for (const { template, facts } of letters) {
    const { facts: must, optional } = letterCatalogue[template];
    const given = Object.entries(facts);
    for (const [name, value] of given) {
      if (![...always, ...must, ...optional].includes(name)) wrong.add(`${template}: ${name} is unknown`);
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
        wrong.add(`${template}: ${name} is empty`);
    }
    for (const name of must) if (!Object.hasOwn(facts, name)) wrong.add(`${template}: ${name} is missing`);
  }
  return [...wrong].sort();
}
