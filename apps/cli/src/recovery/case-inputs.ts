import { MAX_HISTORY_EVENTS, type CaseWorkflowInput } from '@xiangaitong/contracts';
import {
  calendarOfCase,
  noticeCore,
  ownEvents,
  policyOfCase,
  policyVersion1,
  suspensionCore,
  type BusinessClock,
  type NoticeEvent,
  type SuspensionEvent,
} from '@xiangaitong/domain';
import {
  calendarInForce,
  calendarsKnown,
  type CalendarVersion,
  type PolicyRepository,
  type RegisteredCase,
} from '@xiangaitong/persistence';

/** What a case's workflow is given when it is made anew, all of it out of the register. */
export class CaseInputs {
  constructor(
    private readonly versions: readonly CalendarVersion[],
    private readonly policies: PolicyRepository,
    private readonly clock: BusinessClock,
  ) {}

  /**
   * Calendar and policy are the case's own. One that names none yet, because it has not been issued, gets those that
   * were in force when it began, as its first run was given them: a rebuild changes no rule.
   */
  async of(registered: RegisteredCase): Promise<CaseWorkflowInput<unknown>> {
    const { id, tenant, events } = registered;
    const own: readonly (NoticeEvent | SuspensionEvent)[] =
      registered.kind === 'notice' ? ownEvents(noticeCore, events) : ownEvents(suspensionCore, events);
    const beganAt = events[0]?.at ?? 0;
    const known = calendarsKnown(this.versions, calendarInForce(this.versions, beganAt));
    return {
      caseId: id,
      tenant,
      clock: this.clock,
      calendar: calendarOfCase(own, known),
      policy: policyOfCase(own) ?? (await this.policies.inForce(tenant, beganAt)) ?? policyVersion1,
      maxHistoryEvents: MAX_HISTORY_EVENTS,
    };
  }
}
