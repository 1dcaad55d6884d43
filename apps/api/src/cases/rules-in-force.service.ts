import { Injectable } from '@nestjs/common';
import {
  policyVersion1,
  type Instant,
  type OrganisationId,
  type Policy,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { CalendarVersionRepository, PolicyRepository } from '@xiangaitong/persistence';

/** By which rules a case begins, or a notice is issued, at this moment. */
@Injectable()
export class RulesInForce {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly calendars: CalendarVersionRepository,
  ) {}

  /**
   * The centre's policy, the one that ships where it has none of its own, and the calendar of the whole country.
   * @param at business time
   */
  async of(
    tenant: OrganisationId,
    at: Instant,
  ): Promise<{ readonly policy: Policy; readonly calendar: WorkCalendar }> {
    const [policy, { calendar }] = await Promise.all([
      this.policies.inForce(tenant, at),
      this.calendars.inForce(at),
    ]);
    return { policy: policy ?? policyVersion1, calendar };
  }
}
