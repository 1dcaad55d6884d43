import { And, LessThanOrEqual, MoreThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import type { Actor, CivilDate, Closure, County, Instant } from '@xiangaitong/domain';
import { appendAudit } from '../audit/audit.repository';
import { lockCalendar } from '../calendars/calendar-lock';
import { inTransaction } from '../database/transaction';
import { ClosureEntity, type ClosureRow } from '../entities/closure.entity';
import { VersionConflictError } from '../errors';
import { actorColumns } from '../register/record-rows';

/** What somebody enters; its number is given here. */
export interface NewClosure extends Closure {
  /** The same for a repetition of the same request. */
  readonly id: string;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
}

/** Days from the first to the last, both included. */
export interface ClosureFilter {
  readonly county?: County | undefined;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
}

/** `nothingToTakeBack`: 照常上班 of a county and day of which nothing has been entered. */
export type EnteredClosure =
  | { readonly kind: 'entered'; readonly row: ClosureRow; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly why: 'nothingToTakeBack' };

/**
 * Closures of counties (停止上班), one list for all centres: a day off in a county is one for whoever asks. Entries are
 * added and never changed; a wrong one is corrected by the next of that county and day.
 */
export class ClosureRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Adds an entry, with its audit record; the same request again finds it. It moves no deadline.
   * @throws VersionConflictError when the id has been used for another entry
   */
  async enter({ id, by, at, ...entry }: NewClosure): Promise<EnteredClosure> {
    const { county, date, decided, source } = entry;
    return inTransaction(this.dataSource, async (manager): Promise<EnteredClosure> => {
      await lockCalendar(manager);
      const there = await manager.findOneBy(ClosureEntity, { id });
      if (there !== null) return again(there, entry);
      if (decided === 'asUsual' && !(await manager.existsBy(ClosureEntity, { county, date }))) {
        return { kind: 'refused', why: 'nothingToTakeBack' };
      }
      const number = ((await manager.maximum(ClosureEntity, 'number')) ?? 0) + 1;
      await manager
        .createQueryBuilder()
        .insert()
        .into(ClosureEntity)
        .values({ id, number, county, date, decided, source, enteredAt: at, ...actorColumns(by) })
        .updateEntity(false)
        .execute();
      await audit(manager, by, at, { id, number, county, date, decided });
      const row = await manager.findOneByOrFail(ClosureEntity, { id });
      return { kind: 'entered', row, replayed: false };
    });
  }

  async find(id: string): Promise<ClosureRow | undefined> {
    return (await this.dataSource.manager.findOneBy(ClosureEntity, { id })) ?? undefined;
  }

  /** Newest first, those that a later one stands for included. They are few: some each year. */
  async list({ county, from, to }: ClosureFilter): Promise<readonly ClosureRow[]> {
    const bounds = [
      ...(from === undefined ? [] : [MoreThanOrEqual(from)]),
      ...(to === undefined ? [] : [LessThanOrEqual(to)]),
    ];
    const where = {
      ...(county === undefined ? {} : { county }),
      ...(bounds.length === 0 ? {} : { date: And(...bounds) }),
    };
    return this.dataSource.manager.find(ClosureEntity, { where, order: { number: 'DESC' } });
  }

  /** Of one county in order of entry, as `calendarWithClosures` takes them. */
  async closuresOf(county: County): Promise<Closure[]> {
    const rows = await this.dataSource.manager.find(ClosureEntity, {
      where: { county },
      order: { number: 'ASC' },
    });
    return rows.map(({ date, source, decided }) => ({ county, date, source, decided }));
  }
}

function again(row: ClosureRow, { county, date, decided, source }: Closure): EnteredClosure {
  const same = row.county === county && row.date === date && row.decided === decided && row.source === source;
  if (!same) throw new VersionConflictError(`Closure ${row.id}`);
  return { kind: 'entered', row, replayed: true };
}

const audit = (manager: EntityManager, actor: Actor, at: Instant, detail: object) =>
  appendAudit(manager, {
    at,
    actor,
    tenant: actor.organisationId,
    action: 'EnterClosure',
    outcome: 'done',
    detail,
  });
