import type { calendarVersionsView, calendarVersionView } from '@xiangaitong/contracts';
import {
  calendarDiffInChinese,
  diffCalendars,
  type Actor,
  type DayStatus,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { SHIPPED_CALENDAR, type CalendarVersion } from '@xiangaitong/persistence';
import type { z } from 'zod';

type Summary = z.output<typeof calendarVersionsView>['entries'][number];

/** How a version is listed. Officers are named to their own people only. */
export const summaryOf = (version: CalendarVersion, inForce: boolean, actor: Actor): Summary => {
  const { id, number, calendar, state, source, importedAt } = version;
  const own = <T>(organisation: string | null, person: T | null): T | undefined =>
    organisation === actor.organisationId ? (person ?? undefined) : undefined;
  return {
    id,
    number,
    name: calendar.version,
    state,
    inForce,
    firstDay: calendar.firstDay,
    lastDay: calendar.lastDay,
    source,
    fileForm: version.fileForm ?? undefined,
    fileSha256: version.fileSha256 ?? undefined,
    importedAt,
    importedBy: own(version.actorOrganisationId, version.actorId),
    importedByOrganisation: id === SHIPPED_CALENDAR ? undefined : version.actorOrganisationId,
    decidedAt: version.decidedAt ?? undefined,
    decidedBy: own(version.decidedByOrganisation, version.decidedBy),
    decidedByOrganisation: version.decidedByOrganisation ?? undefined,
    reason: version.reason ?? undefined,
  };
};

/** @param base the calendar that was in force when it was imported; undefined for the one that ships */
export function viewVersion(
  version: CalendarVersion,
  base: WorkCalendar | undefined,
  inForce: boolean,
  actor: Actor,
): z.output<typeof calendarVersionView> {
  const { calendar, basedOn } = version;
  return {
    ...summaryOf(version, inForce, actor),
    holidays: { ...calendar.holidays },
    makeUpDays: { ...calendar.makeUpDays },
    basedOn: basedOn ?? undefined,
    diff: base && viewDiff(base, calendar),
  };
}

function viewDiff(base: WorkCalendar, calendar: WorkCalendar) {
  const diff = diffCalendars(base, calendar);
  return {
    changes: diff.changes.map(({ date, before, after }) => ({
      date,
      before: viewDay(before),
      after: viewDay(after),
    })),
    appended: diff.appended ?? undefined,
    onlyAppends: diff.onlyAppends,
    text: calendarDiffInChinese(diff),
  };
}

const viewDay = (day: DayStatus | null) =>
  day && { working: day.working, kind: day.kind, name: 'name' in day ? day.name : undefined };
