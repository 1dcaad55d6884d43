import { In, IsNull, MoreThan, type DataSource, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { CaseKind, Instant, Lane, OrganisationId } from '@xiangaitong/domain';
import type { NonArrivalReport } from '@xiangaitong/contracts';
import { toDate } from '../database/columns';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { inTransaction } from '../database/transaction';
import { DispatchEntity, type DispatchRow, type DispatchState } from '../entities/dispatch.entity';
import { endAccepted, type AcceptedLetter } from './accepted-letters';
import { recordArrival, type ArrivalProof } from './arrival';
import {
  changeFor,
  claimedLetter,
  MAX_AMBIGUOUS_ATTEMPTS,
  reportOf,
  type AttemptOutcome,
  type AttemptTimes,
  type ClaimedLetter,
} from './letter';
import { askToServe } from './letter-tasks';

export interface ClaimOptions {
  /** Names the sender; different for each. At most 100 characters. */
  readonly claimedBy: string;
  /** Business time. */
  readonly now: Instant;
  /** Real milliseconds after which an unfinished attempt counts as ambiguous: well over the slowest sending. */
  readonly leaseMs: number;
  /** Told, when it has been recorded, of how many letters the sender before had ended without a word. */
  readonly onLeasesEnded?: (letters: number) => void;
}

export type RecordedAttempt =
  | { readonly kind: 'recorded'; readonly state: DispatchState; readonly report?: NonArrivalReport }
  /** The lease had run out, and the letter is another sender's by now; nothing has changed. */
  | { readonly kind: 'lost' };

/** Letters that have not certainly been sent. */
export interface LetterTally {
  /** To be tried; no attempt has ended unclear. */
  readonly waiting: number;
  /** An attempt has been claimed, and has no outcome yet. */
  readonly underWay: number;
  /** To be tried again, after an attempt of which nobody knows how it ended. */
  readonly again: number;
  /** Given up after such attempts. */
  readonly unclear: number;
}

export interface DispatchFilter extends PageRequest {
  readonly state?: DispatchState;
  readonly lane?: Lane;
  readonly caseKind?: CaseKind;
  readonly caseId?: string;
}

/** Letters on their way out. Queued by `RegisterRepository.record` only. */
export class DispatchRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Gives up to `limit` letters that are due to this sender alone, the longest due first. A letter
   * whose lease has run out may have been sent: it comes again as an ambiguous attempt, or is given up.
   *
   * Rows that another claim has locked are skipped instead of waited for: it takes them. What comes
   * back is committed before a byte leaves, so no letter is with two senders within its lease.
   */
  async claim(
    lane: Lane,
    limit: number,
    { claimedBy, now, leaseMs, onLeasesEnded }: ClaimOptions,
  ): Promise<ClaimedLetter[]> {
    let ended = 0;
    const claimed = await inTransaction(this.dataSource, async (manager) => {
      ended = await endLeases(manager, lane, now);
      // Rows are locked as they are read. Read in the order of the index that is no more than are claimed; a scan
      // that is sorted afterwards, which a small table invites, locks the whole lane, and other claims find nothing.
      const due = await manager.query<{ id: string }[]>(
        `SELECT id FROM dispatches FORCE INDEX (dispatches_due)
         WHERE lane = ? AND state = 'queued' AND next_attempt_at <= ?
         ORDER BY next_attempt_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
        [lane, toDate(now), limit],
      );
      if (due.length === 0) return [];
      const rows = await manager.find(DispatchEntity, {
        where: { id: In(due.map(({ id }) => id)) },
        order: { nextAttemptAt: 'ASC', id: 'ASC' },
      });
      await manager
        .createQueryBuilder()
        .update(DispatchEntity)
        .set({
          state: 'claimed',
          claimedBy,
          attempts: () => 'attempts + 1',
          claimedUntil: () => 'UTC_TIMESTAMP(3) + INTERVAL :leaseMicros MICROSECOND',
        })
        .where('id IN (:...ids)', { ids: rows.map((row) => row.id), leaseMicros: Math.round(leaseMs * 1000) })
        .execute();
      return rows.map((row) => claimedLetter(row, claimedBy));
    });
    if (ended > 0) onLeasesEnded?.(ended);
    return claimed;
  }

  /**
   * Records how an attempt ended. Compares sender and attempt, so that one that comes too late changes
   * nothing; it needs no other lock, since nobody else writes a letter that is claimed.
   *
   * accepted: waits for its arrival check. Refused for good: `rejected`. Refused for now, or not sent:
   * again at `retryAt`, `failed` after twelve attempts. Ambiguous: again and marked, `ambiguous` after
   * the third.
   * A letter that no case waits for and that has come to such an end becomes a person's task.
   * @returns what the case has to be told, when the letter is gating and has come to such an end
   */
  async recordOutcome(
    letter: Pick<ClaimedLetter, 'id' | 'claimedBy' | 'attempt' | 'attemptAnew' | 'ambiguousAttempts'>,
    outcome: AttemptOutcome,
    times: AttemptTimes,
  ): Promise<RecordedAttempt> {
    return inTransaction(this.dataSource, (manager) => endAttempt(manager, letter, outcome, times));
  }

  /** Accepted letters whose arrival has to be looked at, the longest due first. `now` is business time. */
  async dueArrivalChecks(lane: Lane, now: Instant, limit: number): Promise<readonly DispatchRow[]> {
    return this.dataSource
      .createQueryBuilder(DispatchEntity, 'r')
      .where(
        'r.lane = :lane AND r.state = :state AND r.arrivalChecked = FALSE AND r.arrivalCheckAt <= :now',
        {
          lane,
          state: 'accepted',
          now: toDate(now),
        },
      )
      .orderBy({ 'r.arrivalCheckAt': 'ASC', 'r.id': 'ASC' })
      .limit(limit)
      .getMany();
  }

  /**
   * Notes that the arrival was looked at; a letter without an acknowledgement is marked `unknown`. One
   * statement decides both, so an acknowledgement that comes at the same time is not overlooked.
   * @returns what the case has to be told, when the letter is gating and not known to have arrived
   */
  async markArrivalChecked(id: string): Promise<NonArrivalReport | undefined> {
    await this.dataSource
      .createQueryBuilder()
      .update(DispatchEntity)
      .set({ arrivalChecked: true, nonArrival: () => "IF(delivered_at IS NULL, 'unknown', NULL)" })
      .where('id = :id AND state = :state AND arrival_checked = FALSE', { id, state: 'accepted' })
      .execute();
    const row = await this.dataSource.manager.findOneBy(DispatchEntity, { id });
    return row === null ? undefined : reportOf(row);
  }

  /**
   * Records of letters of one claim that a server has taken them: all in one statement, because a storm has thousands.
   * Compares sender and attempt, as {@link recordOutcome} does; there is nobody who has to be told or asked.
   */
  async recordAccepted(
    letters: readonly AcceptedLetter[],
    times: Pick<AttemptTimes, 'at' | 'arrivalCheckAt'>,
  ): Promise<void> {
    if (letters.length > 0)
      await inTransaction(this.dataSource, (manager) => endAccepted(manager, letters, times));
  }

  /**
   * Remembers which wording each letter is made with; the first stays, whoever else makes it.
   * @param wordingIds by letter
   * @returns those that they are made with
   */
  async keepWordings(wordingIds: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
    const ids = [...wordingIds.keys()];
    if (ids.length === 0) return wordingIds;
    const { manager } = this.dataSource;
    for (const wordingId of new Set(wordingIds.values())) {
      const those = ids.filter((id) => wordingIds.get(id) === wordingId);
      await manager.update(DispatchEntity, { id: In(those), wordingId: IsNull() }, { wordingId });
    }
    const rows = await manager.find(DispatchEntity, {
      select: { id: true, wordingId: true },
      where: { id: In(ids) },
    });
    return new Map(rows.map(({ id, wordingId }) => [id, wordingId ?? wordingIds.get(id) ?? '']));
  }

  /**
   * Records that the letter has arrived; the first acknowledgement counts. One that was never tried
   * cannot be acknowledged, only served. What a person was asked to do about it is done.
   * @returns whether this was the first
   */
  async acknowledge(id: string, proof: ArrivalProof): Promise<boolean> {
    return inTransaction(this.dataSource, (manager) => recordArrival(manager, id, proof));
  }

  /** Non-arrivals of which a case has yet to hear: also those whose sender died before it could tell. */
  async unreported(lane: Lane, limit: number): Promise<readonly NonArrivalReport[]> {
    const rows = await this.dataSource
      .createQueryBuilder(DispatchEntity, 'r')
      .where('r.lane = :lane AND r.gating = TRUE AND r.reported = FALSE', { lane })
      .andWhere('r.nonArrival IS NOT NULL AND r.deliveredAt IS NULL')
      .orderBy('r.id')
      .limit(limit)
      .getMany();
    return rows.flatMap((row) => reportOf(row) ?? []);
  }

  /** The case has heard of it. */
  async markReported(id: string): Promise<void> {
    await this.dataSource.manager.update(DispatchEntity, { id }, { reported: true });
  }

  /** Business instant of the lane's next attempt or arrival check; undefined when nothing waits. */
  async nextDueAt(lane: Lane): Promise<Instant | undefined> {
    const { manager } = this.dataSource;
    const [attempt] = await manager.find(DispatchEntity, {
      where: { lane, state: 'queued' },
      order: { nextAttemptAt: 'ASC' },
      take: 1,
    });
    const [check] = await manager.find(DispatchEntity, {
      where: { lane, state: 'accepted', arrivalChecked: false },
      order: { arrivalCheckAt: 'ASC' },
      take: 1,
    });
    const due = [attempt?.nextAttemptAt, check?.arrivalCheckAt].filter((at) => typeof at === 'number');
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** How many letters have still to be sent, and of how many nobody knows whether they were. */
  async tally(): Promise<LetterTally> {
    const count = (where: FindOptionsWhere<DispatchRow>) =>
      this.dataSource.manager.countBy(DispatchEntity, where);
    return {
      waiting: await count({ state: 'queued', ambiguousAttempts: 0 }),
      underWay: await count({ state: 'claimed' }),
      again: await count({ state: 'queued', ambiguousAttempts: MoreThan(0) }),
      unclear: await count({ state: 'ambiguous' }),
    };
  }

  /** The case's letters in the order in which they were called for. */
  async listByCase(caseKind: CaseKind, caseId: string): Promise<readonly DispatchRow[]> {
    return this.dataSource.manager.find(DispatchEntity, {
      where: { caseKind, caseId },
      order: { queuedAt: 'ASC', recordedAt: 'ASC', id: 'ASC' },
    });
  }

  /** By id. @throws BadCursorError */
  list(filter: DispatchFilter): Promise<Page<DispatchRow>> {
    const { tenant, state, lane, caseKind, caseId } = filter;
    const query = this.dataSource
      .createQueryBuilder(DispatchEntity, 'r')
      .where('r.tenant = :tenant', { tenant });
    return pageOf(whereGiven(query, { state, lane, caseKind, caseId }), filter, { list: 'dispatches' });
  }

  /** Those of these that there are, in no particular order. */
  async findMany(ids: readonly string[]): Promise<readonly DispatchRow[]> {
    return ids.length === 0 ? [] : this.dataSource.manager.findBy(DispatchEntity, { id: In([...ids]) });
  }

  async get(tenant: OrganisationId, id: string): Promise<DispatchRow | undefined> {
    return (await this.dataSource.manager.findOneBy(DispatchEntity, { tenant, id })) ?? undefined;
  }
}

/**
 * Locked rows are skipped here too: whoever holds one is ending its lease, or its sender is still alive.
 * @returns of how many letters
 */
async function endLeases(manager: EntityManager, lane: Lane, now: Instant): Promise<number> {
  const rows = await manager
    .createQueryBuilder(DispatchEntity, 'r')
    .useIndex('dispatches_lease')
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .where('r.lane = :lane AND r.state = :state AND r.claimedUntil < UTC_TIMESTAMP(3)', {
      lane,
      state: 'claimed',
    })
    .getMany();
  if (rows.length === 0) return 0;
  // Assignments are made from left to right: what reads the count stands before what raises it.
  const last = `ambiguous_attempts >= ${MAX_AMBIGUOUS_ATTEMPTS - 1}`;
  await manager
    .createQueryBuilder()
    .update(DispatchEntity)
    .set({
      state: () => `IF(${last}, 'ambiguous', 'queued')`,
      nonArrival: () => `IF(${last}, 'ambiguous', NULL)`,
      ambiguousAttempts: () => 'ambiguous_attempts + 1',
      nextAttemptAt: now,
      claimedBy: null,
      claimedUntil: null,
      lastError: 'the sender ended before it could say how the attempt went',
    })
    .where('id IN (:...ids)', { ids: rows.map((row) => row.id) })
    .execute();
  const given = rows.filter(({ ambiguousAttempts }) => ambiguousAttempts >= MAX_AMBIGUOUS_ATTEMPTS - 1);
  for (const { id } of given) {
    await askToServe(manager, await manager.findOneByOrFail(DispatchEntity, { id }), now);
  }
  return rows.length;
}

async function endAttempt(
  manager: EntityManager,
  letter: Pick<ClaimedLetter, 'id' | 'claimedBy' | 'attempt' | 'attemptAnew' | 'ambiguousAttempts'>,
  outcome: AttemptOutcome,
  times: AttemptTimes,
): Promise<RecordedAttempt> {
  const { id, claimedBy, attempt } = letter;
  const { affected } = await manager
    .createQueryBuilder()
    .update(DispatchEntity)
    .set({
      ...changeFor(letter, outcome, times),
      ...(times.messageId === undefined ? {} : { messageId: times.messageId }),
      claimedBy: null,
      claimedUntil: null,
    })
    .where('id = :id AND state = :state AND claimed_by = :claimedBy AND attempts = :attempt', {
      id,
      state: 'claimed',
      claimedBy,
      attempt,
    })
    .execute();
  if (affected !== 1) return { kind: 'lost' };
  const row = await manager.findOneByOrFail(DispatchEntity, { id });
  await askToServe(manager, row, times.at);
  const report = reportOf(row);
  return { kind: 'recorded', state: row.state, ...(report === undefined ? {} : { report }) };
}
