import type { Evidence, LetterEvidence } from './evidence';
import type { Violation } from './violation';

/**
 * Longest time ahead at which a letter may be tried again, business milliseconds: the longest pause between two
 * attempts, by a clock that the harness itself had put ahead by a day.
 */
const LONGEST_PAUSE_MS = (4 + 24) * 3_600_000;

/** Every letter came once, or the register says that a second one may have, or why it did not, and to whom. */
export function* verifyLetters(evidence: Evidence): Generator<Violation> {
  const came = tally(evidence.mails);
  for (const letter of evidence.letters) {
    yield* copiesOf(letter, letter.messageId === null ? 0 : (came.get(letter.messageId) ?? 0));
    yield* endOf(letter, evidence);
  }
  const known = new Set(evidence.letters.map(({ messageId }) => messageId));
  // One that was given up before any sender could say how it went has no Message-ID in the register.
  if (
    evidence.letters.some(({ messageId, ambiguousAttempts }) => messageId === null && ambiguousAttempts > 0)
  )
    return;
  for (const messageId of came.keys())
    if (!known.has(messageId)) yield { kind: 'doubledMail', what: `${messageId} belongs to no letter` };
}

function* copiesOf({ id, state, ambiguousAttempts }: LetterEvidence, times: number): Generator<Violation> {
  if (times > 1 && ambiguousAttempts === 0)
    yield { kind: 'doubledMail', what: `${id} came ${times} times and is not marked ambiguous` };
  if (times > 1 + ambiguousAttempts && ambiguousAttempts > 0)
    yield {
      kind: 'doubledMail',
      what: `${id} came ${times} times after ${ambiguousAttempts} unclear attempts`,
    };
  if (state === 'accepted' && times === 0)
    yield { kind: 'lostMail', what: `${id} is called accepted and never came` };
}

/** A letter has left, or somebody knows that it has not: its case where one waits for it, otherwise a person. */
function* endOf(letter: LetterEvidence, evidence: Evidence): Generator<Violation> {
  const { id, state, gating, nonArrival, delivered, reported, asked } = letter;
  if (state === 'queued' || state === 'claimed') {
    if (!waitsForItsTurn(letter, evidence))
      yield { kind: 'unsentLetter', what: `${id} is still ${state}, due ${iso(letter.nextAttemptAt)}` };
  } else if (delivered) return;
  else if (gating && !reported && (nonArrival !== null || state !== 'accepted'))
    yield {
      kind: 'silentLetter',
      what: `${id} did not arrive (${nonArrival ?? state}), and its case was not told`,
    };
  else if (!gating && state !== 'accepted' && !asked)
    yield { kind: 'silentLetter', what: `${id} is ${state}, and nobody was asked to see to it` };
}

/** Whether its next attempt lies ahead, and no further than it may. */
export const waitsForItsTurn = (
  { state, nextAttemptAt }: LetterEvidence,
  { lookedAt }: Pick<Evidence, 'lookedAt'>,
): boolean => state === 'queued' && nextAttemptAt > lookedAt && nextAttemptAt <= lookedAt + LONGEST_PAUSE_MS;

const iso = (at: number): string => new Date(at).toISOString();

/** How often each of these occurs. */
export const tally = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>();
  for (const id of ids) counted.set(id, (counted.get(id) ?? 0) + 1);
  return counted;
};
