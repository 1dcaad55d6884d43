import type { DataSource } from 'typeorm';
import { lanes } from '@xiangaitong/contracts';
import type { CaseKind } from '@xiangaitong/domain';
import { CalendarVersionRepository } from '../calendars/calendar-version.repository';
import { toDate } from '../database/columns';
import { parseLetters, parsePhase, type LetterRow, type PhaseRow } from './operator-figures.parser';
import type {
  FigureTimes,
  LetterFigures,
  OpenDispatchState,
  OperatorFigures,
  PhaseFigures,
} from './operator-figures';

const openStates: readonly OpenDispatchState[] = ['queued', 'claimed', 'rejected', 'ambiguous', 'failed'];

/** By kind: the table, its index, and when a case is past its date. */
const kinds = {
  notice: { table: 'notices', index: 'notices_operator', overdue: 'deadline_at <= ?' },
  suspension: {
    table: 'suspensions',
    index: 'suspensions_operator',
    // Once it is in force the effective date has passed for good, as it should.
    overdue: 'in_force = FALSE AND effective_at <= ?',
  },
} as const satisfies Record<CaseKind, object>;

/** What operators are told of the register as a whole: sums only, of all centres together. */
export class OperatorFiguresRepository {
  private readonly calendars: CalendarVersionRepository;

  constructor(private readonly dataSource: DataSource) {
    this.calendars = new CalendarVersionRepository(dataSource);
  }

  /**
   * One after another on one connection at a time: whoever watches must not take connections from those who work. Each
   * reads one index from end to end at most, of open cases and of letters that are not done.
   */
  async read(times: FigureTimes): Promise<OperatorFigures> {
    const notices = await this.phases('notice', times);
    const suspensions = await this.phases('suspension', times);
    const letters = await this.letters();
    const { calendar } = await this.calendars.inForce(times.now);
    return {
      phases: [...notices, ...suspensions],
      letters,
      clockDifferenceMs: await this.clockDifference(),
      calendarLastDay: calendar.lastDay,
    };
  }

  private async phases(kind: CaseKind, times: FigureTimes): Promise<readonly PhaseFigures[]> {
    const { table, index, overdue } = kinds[kind];
    const { now, lateBefore, soonUntil } = times;
    const rows = await this.dataSource.query<PhaseRow[]>(
      `SELECT phase, COUNT(*) AS open,
         SUM(${overdue}) AS overdue,
         SUM(next_wake_at > ? AND next_wake_at <= ?) AS dueSoon,
         SUM(next_wake_at <= ?) AS wakeLate,
         MIN(next_wake_at) AS firstWakeAt
       FROM ${table} FORCE INDEX (${index}) WHERE closed = FALSE GROUP BY phase`,
      [now, now, soonUntil, lateBefore].map(toDate),
    );
    return rows.map((row) => parsePhase(kind, row));
  }

  private async letters(): Promise<readonly LetterFigures[]> {
    const rows = await this.dataSource.query<LetterRow[]>(
      `SELECT lane, state, COUNT(*) AS letters, MIN(queued_at) AS oldestQueuedAt
       FROM dispatches FORCE INDEX (dispatches_due)
       WHERE lane IN (?) AND state IN (?) AND delivered_at IS NULL GROUP BY lane, state`,
      [lanes, openStates],
    );
    return rows.map(parseLetters);
  }

  /**
   * Halved for the way there and back, as clocks are compared. The connection is at hand before: waiting for one is no
   * part of the way, and would be taken for a clock that is wrong.
   */
  private async clockDifference(): Promise<number> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      const before = Date.now();
      const [row] = await runner.manager.query<{ at: Date }[]>('SELECT UTC_TIMESTAMP(3) AS at');
      const after = Date.now();
      return row === undefined ? 0 : row.at.getTime() - (before + after) / 2;
    } finally {
      await runner.release();
    }
  }
}
