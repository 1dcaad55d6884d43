import type { RecordedNoticeEvent } from '../notice/events';
import type { ReplyForm } from '../notice/reply';
import type { RecordedSuspensionEvent } from '../suspension/events';
import { addDays, type CivilDate } from '../time/civil-date';
import { civilDateAt, MS_PER_HOUR, startOfDay, type Instant } from '../time/taipei';
import { isOfficer } from './actor';
import type { Effect, LetterEffect } from './effect';
import type { AnyPlay, World } from './world.fixture';

/** Thrown when something happened that must never happen. */
export class Never extends Error {}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Never(what);
};

/** Keeps its own books from the events alone, not from the core's state, and objects. */
export class Witness {
  /** Kind of case and type of event. */
  readonly seen = new Set<string>();
  private readonly books = new Map<AnyPlay, { events: number; effects: number }>();
  private readonly effectIds = new Set<string>();
  private readonly messages = new Set<string>();
  private readonly notice = {
    submittedBy: '',
    issued: false,
    closed: false,
    cured: false,
    unserved: false,
    round: 0,
    deadline: 0,
    passed: false,
    inTimeUnassessed: false,
    /** A reply waits to be assessed, or for the date of its 補正. */
    replyWaits: false,
    replyInTime: false,
    firstReceivedAt: Infinity,
    lastReceivedAt: Infinity,
    supplements: 0,
    supplementUntil: 0,
    supplementTimely: false,
    supplementOpen: false,
    telephone: '' as '' | 'open' | 'made' | 'inVain',
    callDueAt: 0,
    assessmentDueAt: 0,
    extension: false,
    dissolutionBy: '',
    followUps: 0,
    reminded: new Set<string>(),
    suspensionDecided: false,
    suspensionDecidedAt: 0,
    withdrawalBy: '',
    withdrawalAgreed: false,
  };
  private readonly suspensions = new Map<string, ReturnType<typeof newSuspension>>();

