import type { RecordedNoticeEvent } from '../notice/events';
import type { RecordedSuspensionEvent } from '../suspension/events';
import { startOfDay, type Instant } from '../time/taipei';
import type { Effect, LetterEffect } from './effect';
import { openTasksOf } from './play.fixture';
import type { AnyPlay, World } from './world.fixture';

/** Thrown when something happened that must never happen. */
export class Never extends Error {}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Never(what);
};

/** Keeps its own books from the events alone, not from the core's state, and objects. */
export class Witness {
  readonly seen = new Set<string>();
  private readonly books = new Map<AnyPlay, { events: number; effects: number }>();
  private readonly effectIds = new Set<string>();
  private readonly messages = new Set<string>();
  private readonly notice = {
    submittedBy: '',
    issued: false,
    closed: false,
    round: 0,
    deadline: 0,
    passed: false,
    inTimeUnassessed: false,
    followUps: 0,
    reminded: new Set<string>(),
    suspensionDecided: false,
  };
  private readonly suspensions = new Map<string, ReturnType<typeof newSuspension>>();

  /** Reads what has happened since it last looked. */
  look(world: World): void {
    for (const play of world.plays()) {
      const read = this.books.get(play) ?? { events: 0, effects: 0 };
      const effects = play.effects.slice(read.effects);
      for (const effect of effects) this.effect(play.caseId, effect);
      for (const event of play.events.slice(read.events)) {
        this.seen.add(event.type);
        if (play === world.notice) this.noticeEvent(event as RecordedNoticeEvent, effects, world);
        else this.suspensionEvent(play, event as RecordedSuspensionEvent, effects);
      }
      if ('followUps' in play.state) {
        const rounds = play.state.followUps.map(({ round }) => round);
        must(rounds.length <= 3 && new Set(rounds).size === rounds.length, 'a round recorded twice');
      }
      this.books.set(play, { events: play.events.length, effects: play.effects.length });
    }
  }

  /** Nothing is stuck: each open case has its next wake, a person's task, or a workflow's effect to come. */
  nothingIsStuck(world: World, now: Instant, awake: boolean): void {
    for (const play of world.plays()) {
      const next = play.nextWake();
      const tasks = openTasksOf(play.effects);
      const { phase } = play.state;
      if (awake) must(next === undefined || next > now, `nextWake lies behind in ${phase}`);
      if (phase === 'absent') continue;
      if (play.core.isClosed(play.state as never)) {
        must(next === undefined, 'a closed case wakes');
        must(tasks.length === 0, 'a closed case asks for something');
        continue;
      }
      const carriedElsewhere =
        world.pending(play).length > 0 ||
        (phase === 'suspending' &&
          world.suspensions.some(
            (suspension) => suspension.state.phase !== 'closed' || world.pending(suspension).length > 0,
          ));
      must(next !== undefined || tasks.length > 0 || carriedElsewhere, `stuck in ${phase}`);
    }
  }

  private effect(caseId: string, effect: Effect): void {
    must(!this.effectIds.has(effect.id), `effect id twice: ${effect.id}`);
    this.effectIds.add(effect.id);
    if (effect.kind !== 'letter') return;
    const message = `${caseId}/${effect.step}/${effect.recipient.party}`;
    must(!this.messages.has(message), `one Message-ID for two letters: ${message}`);
    this.messages.add(message);
  }

  private noticeEvent(event: RecordedNoticeEvent, effects: readonly Effect[], world: World): void {
    const book = this.notice;
    const bySystem = event.by.role === 'system';
    must(!book.closed, `${event.type} after the end`);
    switch (event.type) {
      case 'NoticeSubmitted':
        book.submittedBy = event.by.personId;
        return;
      case 'NoticeIssued':
        must(event.by.personId !== book.submittedBy, 'approved by the one who submitted');
        book.issued = true;
        tell(effects, 'noticeIssued', 'respondent');
        this.openRound(1, event.plan.instant);
        return;
      case 'ReminderIssued':
        must(event.at < book.deadline && !book.passed, 'reminded of a day gone by');
        must(!book.reminded.has(`${event.round}/${event.workingDays}`), 'reminded twice');
        book.reminded.add(`${event.round}/${event.workingDays}`);
        tell(effects, 'reminder', 'respondent');
        return;
      case 'ReplyReceived':
        must(event.late === event.receivedAt >= book.deadline, 'lateness');
        if (!event.late) book.inTimeUnassessed = true;
        if (event.channel === 'email') tell(effects, 'telephoneRequest', 'respondent');
        return;
      case 'ReplyAssessed':
        book.inTimeUnassessed = false;
        return;
      case 'DeadlinePassed':
        must(event.at >= book.deadline, 'a deadline before its time');
        book.passed = true;
        return;
      case 'FollowUpRecorded':
        must(event.round === book.round, 'a follow-up of another round');
        if (bySystem) this.failedBySystem(event.at);
        book.followUps += 1;
        must(book.followUps <= 3, 'a fourth follow-up');
        if (event.round === 3)
          must(/^(complete|suspend)$/.test(event.result.kind), 'an extension in round 3');
        if (event.nextPlan !== undefined) {
          must(event.round < 3, 'a fourth round');
          must(event.nextPlan.instant > Math.max(book.deadline, event.at), 'a deadline that is not later');
          must(
            tell(effects, 'followUpResult', 'respondent').facts.deadline === event.nextPlan.date,
            'told another deadline',
          );
          this.openRound(book.round + 1, event.nextPlan.instant);
        }
        return;
      case 'SuspensionProposed':
        must(event.round === 3 && bySystem, 'proposed before the third round');
        this.failedBySystem(event.at);
        book.followUps += 1;
        must(book.followUps <= 3, 'a fourth follow-up');
        return;
      case 'SuspensionDecidedUpon':
        must(!bySystem, 'the system decided to suspend');
        must(!book.inTimeUnassessed, 'suspended while a reply in time lay unassessed');
        book.suspensionDecided = true;
        return;
      case 'SuspensionRefusedForNotice':
        book.suspensionDecided = false;
        if (book.round < 3) book.followUps -= 1;
        return;
      case 'NoticeWithdrawn':
        if (book.issued) tell(effects, 'noticeWithdrawn', 'respondent');
        return;
      case 'NoticeClosed':
        book.closed = true;
        if (event.outcome === 'completed') tell(effects, 'followUpResult', 'respondent');
        if (event.outcome === 'restored') must(world.serviceOn, 'closed as restored with service off');
        return;
      default:
        return;
    }
  }

