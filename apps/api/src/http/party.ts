import type { Role } from '@xiangaitong/domain';

/** Which side a person stands on; what each role may do in detail is for identity to say. */
export type Party = 'centre' | 'auditor' | 'respondent' | 'bureau' | 'authority' | 'operator';

const parties: Readonly<Record<Role, Party | undefined>> = {
  drafter: 'centre',
  tracker: 'centre',
  supervisor: 'centre',
  centreAdministrator: 'centre',
  auditor: 'auditor',
  respondent: 'respondent',
  bureau: 'bureau',
  authority: 'authority',
  systemOperator: 'operator',
  // The product itself never comes in by HTTP.
  system: undefined,
};

export const partyOf = (role: Role): Party | undefined => parties[role];

/** Everyone with a part in a case: they may read it. */
export const readers = [
  'centre',
  'auditor',
  'respondent',
  'bureau',
  'authority',
] as const satisfies readonly Party[];
