import { In, type DataSource, type EntityManager } from 'typeorm';
import {
  isWorkflowEffect,
  type Actor,
  type CaseKind,
  type Instant,
  type LetterEffect,
  type NoticeEvent,
  type SuspensionEvent,
} from '@xiangaitong/domain';
import type { LoadedCase, RecordInput, RecordOutcome } from '@xiangaitong/contracts';
import { canonicalJson } from '../database/canonical-json';
import { inTransaction, isDuplicateEntry } from '../database/transaction';
import { AuditEntity } from '../entities/audit.entity';
import { DispatchEntity } from '../entities/dispatch.entity';
import { CommandEntity, EffectEntity, EventEntity, type EventRow } from '../entities/stream.entity';
import { CaseNumberTakenError, StaleRunError } from '../errors';
import { markDone } from './effect.repository';
import { parseActor, parseEdition, parseEffect, parseEvent, parseResult } from './event.parser';
import { headOf, moveHead } from './projection';
import { indexTransition } from '../search/search-index';
import { dissolve } from '../service/dissolution';
import { auditRow, commandRow, dispatchRow, effectRow, eventRows, type New } from './record-rows';
import { applyTasks } from './task-changes';

/** One event of a case as its file shows it. */
export interface TimelineEvent {
  readonly seq: number;
  readonly type: string;
  /** Business time. */
  readonly at: Instant;
  readonly by: Actor;
  /** The event without type, time and actor. */
  readonly data: object;
}

/** Gives up a transaction whose case is not where the run expects it. */
class HeadElsewhere extends Error {}

