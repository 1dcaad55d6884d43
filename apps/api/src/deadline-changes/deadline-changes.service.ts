import { Inject, Injectable } from '@nestjs/common';
import type { deadlineChangesQuery, deadlineChangesView } from '@xiangaitong/contracts';
import {
  consequenceForNotice,
  consequenceForSuspension,
  consequenceInChinese,
  explainInChinese,
  type Actor,
  type BusinessNow,
  type CalendarConsequence,
  type CaseKind,
  type Closure,
  type County,
  type Deadline,
  type OrganisationId,
  type WorkCalendar,
} from '@xiangaitong/domain';
import {
  CalendarVersionRepository,
  ClosureRepository,
  OrganisationRepository,
  type CalendarVersion,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { OpenCases } from '../cases/open-cases.service';
import { otherCalendarFor } from '../cases/other-calendar';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

type View = z.output<typeof deadlineChangesView>;
type Entry = View['entries'][number];

/** Entries at most: more than people read, and an answer of half a megabyte or so. */
const MAX_ENTRIES = 500;

/** One open case of which something would change. */
interface Changed {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly respondentId: OrganisationId;
  readonly respondentName: string;
  readonly consequence: CalendarConsequence;
}

/** Which deadlines of open cases another calendar, or a county's closures, would move. Nothing is written. */
@Injectable()
export class DeadlineChanges {
  constructor(
    private readonly cases: OpenCases,
    private readonly calendars: CalendarVersionRepository,
    private readonly closures: ClosureRepository,
    private readonly organisations: OrganisationRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem `calendarVersion.unknown` */
  async list({ calendar, county }: z.output<typeof deadlineChangesQuery>, actor: Actor): Promise<View> {
    const at = this.now();
    const inForce = await this.calendars.inForce(at);
    const version = calendar === undefined ? inForce : await this.version(calendar);
    const tenant = actor.organisationId;
    const counties = await this.organisations.counties();
    const otherOf = this.otherCalendars(version.calendar, county);
    const changed: Changed[] = [];
    const examined = { notices: 0, suspensions: 0 };
    // Nobody has said where some have their office: for whoever chooses to know.
    const concerned = (respondentId: OrganisationId): boolean =>
      county === undefined || (counties.get(respondentId) ?? county) === county;

    for await (const { row, state, calendar: own } of this.cases.notices(tenant, at)) {
      examined.notices += 1;
      if (state.phase === 'absent' || !concerned(state.content.respondentId)) continue;
      const { respondentId, respondentName } = state.content;
      const consequence = consequenceForNotice(state, own, await otherOf(own));
      if (consequence === undefined) continue;
      const { id: caseId, caseNumber } = row;
      changed.push({ caseKind: 'notice', caseId, caseNumber, respondentId, respondentName, consequence });
    }
    for await (const { row, state, calendar: own } of this.cases.suspensions(tenant, at)) {
      examined.suspensions += 1;
      if (state.phase === 'absent' || !concerned(state.decision.respondentId)) continue;
      const { respondentId, respondentName } = state.decision;
      const consequence = consequenceForSuspension(state, own, await otherOf(own));
      if (consequence === undefined) continue;
      const { id: caseId, caseNumber } = row;
      changed.push({ caseKind: 'suspension', caseId, caseNumber, respondentId, respondentName, consequence });
    }
    const isInForce = version.id === inForce.id;
    return {
      at,
      calendarId: version.id,
      calendarName: version.calendar.version,
      inForce: isInForce,
      county,
      examined,
      entries: changed
        .sort((one, other) => rankOf(one) - rankOf(other))
        .slice(0, MAX_ENTRIES)
        .map((each) => entryOf(each, counties.get(each.respondentId), isInForce)),
      omitted: Math.max(0, changed.length - MAX_ENTRIES),
    };
  }

  private async version(id: string): Promise<CalendarVersion> {
    const version = await this.calendars.find(id);
    if (version !== undefined) return version;
    const message = '查無此版本；省略時為現行版本。';
    throw new Problem('calendarVersion.unknown', { fields: [{ field: 'calendar', message }] });
  }

  /** Each calendar is made once, however many cases are under the same one. */
  private otherCalendars(
    version: WorkCalendar,
    county: County | undefined,
  ): (own: WorkCalendar) => Promise<WorkCalendar> {
    const closures = new Map<County, Promise<readonly Closure[]>>();
    const closuresOf = (of: County): Promise<readonly Closure[]> => {
      const known = closures.get(of) ?? this.closures.closuresOf(of);
      closures.set(of, known);
      return known;
    };
    const made = new Map<string, Promise<WorkCalendar>>();
    return (own) => {
      const known = made.get(own.version) ?? otherCalendarFor(own, version, county, closuresOf);
      made.set(own.version, known);
      return known;
    };
  }
}

/** What somebody can do something about comes first: an adopted case leaves the list, and makes room for the next. */
function rankOf({ consequence }: Changed): number {
  if (consequence.kind === 'earlier') return 3;
  if (consequence.kind === 'notCovered') return 2;
  return consequence.refused === undefined ? 0 : 1;
}

function entryOf({ consequence, ...about }: Changed, county: County | undefined, inForce: boolean): Entry {
  const { kind } = consequence;
  const moved = kind === 'later' || kind === 'earlier' ? consequence : undefined;
  return {
    ...about,
    county,
    consequence: kind,
    choosable: inForce && kind === 'later' && consequence.refused === undefined,
    round: moved?.round,
    before: moved && viewDeadline(moved.before),
    after: moved && viewDeadline(moved.after),
    effectiveDate: kind === 'effectiveDayOff' ? consequence.effectiveDate : undefined,
    text: consequenceInChinese(consequence),
  };
}

const viewDeadline = ({ date, explanation }: Deadline): { date: string; text: string[] } => ({
  date,
  text: explainInChinese(explanation),
});
