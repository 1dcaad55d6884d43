import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  calendarOfCase,
  fold,
  noticeCore,
  ownEvents,
  suspensionCore,
  type CaseCore,
  type CaseKind,
  type Instant,
  type KnownCalendars,
  type NoticeEvent,
  type NoticeState,
  type OrganisationId,
  type Recorded,
  type SuspensionEvent,
  type SuspensionState,
  type WorkCalendar,
} from '@xiangaitong/domain';
import {
  calendarsKnown,
  CalendarVersionRepository,
  OpenCaseRepository,
  type OpenCase,
} from '@xiangaitong/persistence';

/** An open case as its events make it, with the calendar by which it counts. */
export interface FoldedCase<S, E> {
  readonly row: OpenCase;
  readonly events: readonly Recorded<E>[];
  readonly state: S;
  readonly calendar: WorkCalendar;
}

/** Cases read at a time: their events, some dozens each, are all that is held in memory. */
const PAGE = 200;

/** Cases looked at before others have their turn: some hundredths of a second. */
const SLICE = 20;

/** All open cases of a centre, for whoever looks at each of them; others are served meanwhile. */
@Injectable()
export class OpenCases {
  constructor(
    private readonly cases: OpenCaseRepository,
    private readonly calendars: CalendarVersionRepository,
  ) {}

  /** @param at business time, by which a calendar is in force */
  notices(tenant: OrganisationId, at: Instant): AsyncGenerator<FoldedCase<NoticeState, NoticeEvent>> {
    return this.all('notice', noticeCore, tenant, at);
  }

  /** @param at business time, by which a calendar is in force */
  suspensions(
    tenant: OrganisationId,
    at: Instant,
  ): AsyncGenerator<FoldedCase<SuspensionState, SuspensionEvent>> {
    return this.all('suspension', suspensionCore, tenant, at);
  }

  private async *all<S, C extends { readonly type: string }, E extends NoticeEvent | SuspensionEvent>(
    kind: CaseKind,
    core: CaseCore<S, C, E>,
    tenant: OrganisationId,
    at: Instant,
  ): AsyncGenerator<FoldedCase<S, E>> {
    const calendars = await this.knownCalendars(at);
    let after: string | undefined;
    for (;;) {
      const page = await this.cases.page(kind, tenant, after, PAGE);
      for (const [index, row] of page.entries()) {
        if (index % SLICE === 0) await setImmediate();
        const events = ownEvents(core, row.events);
        yield { row, events, state: fold(core, events), calendar: calendarOfCase(events, calendars) };
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  private async knownCalendars(at: Instant): Promise<KnownCalendars> {
    const [versions, { calendar }] = await Promise.all([this.calendars.list(), this.calendars.inForce(at)]);
    return calendarsKnown(versions, calendar);
  }
}
