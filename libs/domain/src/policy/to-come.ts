/**
 * What a case still has before it without anybody's doing, as far as a run forward has to know it: whether there is
 * anything but reminding again and again. The cores do it; this only looks at what they wait for, and the spec holds
 * the one to the other.
 */
import { openActions } from '../notice/content';
import type { NoticeEventType } from '../notice/events';
import { awaitsAssessment, awaitsCall, isOpen } from '../notice/reply';
import type { NoticeIn, NoticeState } from '../notice/state';
import type { SuspensionEventType } from '../suspension/events';
import { isDissolvable } from '../suspension/in-phase';
import type { SuspensionState } from '../suspension/state';

/** Events by which people are reminded, or those above asked, and after which the case stands where it stood. */
export const reminding = {
  ApprovalEscalated: true,
  AmendmentOverdue: true,
  ServiceOverdue: true,
  AssessmentOverdue: true,
  FollowUpOverdue: true,
  ProposalOverdue: true,
  WithdrawalEscalated: true,
  DissolutionEscalated: true,
  SuspensionApprovalEscalated: true,
  EffectiveDateOverdue: true,
  ChangeApprovalEscalated: true,
  RatificationOverdue: true,
  CureOverdue: true,
  CureAssessmentOverdue: true,
  ConfirmationOverdue: true,
  ConfirmationLetterEscalated: true,
} as const satisfies Partial<Record<NoticeEventType | SuspensionEventType, true>>;

export type Reminding = keyof typeof reminding;

export interface ToCome {
  /** Something other than reminding falls due by itself. */
  readonly steps: boolean;
  /** Which reminding goes on until somebody acts. */
  readonly reminders: readonly Reminding[];
}

/** What a notice has before it. */
export function noticeToCome(state: NoticeState): ToCome {
  switch (state.phase) {
    case 'absent':
    case 'closed':
      return { steps: false, reminders: [] };
    case 'awaitingApproval':
      return { steps: false, reminders: ['ApprovalEscalated'] };
    case 'returned':
      return { steps: false, reminders: ['AmendmentOverdue'] };
    case 'tracking':
      return trackingToCome(state);
    case 'proposed':
      return { steps: callToCome(state), reminders: ['ProposalOverdue', ...alongside(state)] };
    case 'suspending':
      return {
        steps: false,
        reminders: state.withdrawal ? ['WithdrawalEscalated', ...alongside(state)] : alongside(state),
      };
  }
}

function trackingToCome(state: NoticeIn<'tracking'>): ToCome {
  const { round } = state;
  const { reply } = round;
  const supplement = isOpen(reply) && reply.supplement !== undefined;
  const silent = round.deadlinePassed && round.silentAt !== undefined && !isOpen(reply);
  const byPeople =
    state.policy.onSilence === 'manual' ||
    state.serveBy !== undefined ||
    openActions(state.content, state.accepted).length === 0;
  return {
    steps: !round.deadlinePassed || supplement || callToCome(state) || (silent && !byPeople),
    reminders: [
      ...(awaitsAssessment(reply) ? (['AssessmentOverdue'] as const) : []),
      ...(silent && byPeople ? (['FollowUpOverdue'] as const) : []),
      ...alongside(state),
    ],
  };
}

const callToCome = ({ phase, round: { reply } }: NoticeIn<'tracking'> | NoticeIn<'proposed'>): boolean =>
  reply?.callDueAt !== undefined &&
  reply.calledOut !== true &&
  awaitsCall(reply) &&
  (phase === 'proposed' || awaitsAssessment(reply));

const alongside = ({
  serveBy,
  dissolution,
}: NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>): readonly Reminding[] => [
  ...(serveBy === undefined ? [] : (['ServiceOverdue'] as const)),
  ...(dissolution === undefined ? [] : (['DissolutionEscalated'] as const)),
];

/** What a suspension has before it. */
export function suspensionToCome(state: SuspensionState): ToCome {
  const reminders: readonly Reminding[] = [
    ...(isDissolvable(state) && state.dissolution !== undefined ? (['DissolutionEscalated'] as const) : []),
    ...('change' in state && state.change !== undefined ? (['ChangeApprovalEscalated'] as const) : []),
    ...('ratification' in state && state.ratification?.outcome === 'pending'
      ? (['RatificationOverdue'] as const)
      : []),
  ];
  switch (state.phase) {
    case 'awaitingApproval':
      return { steps: !state.lapsed, reminders: ['SuspensionApprovalEscalated', ...reminders] };
    case 'notifying':
    case 'notified':
    case 'confirmed':
      return { steps: true, reminders };
    case 'notExecuted':
      return { steps: false, reminders: ['EffectiveDateOverdue', ...reminders] };
    case 'executing':
      return { steps: state.retryAt !== undefined, reminders };
    case 'inForce':
      return { steps: false, reminders: ['CureOverdue', ...reminders] };
    case 'assessing':
      return { steps: false, reminders: ['CureAssessmentOverdue', ...reminders] };
    case 'awaitingConfirmation':
      return {
        steps: false,
        reminders: [
          state.letter === undefined ? 'ConfirmationOverdue' : 'ConfirmationLetterEscalated',
          ...reminders,
        ],
      };
    case 'absent':
    case 'restoring':
    case 'unratified':
    case 'closed':
      return { steps: false, reminders };
  }
}
