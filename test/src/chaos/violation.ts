/** What must never happen, by name. */
export type ViolationKind =
  | 'lostCommand'
  | 'lostDraft'
  | 'deniedCase'
  | 'unansweredRequest'
  | 'refusedAndDone'
  | 'streamGap'
  | 'streamUnfoldable'
  | 'headElsewhere'
  | 'doubledCommand'
  | 'doubledMail'
  | 'lostMail'
  | 'unsentLetter'
  | 'silentLetter'
  | 'doubledSuspension'
  | 'serviceTransitions'
  | 'earlySuspension'
  | 'earlyRestoration'
  | 'pendingEffect'
  | 'stuckCase'
  | 'noRecovery'
  | 'fault';

export interface Violation {
  readonly kind: ViolationKind;
  readonly what: string;
}