  private failedBySystem(at: Instant): void {
    const book = this.notice;
    must(at >= book.deadline && book.passed, 'failed before the deadline');
    must(!book.inTimeUnassessed, 'a reply in time, unassessed, was failed by the system');
  }

  private openRound(round: number, deadline: Instant): void {
    Object.assign(this.notice, { round, deadline, passed: false, inTimeUnassessed: false });
  }

  private suspensionEvent(play: AnyPlay, event: RecordedSuspensionEvent, effects: readonly Effect[]): void {
    const book = this.suspensions.get(play.caseId) ?? newSuspension();
    this.suspensions.set(play.caseId, book);
    must(!book.closed, `${event.type} after the end`);
    switch (event.type) {
      case 'SuspensionDecided':
        book.decidedBy = event.decision.decidedBy;
        book.date = event.decision.effectiveDate;
        return;
      case 'EffectiveDateSet':
        must(startOfDay(event.effectiveDate) > event.at, 'a date gone by');
        Object.assign(book, { decidedBy: event.by.personId, date: event.effectiveDate });
        Object.assign(book, { approved: false, notified: false });
        return;
      case 'SuspensionApproved':
        must(event.by.personId !== book.decidedBy, 'approved by the one who decided');
        must(event.at < startOfDay(book.date), 'approved after the date');
        book.approved = true;
        must(
          tell(effects, 'suspensionNotice', 'respondent').facts.effectiveDate === book.date,
          'told another date',
        );
        return;
      case 'SuspensionRefused':
        must(event.by.personId !== book.decidedBy, 'refused by the one who decided');
        return;
      case 'SuspensionNotified':
        must(book.approved && event.at < startOfDay(book.date), 'notified too late');
        book.notified = true;
        tell(effects, 'suspensionReport', 'bureau');
        return;
      case 'SuspensionExecutionOrdered':
        must(book.approved && book.notified, 'cut without a delivered notice');
        must(event.at >= startOfDay(book.date), 'cut before the date');
        book.ordered = true;
        return;
      case 'ServiceSuspended':
        must(book.ordered, 'suspended without an order');
        tell(effects, 'suspensionExecuted', 'respondent');
        tell(effects, 'suspensionExecuted', 'bureau');
        return;
      case 'ConfirmationRequested':
        book.request = event.request;
        tell(effects, 'confirmationRequest', 'authority');
        return;
      case 'RestorationRefused':
        book.request = 0;
        tell(effects, 'confirmationRefused', 'respondent');
        return;
      case 'RestorationConfirmed':
        must(event.by.role === 'authority' && event.request === book.request, 'confirmed by another');
        book.confirmed = true;
        return;
      case 'RestorationOrdered':
      case 'ServiceRestored':
        must(book.confirmed, 'restored without a confirmation');
        if (event.type === 'ServiceRestored') {
          tell(effects, 'serviceRestored', 'respondent');
          tell(effects, 'serviceRestored', 'bureau');
        }
        return;
      case 'SuspensionClosed':
        book.closed = true;
        return;
      default:
        return;
    }
  }
}

const newSuspension = () => ({
  decidedBy: '',
  date: '',
  approved: false,
  notified: false,
  ordered: false,
  request: 0,
  confirmed: false,
  closed: false,
});

function tell(
  effects: readonly Effect[],
  template: LetterEffect['template'],
  party: LetterEffect['recipient']['party'],
): LetterEffect {
  const letter = effects.find(
    (effect): effect is LetterEffect =>
      effect.kind === 'letter' && effect.template === template && effect.recipient.party === party,
  );
  if (letter === undefined) throw new Never(`${party} was not told: ${template}`);
  return letter;
}
