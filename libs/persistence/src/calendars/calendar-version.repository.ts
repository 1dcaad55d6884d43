import { LessThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import type { Actor, Instant, WorkCalendar } from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { CalendarVersionEntity, type CalendarVersionRow } from '../entities/calendar-version.entity';
import { NotFoundError, VersionConflictError } from '../errors';
import { actorColumns } from '../register/record-rows';
import { auditAct, settle, type DecisionFault, type VersionDecision } from '../versions/second-person';
import { lockCalendar } from './calendar-lock';
import { parseCalendarVersion, type CalendarVersion } from './calendar-version.parser';

export type { CalendarVersion } from './calendar-version.parser';

/** A version as it comes from a file; its number and its name are given here. */
export interface NewCalendarVersion {
  /** The same for a repetition of the same request. */
  readonly id: string;
  readonly calendar: WorkCalendar;
  /** The version in force with which it was merged. */
  readonly basedOn: string;
  readonly source: string;
  readonly fileForm: string;
  readonly fileSha256: string;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
}

/** What a second person says of the version. */
export interface CalendarDecision extends VersionDecision {
  readonly id: string;
}

/** `outdated`: another version has come into force since, so that this one would take it back unseen. */
export type CalendarDecisionFault = DecisionFault | 'outdated';

export type Decided =
  | { readonly kind: 'decided'; readonly version: CalendarVersion; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly why: CalendarDecisionFault };

/**
 * The versions of the working calendar, one line for all centres: the calendar holds for the whole country. Each is
 * made of the one in force and a file, and is approved only while that one still is; so the approved ones follow one
 * another by number, and the last of them is in force. Nothing but its decision is ever written on a version.
 */
export class CalendarVersionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The version approved last, not after `at` (business time).
   * @throws EntityNotFoundError before 1970: one ships
   */
  async inForce(at: Instant): Promise<CalendarVersion> {
    return parseCalendarVersion(
      await this.dataSource.manager.findOneOrFail(CalendarVersionEntity, {
        where: { state: 'approved', decidedAt: LessThanOrEqual(at) },
        order: { number: 'DESC' },
      }),
    );
  }

  async find(id: string): Promise<CalendarVersion | undefined> {
    const row = await this.dataSource.manager.findOneBy(CalendarVersionEntity, { id });
    return row === null ? undefined : parseCalendarVersion(row);
  }

  /** Newest first. They are few: about one a year. */
  async list(): Promise<readonly CalendarVersion[]> {
    const rows = await this.dataSource.manager.find(CalendarVersionEntity, { order: { number: 'DESC' } });
    return rows.map(parseCalendarVersion);
  }

  /**
   * Adds a version that nobody has approved yet, with its audit record. The same again finds it.
   * @throws VersionConflictError when another version has come into force since it was merged, or the id has been
   *   used for another file
   */
  async add(
    wanted: NewCalendarVersion,
  ): Promise<{ readonly version: CalendarVersion; readonly replayed: boolean }> {
    const { id, calendar, basedOn, source, fileForm, fileSha256, by, at } = wanted;
    return inTransaction(this.dataSource, async (manager) => {
      await lockCalendar(manager);
      const there = await manager.findOneBy(CalendarVersionEntity, { id });
      if (there !== null) {
        if (there.fileSha256 !== fileSha256 || there.source !== source) throw conflict(id);
        return { version: parseCalendarVersion(there), replayed: true };
      }
      if ((await approvedLast(manager)).id !== basedOn) throw conflict('The calendar in force');
      const number = ((await manager.maximum(CalendarVersionEntity, 'number')) ?? 0) + 1;
      const version = nameOf(calendar, number);
      await manager
        .createQueryBuilder()
        .insert()
        .into(CalendarVersionEntity)
        .values({
          id,
          number,
          calendar: { ...calendar, version },
          basedOn,
          source,
          fileForm,
          fileSha256,
          importedAt: at,
          ...actorColumns(by),
          state: 'imported',
        })
        .updateEntity(false)
        .execute();
      await auditAct(manager, 'ImportCalendar', wanted, { id, version, fileSha256 });
      const row = await manager.findOneByOrFail(CalendarVersionEntity, { id });
      return { version: parseCalendarVersion(row), replayed: false };
    });
  }

  /**
   * Approves or refuses a version, once, with its audit record; the same request again finds what it did.
   * @throws NotFoundError
   * @throws VersionConflictError when the command id has been used for the other decision
   */
  async decide({ id, ...decision }: CalendarDecision): Promise<Decided> {
    return inTransaction(this.dataSource, async (manager): Promise<Decided> => {
      await lockCalendar(manager);
      const row = await manager.findOneBy(CalendarVersionEntity, { id });
      if (row === null) throw new NotFoundError(`Calendar version ${id}`);
      const settled = await settle(row, decision, async () =>
        (await approvedLast(manager)).id === row.basedOn ? undefined : 'outdated',
      );
      if (settled.kind === 'refused') return settled;
      if (settled.kind === 'replayed') {
        return { kind: 'decided', version: parseCalendarVersion(row), replayed: true };
      }
      const { settlement } = settled;
      await manager.update(CalendarVersionEntity, { id }, settlement);
      const action = settlement.state === 'approved' ? 'ApproveCalendar' : 'RefuseCalendar';
      await auditAct(manager, action, decision, { id });
      return { kind: 'decided', version: parseCalendarVersion({ ...row, ...settlement }), replayed: false };
    });
  }
}

const approvedLast = (manager: EntityManager): Promise<CalendarVersionRow> =>
  manager.findOneOrFail(CalendarVersionEntity, { where: { state: 'approved' }, order: { number: 'DESC' } });

/** What deadlines computed under it will be explained with: the years, and a number that no other version has. */
const nameOf = ({ firstDay, lastDay }: WorkCalendar, number: number): string =>
  `行政機關辦公日曆表 ${firstDay.slice(0, 4)}-${lastDay.slice(0, 4)}（第 ${number} 版）`;

const conflict = (what: string): VersionConflictError => new VersionConflictError(what);
