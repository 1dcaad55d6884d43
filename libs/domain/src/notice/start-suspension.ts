import type { EffectDraft } from '../case/effect';
import type { SuspensionDecision } from '../suspension/decision';
import type { NoticeIn, NoticeState } from './state';

/** The suspension's own case, with all that it needs to know of the notice. @throws TypeError before it is decided */
export function startSuspension(state: NoticeState): EffectDraft {
  if (state.phase !== 'suspending') throw new TypeError('a suspension starts from a decided notice');
  const { content, effectiveDate, nonWorkingDayReason, ground, suspensionId } = state;
  const decision: SuspensionDecision = {
    suspensionId,
    tenant: state.tenant,
    noticeId: state.noticeId,
    caseNumber: `${state.caseNumber}-${state.suspensionsDecided}`,
    respondentId: content.respondentId,
    respondentName: content.respondentName,
    ground,
    reason: content.reason,
    effectiveDate,
    ...(nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason }),
    ...seriousness(state),
    decidedBy: state.decidedBy,
    ...(state.decidedFor === undefined ? {} : { decidedFor: state.decidedFor }),
    trackerId: content.trackerId,
    contactPersonId: content.contactPersonId,
    confidential: content.confidential,
  };
  return { kind: 'startSuspension', suspensionId, decision };
}

/** 事態嚴重, as the follow-up of the round that led to the suspension says it; only the first round asks for it. */
function seriousness({
  followUps,
  round,
}: NoticeIn<'suspending'>): Pick<SuspensionDecision, 'seriousReason'> {
  const result = followUps.findLast((followUp) => followUp.round === round.number)?.result;
  const reason = result?.kind === 'suspend' ? (result.seriousReason ?? '').trim() : '';
  return reason === '' ? {} : { seriousReason: reason };
}