/** The record of what happened to cases: events, and all that is written together with them. */
export class RegisterRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Records one transition in one transaction: the case's row, events, command, audit record, effects,
   * letters, tasks. Six statements and one more for each of workflow effects, letters, tasks closed,
   * tasks opened and an effect settled; one where a task names somebody, to see that they are there, and
   * one for each substitute on the way to who is. 裁撤, once in an organisation's life, takes four. Three more where the
   * transition brings the text that the case is found by, once in most lives.
   *
   * Lock order: the case's own row in `notices` or `suspensions`, then rows that belong to this case
   * only, but for the rows of the people whom tasks name, which recordings share. Two recordings of one
   * case therefore wait for one another at the first statement, and two of different cases never wait;
   * they wait for a person who is being disabled, and 裁撤 for a change of that organisation's service.
   *
   * - The same input again: `recorded`, and nothing changes. Its first answer may have been lost.
   * - Another input under a command id that the case knows: `duplicate`, with the first answer. When
   *   `result.seq` lies beyond the caller's own, the caller's run is stale as well.
   *
   * @throws StaleRunError when the register is not at `expectedSeq`
   * @throws CaseNumberTakenError when a first record brings another case's number
   */
  async record(input: RecordInput): Promise<RecordOutcome> {
    const events = eventRows(input);
    try {
      await inTransaction(this.dataSource, (manager) => this.write(manager, input, events));
      return { kind: 'recorded' };
    } catch (error) {
      if (!(error instanceof HeadElsewhere) && !isDuplicateEntry(error)) throw error;
      return await this.settle(input, events, error);
    }
  }

  /** What the register holds of a case; without events when there is no such case. */
  async loadCase(kind: CaseKind, caseId: string): Promise<LoadedCase> {
    const rows = await this.eventsOf(kind, caseId);
    // Recording may go on between the two reads: an effect must not come without its event.
    const effects = await this.dataSource
      .createQueryBuilder(EffectEntity, 'r')
      .where('r.streamKind = :kind AND r.streamId = :caseId AND r.state = :state AND r.seq <= :head', {
        kind,
        caseId,
        state: 'pending',
        head: rows.at(-1)?.seq ?? 0,
      })
      .orderBy({ 'r.seq': 'ASC', 'r.position': 'ASC' })
      .getMany();
    return { events: rows.map(parseEvent), pending: effects.map(parseEffect) };
  }

  /** The case's events in order; empty when there is no such case. */
  async timeline(kind: CaseKind, caseId: string): Promise<readonly TimelineEvent[]> {
    const rows = await this.eventsOf(kind, caseId);
    return rows.map((row) => ({
      seq: row.seq,
      type: row.type,
      at: row.at,
      by: parseActor(row),
      data: row.data,
    }));
  }

  /** The edition of the regulation under which a notice was issued, or a suspension opened; undefined before that. */
  async editionOf(streamKind: CaseKind, streamId: string): Promise<string | undefined> {
    const pinned = await this.dataSource.manager.findOneBy(EventEntity, {
      streamKind,
      streamId,
      type: In(['NoticeIssued', 'SuspensionDecided', 'EmergencySuspensionOrdered'] satisfies (
        NoticeEvent | SuspensionEvent
      )['type'][]),
    });
    return pinned === null ? undefined : parseEdition(pinned);
  }

  /** The sequence number of the case's last event; 0 when there is no such case. */
  headOf(caseKind: CaseKind, caseId: string): Promise<number> {
    return headOf(this.dataSource.manager, { caseKind, caseId });
  }

  private async write(manager: EntityManager, input: RecordInput, events: New<EventRow>[]): Promise<void> {
    if (!(await moveHead(manager, input))) throw new HeadElsewhere();
    const insert = () => manager.createQueryBuilder().insert().updateEntity(false);
    if (events.length > 0) await insert().into(EventEntity).values(events).execute();
    await insert().into(CommandEntity).values(commandRow(input)).execute();
    await insert().into(AuditEntity).values(auditRow(input)).execute();
    const effects = input.effects.filter(isWorkflowEffect).map((effect) => effectRow(input, effect));
    if (effects.length > 0) await insert().into(EffectEntity).values(effects).execute();
    const letters = input.effects.filter(isLetter).map((letter) => dispatchRow(input, letter));
    if (letters.length > 0) await insert().into(DispatchEntity).values(letters).execute();
    await applyTasks(manager, input);
    await indexTransition(manager, input);
    for (const effect of input.effects) {
      if (effect.kind === 'dissolve') await dissolve(manager, effect.organisationId, input);
    }
    if (input.settles !== undefined) await markDone(manager, input.settles, input.command.result);
  }

  /**
   * Nothing was written: says why. Needs no lock, because the recording that was in the way had ended
   * before ours could fail, and what it wrote never changes.
   */
  private async settle(input: RecordInput, events: New<EventRow>[], cause: unknown): Promise<RecordOutcome> {
    const { manager } = this.dataSource;
    const { caseKind, caseId, expectedSeq, command } = input;
    const { commandId } = command;
    const first = await manager.findOneBy(CommandEntity, { caseKind, caseId, commandId });
    if (first !== null) {
      const result = parseResult(first);
      const again = canonicalJson(result) === canonicalJson(command.result) && (await this.holds(events));
      return again ? { kind: 'recorded' } : { kind: 'duplicate', result };
    }
    const head = await headOf(manager, input);
    if (head !== expectedSeq) throw new StaleRunError(caseId, expectedSeq, head);
    if (head === 0) throw new CaseNumberTakenError(input.tenant, input.summary.caseNumber, { cause });
    throw cause;
  }

  /** True when exactly these events are in the register. */
  private async holds(events: New<EventRow>[]): Promise<boolean> {
    const [first] = events;
    if (first === undefined) return true;
    const rows = await this.dataSource
      .createQueryBuilder(EventEntity, 'r')
      .where('r.streamKind = :kind AND r.streamId = :id AND r.seq >= :from', {
        kind: first.streamKind,
        id: first.streamId,
        from: first.seq,
      })
      .orderBy('r.seq')
      .limit(events.length)
      .getMany();
    return events.every((event, index) => rows[index]?.contentHash === event.contentHash);
  }

  private eventsOf(streamKind: CaseKind, streamId: string): Promise<EventRow[]> {
    return this.dataSource.manager.find(EventEntity, {
      where: { streamKind, streamId },
      order: { seq: 'ASC' },
    });
  }
}

const isLetter = (effect: RecordInput['effects'][number]): effect is LetterEffect => effect.kind === 'letter';