  /** Reads what has happened since it last looked. */
  look(world: World): void {
    for (const play of world.plays()) {
      const read = this.books.get(play) ?? { events: 0, effects: 0 };
      const effects = play.effects.slice(read.effects);
      for (const effect of effects) this.effect(play.caseId, effect);
      for (const event of play.events.slice(read.events)) {
        this.seen.add(`${play.core.kind} ${event.type}`);
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
      const tasks = play.openTasks();
      const { phase } = play.state;
      if (awake) must(next === undefined || next > now, `nextWake lies behind in ${phase}`);
      if (phase === 'absent') continue;
      if (play.core.isClosed(play.state as never)) {
        must(next === undefined, 'a closed case wakes');
        must(tasks.length === 0, 'a closed case asks for something');
        continue;
      }
      if (play === world.notice) {
        const { state } = world.notice;
        must(phase === 'suspending' || next !== undefined, `nobody is reminded in ${phase}`);
        const trackerId = state.phase === 'absent' ? '' : state.content.trackerId;
        must(
          tasks.every((task) => task.role !== 'tracker' || task.assigneeId === trackerId),
          'a task of a tracker who was replaced',
        );
      }
      const carriedElsewhere =
        world.pending(play).length > 0 ||
        (phase === 'suspending' &&
          world.suspensions.some(
            (suspension) =>
              suspension.caseId.startsWith('n-') &&
              (suspension.state.phase !== 'closed' || world.pending(suspension).length > 0),
          ));
      // A suspension waits for nobody without a clock that reminds them.
      if (play !== world.notice) {
        must(next !== undefined || world.pending(play).length > 0, `waits silently in ${phase}`);
        const inCharge = this.suspensions.get(play.caseId)?.inCharge;
        must(
          tasks.every((task) => task.role !== 'tracker' || task.assigneeId === inCharge),
          'a task of a suspension that is not for whoever has it in hand',
        );
      }
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
      case 'NoticeNotArrived':
        book.unserved = true;
        return;
      case 'ServiceOverdue':
        must(book.unserved, 'asked after a notice that has arrived');
        return;
      case 'NoticeDelivered':
        book.unserved = false;
        if (event.proof.kind === 'served')
          must(startOfDay(event.proof.date) <= event.at && event.proof.proof !== '', 'served without proof');
        return;
      case 'ReminderIssued':
        must(event.at < book.deadline && !book.passed, 'reminded of a day gone by');
        must(!book.reminded.has(`${event.round}/${event.workingDays}`), 'reminded twice');
        book.reminded.add(`${event.round}/${event.workingDays}`);
        tell(effects, 'reminder', 'respondent');
        return;
      case 'ReplyReceived':
        must(
          event.late ===
            (event.receivedAt >= book.deadline &&
              !(book.supplementTimely && event.receivedAt < book.supplementUntil)),
          'lateness',
        );
        must(claimedOn(event.form) <= civilDateAt(event.receivedAt), 'done after the day of the reply');
        must(
          !book.replyWaits || book.supplementOpen || event.assessmentDueAt === book.assessmentDueAt,
          'a new version starts the clock of the assessment anew',
        );
        if (!event.late) book.inTimeUnassessed = true;
        Object.assign(book, {
          assessmentDueAt: event.assessmentDueAt,
          replyInTime: !event.late,
          firstReceivedAt: Math.min(event.receivedAt, book.firstReceivedAt),
          lastReceivedAt: event.receivedAt,
          supplementOpen: false,
          telephone: '',
          replyWaits: true,
        });
        if (event.channel === 'email' || event.channel === 'portal') {
          Object.assign(book, { telephone: 'open', callDueAt: event.callDueAt });
          tell(effects, 'telephoneRequest', 'respondent');
        }
        return;
      case 'ReplyConfirmedByTelephone':
        book.telephone = 'made';
        return;
      case 'ReplyLeftUnconfirmed':
        must(event.at >= book.callDueAt, 'called in vain before the call was due');
        book.telephone = 'inVain';
        return;
      case 'SupplementRequested':
        book.supplements += 1;
        must(book.supplements === 1, 'a second 補正 in one round');
        must(event.dueAt > event.at + MS_PER_HOUR, 'a 補正 without time');
        must(
          event.date <= addDays(civilDateAt(event.at), world.rules.policy.extensionDays) ||
            event.dueAt <= book.deadline,
          'a 補正 beyond its term',
        );
        Object.assign(book, { supplementUntil: event.dueAt, supplementTimely: book.replyInTime });
        book.supplementOpen = true;
        must(
          (tell(effects, 'supplementRequested', 'respondent').facts.late === true) !== book.replyInTime,
          'told that a late reply is not late',
        );
        return;
      case 'SupplementMissed':
        must(book.supplementOpen && event.at >= book.supplementUntil, 'a 補正 missed before its time');
        Object.assign(book, { supplementOpen: false, inTimeUnassessed: false, replyWaits: false });
        return;
      case 'AssessmentOverdue':
        must(!book.supplementOpen, 'the centre late while the respondent has time');
        book.assessmentDueAt = event.nextAt;
        return;
      case 'ReplyAssessed': {
        const rejected = event.items.filter(({ accepted }) => !accepted);
        must(book.telephone !== 'open', 'assessed before the telephone call');
        must((book.telephone === 'inVain') === (event.unconfirmed === true), 'unconfirmed, and not noted');
        must(rejected.length === 0 || !book.supplementOpen, 'rejected within the date of its 補正');
        if (rejected.length > 0)
          must(
            tell(effects, 'replyAssessed', 'respondent').facts.items?.length === rejected.length,
            'told not all that was rejected',
          );
        Object.assign(book, { inTimeUnassessed: false, supplementOpen: false, replyWaits: false });
        return;
      }
      case 'ActionReopened':
        must(event.reason.trim() !== '', 'reopened without a reason');
        tell(effects, 'actionReopened', 'respondent');
        return;
      case 'ExtensionRequested':
        must(event.round < 3 && !book.extension, 'an extension asked for in round 3, or twice');
        book.extension = true;
        return;
      case 'ExtensionDenied':
        must(book.extension, 'nothing to deny');
        book.extension = false;
        tell(effects, 'extensionDenied', 'respondent');
        return;
      case 'DeadlinePassed':
        must(event.at >= book.deadline, 'a deadline before its time');
        book.passed = true;
        return;
      case 'DeadlineMoved':
        must(!bySystem, 'a deadline moved by itself');
        must(event.round === book.round && !book.suspensionDecided, 'moved what was over');
        must(event.plan.instant > book.deadline, 'a deadline taken from those who were told of it');
        for (const party of ['respondent', 'centre'] as const)
          must(
            tell(effects, 'deadlineMoved', party).facts.deadline === event.plan.date,
            'told another deadline',
          );
        Object.assign(book, { deadline: event.plan.instant, passed: false });
        // As if the day had been the deadline from the beginning.
        if (book.firstReceivedAt < book.deadline) {
          book.inTimeUnassessed = book.inTimeUnassessed || book.replyWaits;
          book.supplementTimely = book.supplementTimely || book.supplements > 0;
        }
        if (
          book.lastReceivedAt < book.deadline ||
          (book.supplementTimely && book.lastReceivedAt < book.supplementUntil)
        )
          book.replyInTime = true;
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
          must(!book.replyWaits || book.telephone === 'open', 'a reply that waited was lost');
          must(event.nextPlan.instant > Math.max(book.deadline, event.at), 'a deadline that is not later');
          must(
            event.nextPlan.date >= addDays(civilDateAt(event.at), world.rules.policy.minimumTermDays),
            'a term shorter than the policy allows',
          );
          must(
            tell(effects, 'followUpResult', 'respondent').facts.deadline === event.nextPlan.date,
            'told another deadline',
          );
          must(
            book.extension === (tell(effects, 'followUpResult', 'respondent').facts.remark !== undefined),
            'a request for more time that was not answered',
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
      case 'CureAccepted':
        must(event.by.role === 'supervisor', 'a cure accepted by another than a supervisor');
        must(event.round === 3 && !book.suspensionDecided, 'a cure that belongs to a round or a suspension');
        must(
          event.items.every(({ accepted }) => accepted),
          'a cure accepted with an action open',
        );
        must(book.telephone !== 'open', 'accepted before the telephone call');
        book.cured = true;
        tell(effects, 'cureAccepted', 'respondent');
        return;
      case 'ProposalSetAside':
        must(event.round === 3, 'set aside another round');
        book.followUps -= 1;
        return;
      case 'SuspensionDecidedUpon':
        must(!bySystem, 'the system decided to suspend');
        must(!book.inTimeUnassessed, 'suspended while a reply in time lay unassessed');
        must(event.at >= book.supplementUntil, 'suspended before the date of a 補正');
        Object.assign(book, { suspensionDecided: true, suspensionDecidedAt: event.at });
        return;
      case 'SuspensionSetAside':
        must(book.suspensionDecided, 'set aside what was not decided');
        // Whoever had asked for a withdrawal is answered by that.
        book.withdrawalBy = '';
        return;
      case 'WithdrawalRequested':
        must(book.suspensionDecided && book.withdrawalBy === '', 'a withdrawal asked for twice');
        book.withdrawalBy = event.by.personId;
        return;
      case 'WithdrawalApproved':
        must(event.by.personId !== book.withdrawalBy, 'withdrawn by one person');
        book.withdrawalAgreed = true;
        return;
      case 'WithdrawalRefused':
        must(event.by.personId !== book.withdrawalBy, 'a withdrawal refused by the one who asked');
        book.withdrawalBy = '';
        return;
      case 'WithdrawalLapsed':
        Object.assign(book, { withdrawalBy: '', withdrawalAgreed: false });
        return;
      case 'SuspensionRefusedForNotice':
        book.suspensionDecided = false;
        must(book.withdrawalBy === '', 'a withdrawal that nobody answered');
        if (world.notice.state.phase === 'tracking') book.followUps -= 1;
        return;
      case 'NoticeWithdrawn':
        must(
          !book.suspensionDecided || book.withdrawalAgreed,
          'withdrawn by one after a suspension was decided',
        );
        if (book.issued) tell(effects, 'noticeWithdrawn', 'respondent');
        return;
      case 'DissolutionReported':
        book.dissolutionBy = event.by.personId;
        return;
      case 'DissolutionApproved':
        this.agreed(event, book.dissolutionBy);
        book.dissolutionBy = '';
        tell(effects, 'noticeDissolved', 'respondent');
        tell(effects, 'noticeDissolved', 'bureau');
        return;
      case 'DissolutionRefused':
      case 'DissolutionLapsed':
        book.dissolutionBy = '';
        return;
      case 'NoticeClosed':
        book.closed = true;
        must(book.dissolutionBy === '' || event.outcome === 'dissolved', '裁撤 reported, and never answered');
        if (event.outcome === 'completed' && !book.cured) tell(effects, 'followUpResult', 'respondent');
        if (event.outcome === 'restored')
          must(world.serviceOn || world.suspensions.length > 1, 'closed as restored with service off');
        return;
      default:
        return;
    }
  }

  private agreed({ by }: RecordedNoticeEvent | RecordedSuspensionEvent, first: string): void {
    must(by.role === 'supervisor' || by.role === 'bureau', '裁撤 without a supervisor');
    must(first !== '' && by.personId !== first, '裁撤 by one person');
  }

  private failedBySystem(at: Instant): void {
    const book = this.notice;
    must(at >= book.deadline && book.passed, 'failed before the deadline');
    must(!book.unserved, 'failed for a notice that never arrived');
    must(!book.inTimeUnassessed, 'a reply in time, unassessed, was failed by the system');
    must(at >= book.supplementUntil, 'failed by the system before the date of a 補正');
  }

  private openRound(round: number, deadline: Instant): void {
    Object.assign(this.notice, { round, deadline, passed: false, inTimeUnassessed: false });
    Object.assign(this.notice, { supplements: 0, supplementUntil: 0, supplementTimely: false });
    Object.assign(this.notice, {
      supplementOpen: false,
      replyInTime: false,
      firstReceivedAt: Infinity,
      lastReceivedAt: Infinity,
      replyWaits: false,
      telephone: '',
      extension: false,
    });
  }

  private suspensionEvent(play: AnyPlay, event: RecordedSuspensionEvent, effects: readonly Effect[]): void {
    const book = this.suspensions.get(play.caseId) ?? newSuspension();
    this.suspensions.set(play.caseId, book);
    must(!book.closed, `${event.type} after the end`);
    const second = (first: string, what: string): void =>
      must(isOfficer(event.by.role) && event.by.personId !== first, `${what} without a second person`);
    switch (event.type) {
      case 'SuspensionDecided':
        book.decidedBy = event.decision.decidedBy;
        book.date = event.decision.effectiveDate;
        book.inCharge = event.decision.trackerId;
        must(book.inCharge !== undefined, 'decided, and nobody has it in hand');
        must(event.by.role === 'system' || event.by.personId === book.decidedBy, "in another's name");
        return;
      case 'EffectiveDateSet':
        must(startOfDay(event.effectiveDate) > event.at, 'a date gone by');
        Object.assign(book, { decidedBy: event.by.personId, date: event.effectiveDate });
        Object.assign(book, { approved: false, notified: false });
        return;
      case 'SuspensionApproved':
        second(book.decidedBy, 'approved');
        must(event.at < startOfDay(book.date), 'approved after the date');
        Object.assign(book, { approved: true, told: book.date });
        must(
          tell(effects, 'suspensionNotice', 'respondent').facts.effectiveDate === book.date,
          'told another date',
        );
        return;
      case 'SuspensionRefused':
        second(book.decidedBy, 'refused');
        this.calledOff(effects, book);
        return;
      case 'SuspensionNotified':
        must(book.approved && event.at < startOfDay(book.date), 'notified too late');
        Object.assign(book, { notified: true, reported: book.date });
        tell(effects, 'suspensionReport', 'bureau');
        return;
      case 'SuspensionNotExecuted':
        if (book.reported !== '') tell(effects, 'suspensionNotExecuted', 'bureau');
        return;
      case 'SuspensionChangeRequested':
        must(!book.executed, 'changed after the execution');
        Object.assign(book, { changeBy: event.by.personId, change: event.change.kind });
        return;
      case 'SuspensionChangeRefused':
        second(book.changeBy, 'a change refused');
        book.change = '';
        return;
      case 'SuspensionCancelled':
        second(book.changeBy, 'cancelled');
        must(book.change === 'cancel' && !book.ordered, 'cancelled what was not to be');
        this.calledOff(effects, book);
        return;
      case 'SuspensionRecalled':
        must(event.by.role === 'system' && !book.ordered, 'called off too late, or not by its notice');
        this.calledOff(effects, book);
        return;
      case 'DissolutionReported':
        book.dissolutionBy = event.by.personId;
        return;
      case 'DissolutionApproved':
        this.agreed(event, book.dissolutionBy);
        book.dissolutionBy = '';
        tell(effects, 'suspensionDissolved', 'respondent');
        tell(effects, 'suspensionDissolved', 'bureau');
        return;
      case 'DissolutionRefused':
      case 'DissolutionLapsed':
        book.dissolutionBy = '';
        return;
      case 'TrackerReassigned':
        must(event.from === book.inCharge && event.trackerId !== event.from, 'handed over by another');
        book.inCharge = event.trackerId;
        return;
      case 'SuspensionPostponed':
        this.postponed(event, effects, book);
        second(book.changeBy, 'postponed');
        return;
      case 'EmergencySuspensionOrdered':
        must(
          event.order.source === 'authority' ? event.by.role === 'authority' : isOfficer(event.by.role),
          'an emergency that nobody ordered',
        );
        Object.assign(book, { emergency: true, ordered: true, unspoken: true });
        book.inCharge = event.order.trackerId;
        must(
          event.order.source === 'authority' || book.inCharge !== undefined,
          'ordered, and nobody has it in hand',
        );
        book.decidedBy = event.by.personId;
        return;
      case 'EmergencyRatified':
      case 'RatificationRefused':
        second(book.decidedBy, 'ratified or not');
        book.unspoken = false;
        if (event.type === 'RatificationRefused' && !book.confirmed)
          tell(effects, 'ratificationRefused', 'authority');
        return;
      case 'SuspensionExecutionOrdered':
        must(book.approved && book.notified, 'cut without a delivered notice');
        must(event.at >= startOfDay(book.date), 'cut before the date');
        book.ordered = true;
        return;
      case 'SuspensionExecutionRetried':
        must(book.ordered && !book.executed, 'cut again without need');
        return;
      case 'ServiceSuspended': {
        must(book.ordered && !book.executed, 'suspended without an order');
        must(book.emergency || (book.approved && book.notified), 'suspended without notice or second person');
        book.executed = true;
        const template = book.emergency ? 'emergencySuspended' : 'suspensionExecuted';
        tell(effects, template, 'respondent');
        tell(effects, template, 'bureau');
        return;
      }
      case 'CureAssessed':
        if (!event.accepted) tell(effects, 'cureRejected', 'respondent');
        return;
      case 'ConfirmationRequested':
        Object.assign(book, { request: event.request, unanswered: false });
        tell(effects, event.urgent ? 'ratificationRefused' : 'confirmationRequest', 'authority');
        return;
      case 'ConfirmationOverdue':
        book.unanswered = true;
        tell(effects, 'confirmationReminder', 'authority');
        return;
      case 'ConfirmationRequestedAgain':
        must(book.unanswered && event.request === book.request, 'asked again within its time');
        must(
          isOfficer(event.by.role) && event.answerDueAt > event.at,
          'asked again by another, or without time',
        );
        book.unanswered = false;
        tell(effects, 'confirmationRequest', 'authority');
        return;
      case 'RestorationRefused':
      case 'ConfirmationWithdrawn':
        must(
          'letter' in event ? isOfficer(event.by.role) : event.by.role === 'authority',
          'refused or withdrawn by another',
        );
        must(!book.restoring, 'refused or withdrawn too late');
        Object.assign(book, { request: 0, confirmed: false, letterBy: '' });
        tell(effects, 'confirmationRefused', 'respondent');
        return;
      case 'ConfirmationLetterRecorded':
        must(isOfficer(event.by.role) && event.request === book.request, 'a letter about nothing');
        book.letterBy = event.by.personId;
        return;
      case 'ConfirmationLetterRefused':
        second(book.letterBy, 'a letter refused');
        book.letterBy = '';
        return;
      case 'RestorationConfirmed':
        must(event.request === book.request && book.request > 0, 'confirmed what nobody asked');
        if (event.by.role !== 'authority') {
          must(book.letterBy !== '' && event.recordedBy === book.letterBy, 'confirmed by another');
          second(book.letterBy, 'confirmed by letter');
        }
        book.confirmed = true;
        return;
      case 'RestorationOrdered':
      case 'ServiceRestored':
        must(book.confirmed && book.executed, 'restored without a confirmation');
        must(book.dissolutionBy === '', 'restored, and 裁撤 never answered');
        book.restoring = true;
        if (event.type === 'ServiceRestored') {
          const template = event.serviceOn ? 'serviceRestored' : 'suspensionEnded';
          tell(effects, template, 'respondent');
          tell(effects, template, 'bureau');
        }
        return;
      case 'SuspensionClosed':
        must(!book.unspoken, 'ended without a second person');
        must(book.dissolutionBy === '', '裁撤 reported, and never answered');
        must(
          !book.executed || book.restoring || event.outcome === 'dissolved',
          'ended without a restoration',
        );
        book.closed = true;
        return;
      default:
        return;
    }
  }

  /** Each hears it of the date that they had been told of. */
  private calledOff(effects: readonly Effect[], book: ReturnType<typeof newSuspension>): void {
    for (const [party, date] of [
      ['respondent', book.told],
      ['bureau', book.reported],
    ] as const) {
      if (date === '') continue;
      must(
        tell(effects, 'suspensionCancelled', party).facts.effectiveDate === date,
        'called off a date that nobody was told of',
      );
    }
  }

  private postponed(
    event: Extract<RecordedSuspensionEvent, { type: 'SuspensionPostponed' }>,
    effects: readonly Effect[],
    book: ReturnType<typeof newSuspension>,
  ): void {
    must(book.change === 'postpone' && !book.postponed, 'postponed what was not to be, or twice');
    must(event.at < startOfDay(book.date), 'put off a date that has come');
    must(startOfDay(event.effectiveDate) > startOfDay(book.date), 'put off to an earlier day');
    if (book.approved) {
      const notice = tell(effects, 'suspensionPostponed', 'respondent');
      must(notice.gating && notice.facts.effectiveDate === event.effectiveDate, 'told another date');
    }
    if (book.reported !== '') tell(effects, 'suspensionPostponed', 'bureau');
    const told = book.approved ? { told: event.effectiveDate } : {};
    Object.assign(book, told, book.reported === '' ? {} : { reported: event.effectiveDate });
    Object.assign(book, { date: event.effectiveDate, notified: false, postponed: true, change: '' });
  }
}

/** The last day on which an action is said to have been completed. */
const claimedOn = ({ answers, commonDate = '' }: ReplyForm): CivilDate =>
  answers.reduce((last, { done, date = commonDate }) => (done && date > last ? date : last), '');

const newSuspension = () => ({
  decidedBy: '',
  /** Who has it in hand; where nobody has, whoever tracks. */
  inCharge: undefined as string | undefined,
  date: '',
  approved: false,
  /** The date of which the respondent, and the bureau, has last been told. */
  told: '',
  reported: '',
  notified: false,
  change: '',
  changeBy: '',
  postponed: false,
  emergency: false,
  /** The second person has not spoken on an emergency. */
  unspoken: false,
  ordered: false,
  executed: false,
  request: 0,
  /** The authority's time has passed since it was asked last. */
  unanswered: false,
  letterBy: '',
  dissolutionBy: '',
  confirmed: false,
  restoring: false,
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
