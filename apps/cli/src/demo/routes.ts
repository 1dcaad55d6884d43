import type { CaseAction, DirectoryAction, LetterAction } from './script.parser';

/** Where an action of a script goes: what it is about, and the path below it. */
interface Route<About extends string> {
  readonly about: About;
  readonly path: string;
}

/** Where a suspension is opened that follows from no notice. */
export const openings = {
  openSuspension: '/suspensions',
  openEmergency: '/emergency-suspensions',
} as const;

/** What is about no case. */
export const registerRoutes = { enterClosure: '/closures' } as const;

/** What is done to a letter that has gone out. */
export const letterRoutes: Record<LetterAction, string> = {
  acknowledge: 'acknowledgements',
  serveLetter: 'service',
  bounceLetter: 'bounces',
  resendLetter: 'resending',
  dismissLetter: 'dismissal',
};

/** What changes people and organisations. */
export const directoryRoutes: Record<DirectoryAction, Route<'people' | 'organisations'>> = {
  substitute: { about: 'people', path: 'substitutions' },
  disablePerson: { about: 'people', path: 'disable' },
  linkSuccessor: { about: 'organisations', path: 'successor' },
};

export const routes: Record<
  Exclude<CaseAction, 'draft' | 'amend' | keyof typeof openings | keyof typeof registerRoutes>,
  Route<'draft' | 'notice' | 'suspension'>
> = {
  submit: { about: 'draft', path: 'submission' },
  approve: { about: 'notice', path: 'approval' },
  return: { about: 'notice', path: 'return' },
  deliver: { about: 'notice', path: 'deliveries' },
  reply: { about: 'notice', path: 'replies' },
  confirmByTelephone: { about: 'notice', path: 'telephone-confirmations' },
  noteUnansweredCall: { about: 'notice', path: 'unanswered-calls' },
  requestSupplement: { about: 'notice', path: 'supplement-requests' },
  assess: { about: 'notice', path: 'assessments' },
  reopen: { about: 'notice', path: 'reopenings' },
  requestExtension: { about: 'notice', path: 'extension-requests' },
  denyExtension: { about: 'notice', path: 'extension-denial' },
  followUp: { about: 'notice', path: 'follow-ups' },
  decideSuspension: { about: 'notice', path: 'suspension-decision' },
  acceptCure: { about: 'notice', path: 'cure-acceptance' },
  withdraw: { about: 'notice', path: 'withdrawal' },
  approveWithdrawal: { about: 'notice', path: 'withdrawal-approval' },
  refuseWithdrawal: { about: 'notice', path: 'withdrawal-refusal' },
  adoptCalendar: { about: 'notice', path: 'calendar-adoption' },
  reassignTracker: { about: 'notice', path: 'tracker-reassignments' },
  dissolve: { about: 'notice', path: 'dissolution' },
  approveDissolution: { about: 'notice', path: 'dissolution-approval' },
  refuseDissolution: { about: 'notice', path: 'dissolution-refusal' },
  approveSuspension: { about: 'suspension', path: 'approval' },
  refuseSuspension: { about: 'suspension', path: 'refusal' },
  deliverSuspension: { about: 'suspension', path: 'deliveries' },
  setEffectiveDate: { about: 'suspension', path: 'effective-date' },
  cure: { about: 'suspension', path: 'cures' },
  assessCure: { about: 'suspension', path: 'cure-assessments' },
  confirmRestoration: { about: 'suspension', path: 'confirmations' },
  refuseRestoration: { about: 'suspension', path: 'confirmation-refusals' },
  cancelSuspension: { about: 'suspension', path: 'cancellation' },
  postponeSuspension: { about: 'suspension', path: 'postponement' },
  approveChange: { about: 'suspension', path: 'change-approval' },
  refuseChange: { about: 'suspension', path: 'change-refusal' },
  dissolveSuspended: { about: 'suspension', path: 'dissolution' },
  approveSuspendedDissolution: { about: 'suspension', path: 'dissolution-approval' },
  refuseSuspendedDissolution: { about: 'suspension', path: 'dissolution-refusal' },
  ratifyEmergency: { about: 'suspension', path: 'ratification' },
  refuseRatification: { about: 'suspension', path: 'ratification-refusal' },
  recordConfirmationLetter: { about: 'suspension', path: 'confirmation-letters' },
  approveConfirmationLetter: { about: 'suspension', path: 'confirmation-letter-approval' },
  refuseConfirmationLetter: { about: 'suspension', path: 'confirmation-letter-refusal' },
  recordRefusalLetter: { about: 'suspension', path: 'confirmation-refusal-letters' },
  requestConfirmationAgain: { about: 'suspension', path: 'confirmation-requests' },
  reassignSuspension: { about: 'suspension', path: 'tracker-reassignments' },
  withdrawConfirmation: { about: 'suspension', path: 'confirmation-withdrawals' },
};
