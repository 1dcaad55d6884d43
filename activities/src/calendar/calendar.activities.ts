import { FULL_LOOK, type CalendarActivities } from '@xiangaitong/contracts';
import { systemActor, type BusinessNow, type CaseKind } from '@xiangaitong/domain';
import {
  NotFoundError,
  type CalendarVersionRepository,
  type CoverageRepository,
} from '@xiangaitong/persistence';
import { CaseNotRunning, CommandRefused, type CaseGateway } from '@xiangaitong/temporal-client';

export interface CalendarDependencies {
  readonly versions: CalendarVersionRepository;
  readonly coverage: CoverageRepository;
  readonly gateway: CaseGateway;
  /** As the register has it. */
  readonly isClosed: (kind: CaseKind, caseId: string) => Promise<boolean>;
  readonly now: BusinessNow;
}

/** Bringing the calendar in force to open cases, and asking for the next one in time. */
export const createCalendarActivities = ({
  versions,
  coverage,
  gateway,
  isClosed,
  now,
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
    try {
      const { kind } =
        caseKind === 'notice'
          ? await gateway.sendToNotice(caseId, envelope)
          : await gateway.sendToSuspension(caseId, envelope);
      // Its own record decides: the next attempt finds it there, or sends again under the same id.
      if (kind === 'pending') throw new Error('The command was taken and is not done yet');
    } catch (error) {
      if (error instanceof CommandRefused && error.refusal.code === 'case.closed') return;
      if (error instanceof CaseNotRunning && (await isClosed(caseKind, caseId))) return;
      throw error;
    }
  },
});
