import { CENTRE, people, Play, RESPONDENT, taipei, type Rules } from '../case/play.fixture';
import type { SuspensionCommand, SuspensionCommandOf } from './commands';
import type { EmergencyOrderDraft, SuspensionDecision } from './decision';
import type { SuspensionEvent } from './events';
import type { SuspensionPhase, SuspensionState } from './state';
import { suspensionCore } from './suspension-core';

export type SuspensionPlay = Play<SuspensionState, SuspensionCommand, SuspensionEvent>;

const { system, supervisor, otherSupervisor, tracker, respondent, authority } = people;

export const EFFECTIVE = '2026-12-14';

export const decision: SuspensionDecision = {
  suspensionId: 'n-1-1',
  tenant: CENTRE,
  noticeId: 'n-1',
  caseNumber: 'TN-115-0001-1',
  respondentId: RESPONDENT,
  respondentName: '台南市 0000000 公會',
  ground: 11,
  reason: '連線惡意IP。',
  effectiveDate: EFFECTIVE,
  decidedBy: supervisor.personId,
  trackerId: tracker.personId,
  contactPersonId: 'contact-1',
  confidential: false,
};

export const DECIDED_AT = taipei('2026-11-24', '10:00');
export const APPROVED_AT = taipei('2026-11-25', '10:00');
export const DELIVERED_AT = taipei('2026-11-26', '10:00');

export const acknowledged: SuspensionCommandOf<'RecordDelivery'> = {
  type: 'RecordDelivery',
  proof: { kind: 'delivered', source: 'link' },
};
export const setDate = (effectiveDate: string): SuspensionCommandOf<'SetEffectiveDate'> => ({
  type: 'SetEffectiveDate',
  effectiveDate,
});
export const actuated = (desired: 'off' | 'on'): SuspensionCommandOf<'RecordActuation'> => ({
  type: 'RecordActuation',
  desired,
  serviceOn: desired === 'on',
});
export const cure: SuspensionCommandOf<'SubmitCure'> = {
  type: 'SubmitCure',
  statement: '已重灌電腦並完成掃毒。',
  fillerPersonId: respondent.personId,
};
export const acceptCure: SuspensionCommandOf<'AssessCure'> = {
  type: 'AssessCure',
  accepted: true,
  remark: '',
};
export const rejectCure: SuspensionCommandOf<'AssessCure'> = {
  type: 'AssessCure',
  accepted: false,
  remark: '未附掃描結果。',
};
export const confirm: SuspensionCommandOf<'ConfirmRestoration'> = {
  type: 'ConfirmRestoration',
  reference: '資安字第1150000001號',
};
export const refuseToRestore: SuspensionCommandOf<'RefuseRestoration'> = {
  type: 'RefuseRestoration',
  reason: '事件尚未處理完竣。',
};

export const cancel: SuspensionCommandOf<'CancelSuspension'> = {
  type: 'CancelSuspension',
  reason: '已於中止日前改善完成。',
};
export const POSTPONED_TO = '2026-12-21';
export const postpone: SuspensionCommandOf<'PostponeSuspension'> = {
  type: 'PostponeSuspension',
  effectiveDate: POSTPONED_TO,
  reason: '改善事項尚待複查。',
};
export const refuseChange: SuspensionCommandOf<'RefuseChange'> = {
  type: 'RefuseChange',
  reason: '改善尚未完成。',
};
export const emergencyOrder: EmergencyOrderDraft = {
  suspensionId: 's-1',
  tenant: CENTRE,
  caseNumber: '中止-115-000001',
  respondentId: RESPONDENT,
  respondentName: '台南市 0000000 公會',
  reason: '公文系統遭植入後門程式，有重大危害之虞。',
  decidedBy: authority.personId,
  contactPersonId: 'contact-1',
  confidential: false,
  reference: '資安字第1150000009號',
  source: 'authority',
};
export const orderEmergency: SuspensionCommandOf<'OrderEmergencySuspension'> = {
  type: 'OrderEmergencySuspension',
  order: emergencyOrder,
};
export const refuseRatification: SuspensionCommandOf<'RefuseRatification'> = {
  type: 'RefuseRatification',
  reason: '來文對象有誤。',
};
/** A letter of the day on which the authority was asked. */
export const confirmationLetter: SuspensionCommandOf<'RecordConfirmationLetter'> = {
  type: 'RecordConfirmationLetter',
  reference: '資安字第1150000002號',
  date: '2026-12-22',
  personId: 'authority-2',
};
export const refuseLetter: SuspensionCommandOf<'RefuseConfirmationLetter'> = {
  type: 'RefuseConfirmationLetter',
  reason: '文號與來文不符。',
};
export const refusalLetter: SuspensionCommandOf<'RecordRefusalLetter'> = {
  type: 'RecordRefusalLetter',
  reference: '資安字第1150000003號',
  date: '2026-12-22',
  reason: '事件尚未處理完竣。',
};
export const reassign: SuspensionCommandOf<'ReassignTracker'> = {
  type: 'ReassignTracker',
  trackerId: 'tracker-2',
  reason: '請假。',
};
export const withdrawConfirmation: SuspensionCommandOf<'WithdrawConfirmation'> = {
  type: 'WithdrawConfirmation',
  reason: '事件再度發生。',
};

