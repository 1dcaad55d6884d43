import type { Action } from './script.parser';

/** Where an action of a script goes: which case it is about, and the path below it. */
export interface Route {
  readonly about: 'draft' | 'notice' | 'suspension';
  readonly path: string;
}

export const routes: Record<Exclude<Action, 'draft'>, Route> = {
  submit: { about: 'draft', path: 'submission' },
  approve: { about: 'notice', path: 'approval' },
  return: { about: 'notice', path: 'return' },
  deliver: { about: 'notice', path: 'deliveries' },
  reply: { about: 'notice', path: 'replies' },
  confirmByTelephone: { about: 'notice', path: 'telephone-confirmations' },
  assess: { about: 'notice', path: 'assessments' },
  followUp: { about: 'notice', path: 'follow-ups' },
  decideSuspension: { about: 'notice', path: 'suspension-decision' },
  withdraw: { about: 'notice', path: 'withdrawal' },
  approveSuspension: { about: 'suspension', path: 'approval' },
  refuseSuspension: { about: 'suspension', path: 'refusal' },
  deliverSuspension: { about: 'suspension', path: 'deliveries' },
  setEffectiveDate: { about: 'suspension', path: 'effective-date' },
  cure: { about: 'suspension', path: 'cures' },
  assessCure: { about: 'suspension', path: 'cure-assessments' },
  confirmRestoration: { about: 'suspension', path: 'confirmations' },
  refuseRestoration: { about: 'suspension', path: 'confirmation-refusals' },
};
