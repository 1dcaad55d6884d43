/** A person's opaque identifier; names, telephones and addresses live where they can be erased. */
export type PersonId = string;

/** 機關(構)代碼, e.g. `XC12345678`; an organisation's identifier throughout. */
export type OrganisationId = string;

/** What a person acts as. `system` is the product itself, acting by a case's pinned policy. */
export type Role =
  | 'drafter'
  | 'tracker'
  | 'supervisor'
  | 'centreAdministrator'
  | 'auditor'
  | 'respondent'
  | 'bureau'
  | 'authority'
  | 'systemOperator'
  | 'system';

/** 主管: the supervisor and whoever is above; in the bureau's own cases its people. */
export const isInCharge = ({ role }: Pick<Actor, 'role'>): boolean =>
  role === 'supervisor' || role === 'centreAdministrator' || role === 'bureau';

const officers: readonly Role[] = ['drafter', 'tracker', 'supervisor', 'centreAdministrator', 'bureau'];

/** Somebody of the authority that issues and suspends: of a centre, or of the bureau where it does so itself. */
export const isOfficer = (role: Role): boolean => officers.includes(role);

/** Who did it: person, role, the organisation they act for, and whom they stand in for (代理). */
export interface Actor {
  readonly personId: PersonId;
  readonly role: Role;
  readonly organisationId: OrganisationId;
  readonly onBehalfOf?: PersonId;
}

/** The product acting by policy within a centre; printed as 系統. */
export const systemActor = (tenant: OrganisationId): Actor => ({
  personId: 'system',
  role: 'system',
  organisationId: tenant,
});
