import { CENTRE, people, Play, RESPONDENT, taipei, type Rules } from '../case/play.fixture';
import type { SuspensionCommand, SuspensionCommandOf } from './commands';
import type { SuspensionDecision } from './decision';
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
const restoring = then(awaitingConfirmation, (play) =>
  play.do(confirm, authority, taipei('2026-12-23', '10:00')),
);

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
  restoring,
  closed: then(restoring, (play) => play.do(actuated('on'), system, taipei('2026-12-23', '10:01'))),
};

/** Decided, and the effective date came before the second person did. */
export const lapsed = then(
  () => decided(),
  (play) => play.sleep(taipei(EFFECTIVE)),
);
export { decided };
