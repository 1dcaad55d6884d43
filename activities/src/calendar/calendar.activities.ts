import { FULL_LOOK, type CalendarActivities } from '@xiangaitong/contracts';
import { systemActor, type BusinessNow } from '@xiangaitong/domain';
import {
  NotFoundError,
  type CalendarVersionRepository,
  type CoverageRepository,
} from '@xiangaitong/persistence';
import { tellCase, type TellingCases } from '../tell-case';

export interface CalendarDependencies extends TellingCases {
  readonly versions: CalendarVersionRepository;
  readonly coverage: CoverageRepository;
  readonly now: BusinessNow;
}

/** Bringing the calendar in force to open cases, and asking for the next one in time. */
export const createCalendarActivities = ({
  versions,
  coverage,
  now,
  ...telling
}: CalendarDependencies): CalendarActivities => ({
  async watchCoverage() {
    const at = now();
    const { id, calendar } = await versions.inForce(at);
    await coverage.watch(calendar.lastDay, id, at);
  },

  async casesToExtend(after) {
    const { id: versionId, calendar } = await versions.inForce(now());
    return { versionId, cases: await coverage.endingBefore(calendar.lastDay, after, FULL_LOOK) };
  },

  async extendCase({ caseKind, caseId, tenant, until = '' }, versionId) {
    const version = await versions.find(versionId);
    if (version === undefined) throw new NotFoundError(`Calendar version ${versionId}`);
    // A case that has lost days since is told again; told the same twice, it knows the command.
    const commandId = `calendar/${versionId}/${until}`;
    const command = { type: 'ExtendCalendar', calendar: version.calendar } as const;
    const envelope = { commandId, fingerprint: commandId, command, actor: systemActor(tenant) };
    await tellCase(telling, { caseKind, caseId }, envelope, ['case.closed']);
  },
});
