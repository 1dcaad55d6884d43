import { Inject, Injectable } from '@nestjs/common';
import type { calendarAdoptionBody } from '@xiangaitong/contracts';
import { calendarOfCase, noticeCore, type BusinessNow, type WorkCalendar } from '@xiangaitong/domain';
import { CalendarVersionRepository, ClosureRepository, RegisterRepository } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { otherCalendarFor } from '../cases/other-calendar';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

/** The calendar that an officer chooses a notice for. */
@Injectable()
export class CalendarAdoption {
  constructor(
    private readonly register: RegisterRepository,
    private readonly calendars: CalendarVersionRepository,
    private readonly closures: ClosureRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * The version in force, with the closures of a county.
   * @throws Problem `calendarVersion.unknown`, `calendarVersion.notInForce`
   */
  async calendarFor(
    noticeId: string,
    { calendar, county }: z.output<typeof calendarAdoptionBody>,
  ): Promise<WorkCalendar> {
    const versions = await this.calendars.list();
    const inForce = await this.calendars.inForce(this.now());
    if (calendar !== undefined && calendar !== inForce.id) {
      const known = versions.some(({ id }) => id === calendar);
      const message = known ? '請採用現行版本，或於核准後再採用。' : '查無此版本；省略時為現行版本。';
      const code = known ? 'calendarVersion.notInForce' : 'calendarVersion.unknown';
      throw new Problem(code, { fields: [{ field: 'calendar', message }] });
    }
    const { events } = await this.register.loadCase('notice', noticeId);
    const own = calendarOfCase(
      events.filter((event) => noticeCore.owns(event)),
      {
        named: new Map(versions.map((version) => [version.calendar.version, version.calendar])),
        inForce: inForce.calendar,
      },
    );
    return otherCalendarFor(own, inForce.calendar, county, (of) => this.closures.closuresOf(of));
  }
}
