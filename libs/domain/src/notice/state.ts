import type { PersonId } from '../case/actor';
import type { Dissolution } from '../case/dissolution';
import type { RoundPlan } from '../case/clocks';
import type { Policy } from '../policy/policy';
import type { Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { FollowUpResult, RoundNumber } from './commands';
import type { NoticeContent } from './content';
import type { NoticeOutcome } from './events';
import type { Reply } from './reply';

/** A round of tracking: its deadline, what is still to be reminded, the reply, the tracker's silence. */
export interface Round {
  readonly number: RoundNumber;
  readonly plan: RoundPlan;
  /** The date in the letter that opened the round: by it that letter is known, wherever the deadline is put off to. */
  readonly announced: CivilDate;
  readonly remindersLeft: RoundPlan['reminders'];
  readonly reply?: Reply;
  /** When the first version of it came, whatever replaced it: a deadline that is put off counts from it. */
  readonly firstReceivedAt?: Instant;
  /** A reply came in time, whatever replaced it later. */
  readonly repliedInTime: boolean;
  /** The one 補正 of this round; `timely` when the reply that it returned had come in time. */
  readonly supplement?: { readonly dueAt: Instant; readonly timely: boolean };
  /** 申請展期 that waits for an answer. */
  readonly extension?: { readonly reason: string; readonly until?: CivilDate };
  /** How many there have been; number their letters. */
  readonly extensionsRequested: number;
  readonly actionsReopened: number;
  readonly deadlinePassed: boolean;
  /** When silence becomes a result, or is reminded of; set when the deadline has passed. */
  readonly silentAt?: Instant;
  /** The tracker has been reminded of the follow-up. */
  readonly followUpReminded?: true;
}

/** Why the suspension is called off, and for a withdrawal its reason. */
export type Recall =
  { readonly cause: 'withdrawn'; readonly reason: string } | { readonly cause: 'repliedInTime' };

/** A recorded follow-up, as the tracking sheet shows it. */
export interface FollowUp {
  readonly round: RoundNumber;
  readonly result: FollowUpResult | { readonly kind: 'proposed'; readonly ground: Ground };
  readonly trackerId: PersonId;
  readonly at: Instant;
  /** Made by policy: printed 系統 beside the tracker. */
  readonly bySystem: boolean;
}

interface Submitted {
  readonly noticeId: string;
  readonly caseNumber: string;
  readonly tenant: string;
  readonly content: NoticeContent;
  readonly submittedBy: PersonId;
  /** Whom the drafter stood in for (代理). */
  readonly submittedFor?: PersonId;
}

interface Issued extends Submitted {
  readonly policy: Policy;
  readonly edition: string;
  readonly issuedAt: Instant;
  /** When the letter of this round was written, which names its deadline, and whether it has arrived. */
  readonly announcedAt: Instant;
  readonly delivered: boolean;
  /** It, or one before it, is known not to have arrived: by when it is to be served another way. */
  readonly serveBy?: Instant;
  readonly followUps: readonly FollowUp[];
  /** How many suspensions have been decided upon; numbers their identifiers. */
  readonly suspensionsDecided: number;
  /** Actions accepted in any round; they carry over. */
  readonly accepted: readonly number[];
  readonly dissolution?: Dissolution;
}

export interface NoticeStates {
  absent: { readonly phase: 'absent' };
  awaitingApproval: Submitted & { readonly phase: 'awaitingApproval'; readonly approvalDueAt: Instant };
  returned: Submitted & {
    readonly phase: 'returned';
    readonly reason: string;
    readonly amendBy: Instant;
    readonly reminded: boolean;
  };
  /** Issued, in one of the three rounds. */
  tracking: Issued & { readonly phase: 'tracking'; readonly round: Round };
  /** The third round failed; people decide about the suspension. */
  proposed: Issued & {
    readonly phase: 'proposed';
    readonly ground: Ground;
    readonly round: Round;
    readonly decideBy: Instant;
    readonly reminded: boolean;
  };
  /** A suspension has been decided upon; its own case carries it on. */
  suspending: Issued & {
    readonly phase: 'suspending';
    readonly suspensionId: string;
    readonly ground: Ground;
    readonly effectiveDate: CivilDate;
    readonly nonWorkingDayReason?: string;
    readonly decidedBy: PersonId;
    readonly decidedAt: Instant;
    readonly decidedFor?: PersonId;
    readonly executed: boolean;
    /** 撤回, asked for by one officer and not decided by another yet. */
    readonly withdrawal?: {
      readonly reason: string;
      readonly requestedBy: PersonId;
      readonly requestedFor?: PersonId;
      readonly approvalDueAt: Instant;
    };
    /** The suspension is being called off; which of this and its execution came first, it reports. */
    readonly recall?: Recall;
    readonly round: Round;
  };
  closed: Submitted & { readonly phase: 'closed'; readonly outcome: NoticeOutcome };
}

export type NoticePhase = keyof NoticeStates;
export type NoticeState = NoticeStates[NoticePhase];
export type NoticeIn<P extends NoticePhase> = NoticeStates[P];