function walk(rules?: Rules): SuspensionPlay {
  const play = new Play(suspensionCore, 'n-1-1', rules);
  play.now = DECIDED_AT;
  return play;
}

function decided(rules?: Rules): SuspensionPlay {
  const play = walk(rules);
  play.do({ type: 'DecideSuspension', decision }, system, DECIDED_AT);
  return play;
}

function then(from: () => SuspensionPlay, step: (play: SuspensionPlay) => unknown): () => SuspensionPlay {
  return () => {
    const play = from();
    step(play);
    return play;
  };
}

const notifying = then(decided, (play) =>
  play.do({ type: 'ApproveSuspension' }, otherSupervisor, APPROVED_AT),
);
const notified = then(notifying, (play) => play.do(acknowledged, respondent, DELIVERED_AT));
const executing = then(notified, (play) => play.sleep(taipei(EFFECTIVE)));
const inForce = then(executing, (play) => play.do(actuated('off'), system, taipei(EFFECTIVE, '00:01')));
const assessing = then(inForce, (play) => play.do(cure, respondent, taipei('2026-12-21', '10:00')));
const awaitingConfirmation = then(assessing, (play) =>
  play.do(acceptCure, tracker, taipei('2026-12-22', '10:00')),
);
const confirmed = then(awaitingConfirmation, (play) =>
  play.do(confirm, authority, taipei('2026-12-23', '10:00')),
);
const restoring = then(confirmed, (play) => play.wake(play.now));
const restored = then(restoring, (play) => play.do(actuated('on'), system, taipei('2026-12-23', '10:01')));

/** Ordered by the authority, cut at once, with nobody's word on it yet (點13-3). */
const ordered = then(walk, (play) => play.do(orderEmergency, authority, taipei('2026-12-14', '09:00')));
const cutAtOnce = then(ordered, (play) => play.do(actuated('off'), system, taipei('2026-12-14', '09:01')));
const emergencyCured = then(cutAtOnce, (play) => play.do(cure, respondent, taipei('2026-12-14', '10:00')));
const emergencyAsked = then(emergencyCured, (play) =>
  play.do(acceptCure, tracker, taipei('2026-12-14', '11:00')),
);
const emergencyConfirmed = then(emergencyAsked, (play) =>
  play.do(confirm, authority, taipei('2026-12-14', '12:00')),
);
const emergencyRestoring = then(emergencyConfirmed, (play) => play.wake(play.now));
const unratified = then(emergencyRestoring, (play) =>
  play.do(actuated('on'), system, taipei('2026-12-14', '12:01')),
);

/** An emergency in each phase that it goes through, not yet ratified. */
export const emergencyIn = {
  executing: ordered,
  inForce: cutAtOnce,
  assessing: emergencyCured,
  awaitingConfirmation: emergencyAsked,
  confirmed: emergencyConfirmed,
  restoring: emergencyRestoring,
  unratified,
} as const;

/** A real case in each phase, walked there by commands. */
export const suspensionIn: { readonly [P in SuspensionPhase]: () => SuspensionPlay } = {
  absent: () => walk(),
  awaitingApproval: () => decided(),
  notifying,
  notified,
  notExecuted: then(notifying, (play) => play.sleep(taipei(EFFECTIVE))),
  executing,
  inForce,
  assessing,
  awaitingConfirmation,
  confirmed,
  restoring,
  unratified,
  closed: restored,
};

/** Decided, and the effective date came before the second person did. */
export const lapsed = then(
  () => decided(),
  (play) => play.sleep(taipei(EFFECTIVE)),
);
export { decided };

const requesting = (
  from: () => SuspensionPlay,
  change: typeof cancel | typeof postpone,
): (() => SuspensionPlay) => then(from, (play) => play.do(change, tracker, play.now));

/** A change has been asked for, and waits for a second officer. */
export const changeAsked = {
  awaitingApproval: requesting(() => decided(), cancel),
  notifying: requesting(notifying, postpone),
  notified: requesting(notified, cancel),
} as const;

/** Put off once, and the new notice is on its way. */
export const postponed = then(changeAsked.notifying, (play) =>
  play.do({ type: 'ApproveChange' }, supervisor, play.now),
);

/** The authority's letter has been recorded, and waits for a second officer. */
export const letterRecorded = then(awaitingConfirmation, (play) =>
  play.do(confirmationLetter, tracker, taipei('2026-12-23', '10:00')),
);

/** The authority was reminded, and the supervisor told to ask again. */
export const unanswered = then(awaitingConfirmation, (play) => play.wake(play.nextWake() ?? NaN));

/** Service was found on after it had been cut. */
export const cutInVain = then(executing, (play) =>
  play.do({ ...actuated('off'), serviceOn: true }, system, taipei(EFFECTIVE, '00:01')),
);

const reporting = (from: () => SuspensionPlay): (() => SuspensionPlay) =>
  then(from, (play) => play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker, play.now));

const reportedWhenAsked = reporting(awaitingConfirmation);

/** 裁撤 has been reported, and waits for a supervisor. */
export const dissolutionReported = {
  notified: reporting(notified),
  inForce: reporting(inForce),
  awaitingConfirmation: reportedWhenAsked,
  confirmed: then(reportedWhenAsked, (play) => play.do(confirm, authority, play.now)),
  emergency: reporting(cutAtOnce),
} as const;
