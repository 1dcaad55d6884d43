import type { EntityManager } from 'typeorm';
import { toDate } from '../database/columns';
import { cut, type AttemptTimes, type ClaimedLetter } from './letter';

/** A letter that a server has taken in this attempt. */
export interface AcceptedLetter extends Pick<ClaimedLetter, 'id' | 'claimedBy' | 'attempt'> {
  readonly messageId: string;
  readonly response: string;
}

/** Ends the attempts of letters that are still their sender's; one whose lease had run out stays as it is. */
export async function endAccepted(
  manager: EntityManager,
  letters: readonly AcceptedLetter[],
  { at, arrivalCheckAt }: Pick<AttemptTimes, 'at' | 'arrivalCheckAt'>,
): Promise<void> {
  // Locked in one order, whatever the order in which the server took them.
  const sorted = [...letters].sort((a, b) => (a.id < b.id ? -1 : 1));
  const cases = sorted.map(() => 'WHEN ? THEN ?').join(' ');
  const theirs = sorted.map(() => '(id = ? AND claimed_by = ? AND attempts = ?)').join(' OR ');
  await manager.query(
    `UPDATE dispatches
        SET state = 'accepted', accepted_at = ?, arrival_check_at = ?, last_error = NULL,
            smtp_response = CASE id ${cases} END, message_id = CASE id ${cases} END,
            claimed_by = NULL, claimed_until = NULL
      WHERE state = 'claimed' AND (${theirs})`,
    [
      toDate(at),
      toDate(arrivalCheckAt),
      ...sorted.flatMap(({ id, response }) => [id, cut(response)]),
      ...sorted.flatMap(({ id, messageId }) => [id, messageId]),
      ...sorted.flatMap(({ id, claimedBy, attempt }) => [id, claimedBy, attempt]),
    ],
  );
}
