import { Inject, Injectable } from '@nestjs/common';
import type { calendarAdoptionBody } from '@xiangaitong/contracts';
import {
  calendarOfCase,
  countyNames,
  noticeCore,
  type BusinessNow,
  type County,
  type OrganisationId,
  type WorkCalendar,
} from '@xiangaitong/domain';
import {
  calendarsKnown,
  CalendarVersionRepository,
  ClosureRepository,
  OrganisationRepository,
  RegisterRepository,
} from '@xiangaitong/persistence';
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
    private readonly organisations: OrganisationRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * The version in force, with the closures of a county.
   * @throws Problem `calendarVersion.unknown`, `calendarVersion.notInForce`, `closure.otherCounty`
   */
  async calendarFor(
    noticeId: string,
    respondentId: OrganisationId,
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
    if (county !== undefined) await this.checkCounty(respondentId, county);
    const { events } = await this.register.loadCase('notice', noticeId);
    const own = calendarOfCase(
      events.filter((event) => noticeCore.owns(event)),
      calendarsKnown(versions, inForce.calendar),
    );
    return otherCalendarFor(own, inForce.calendar, county, (of) => this.closures.closuresOf(of));
  }

  /** Where nobody has said in which county the office is, whoever chooses the case says it. */
  private async checkCounty(respondentId: OrganisationId, county: County): Promise<void> {
    const known = (await this.organisations.get(respondentId))?.county ?? county;
    if (known === county) return;
    const message = `改善對象所在地為${countyNames[known]}；所在地有誤者，請先更正。`;
    throw new Problem('closure.otherCounty', { fields: [{ field: 'county', message }] });
  }
}
