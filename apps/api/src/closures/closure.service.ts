import { Inject, Injectable } from '@nestjs/common';
import type { closureBody, ProblemCode } from '@xiangaitong/contracts';
import {
  addDays,
  civilDateAt,
  compareDates,
  dayStatus,
  formatRocSlash,
  type Actor,
  type BusinessNow,
  type Closure,
  type DayStatus,
  type Instant,
} from '@xiangaitong/domain';
import {
  CalendarVersionRepository,
  ClosureRepository,
  type ClosureFilter,
  type ClosureRow,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { keepsCalendar } from '../calendars/keeps-calendar';
import { AuditedActs } from '../commands/audited-acts.service';
import { commandIdOf, derivedId } from '../commands/command-identity';
import { reusedKey } from '../commands/reused-key';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

/** A first entry further from today is taken for a slip; a correction may come at any time. */
const DAYS_BACK = 366;
/** Typhoons are announced the evening before; a month is for what is planned. */
const DAYS_AHEAD = 30;

/** 停止上班 (颱風假) of counties, as whoever keeps the calendar enters them. */
@Injectable()
export class ClosureService {
  constructor(
    private readonly closures: ClosureRepository,
    private readonly calendars: CalendarVersionRepository,
    private readonly acts: AuditedActs,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** Newest first. */
  list(filter: ClosureFilter): Promise<readonly ClosureRow[]> {
    return this.closures.list(filter);
  }

  /** The same request again finds what the first one entered. @throws Problem */
  async enter(
    closure: z.output<typeof closureBody>,
    by: Actor,
    idempotencyKey: string,
  ): Promise<{ readonly row: ClosureRow; readonly replayed: boolean }> {
    const requestId = commandIdOf(by, idempotencyKey);
    const id = derivedId('', 'closure', requestId);
    const at = this.now();
    const { county, date, decided } = closure;
    const act = { action: 'EnterClosure', by, at, requestId, detail: { county, date, decided } };
    return this.acts.run(act, keepsCalendar, async () => {
      // Sent again when its day has gone out of range, the first answer still holds.
      if ((await this.closures.find(id)) === undefined) await this.check(closure, at);
      const answer = await this.closures.enter({ id, ...closure, by, at }).catch(reusedKey);
      if (answer.kind === 'refused') throw new Problem('closure.nothingToTakeBack');
      return answer;
    });
  }

  private async check({ county, date, decided }: Closure, at: Instant): Promise<void> {
    const today = civilDateAt(at);
    const [first, last] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
    const isNear = compareDates(date, first) >= 0 && compareDates(date, last) <= 0;
    if (!isNear && decided !== 'asUsual' && !(await this.isKnown({ county, date }))) {
      const span = `${formatRocSlash(first)} 至 ${formatRocSlash(last)}`;
      throw atDate('closure.dateOutOfRange', `可登錄 ${span} 的日期。`);
    }
    const { calendar } = await this.calendars.inForce(at);
    const status = dayStatus(calendar, date);
    if (!status.ok) {
      const span = `${formatRocSlash(calendar.firstDay)} 至 ${formatRocSlash(calendar.lastDay)}`;
      throw atDate('calendar.notCovered', `現行辦公日曆表涵蓋 ${span}。`);
    }
    if (!status.value.working) {
      throw atDate('closure.dayOff', `${formatRocSlash(date)} 為${nameOf(status.value)}。`);
    }
  }

  private async isKnown({ county, date }: Pick<Closure, 'county' | 'date'>): Promise<boolean> {
    return (await this.closures.list({ county, from: date, to: date })).length > 0;
  }
}

function atDate(code: ProblemCode, message: string): Problem {
  return new Problem(code, { fields: [{ field: 'date', message }] });
}

function nameOf(day: DayStatus & { readonly working: false }): string {
  switch (day.kind) {
    case 'holiday':
      return `放假日「${day.name}」`;
    case 'saturday':
      return '星期六';
    case 'sunday':
      return '星期日';
    case 'closure':
      return '停止上班日';
  }
}
