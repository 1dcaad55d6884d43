import type { Instant, LetterFacts, OrganisationId, Recipient } from '@xiangaitong/domain';
import type {
  Organisation,
  OrganisationRepository,
  PersonRepository,
  SubstitutionRepository,
  SuccessionRepository,
} from '@xiangaitong/persistence';
import type { LetterFrame } from './letter-content';

/** Where names and addresses are looked up. */
export interface LetterDirectory {
  readonly organisations: Pick<OrganisationRepository, 'get' | 'byKind'>;
  readonly people: Pick<PersonRepository, 'get'>;
  readonly substitutions: Pick<SubstitutionRepository, 'standInOf'>;
  readonly successions: Pick<SuccessionRepository, 'successorOf'>;
}

/** Whom a letter addresses, and whose mailbox it goes to. */
export interface Addressee {
  /** Whose letter it is, wherever it goes: the same for every attempt. */
  readonly id: string;
  readonly salutation: string;
  readonly mailboxId: string;
  readonly mailboxName: string;
  /** Absent where the directory has none: a person has to enter one. */
  readonly email?: string;
}

/**
 * Bureau and authority are one each; a centre is named; a respondent's letters go to who has taken over its business (業務承受)
 * by this business instant, and address it by its name at issue.
 */
export async function addresseeOf(
  { party, organisationId }: Recipient,
  { respondentName }: Pick<LetterFacts, 'respondentName'>,
  { organisations, successions }: LetterDirectory,
  at: Instant,
): Promise<Addressee> {
  if (party !== 'respondent') {
    const known =
      organisationId === undefined
        ? (await organisations.byKind(party))[0]
        : await organisations.get(organisationId);
    return mailbox(organisationId ?? known?.id ?? party, known?.name ?? partyNames[party], known);
  }
  if (organisationId === undefined) return mailbox(party, respondentName, undefined);
  const successor = await successions.successorOf(organisationId, at);
  return successor === undefined
    ? mailbox(organisationId, respondentName, await organisations.get(organisationId))
    : mailbox(organisationId, `${respondentName}（業務由${successor.name}承受）`, successor);
}

const partyNames = { centre: '本機關', bureau: '檔案管理局', authority: '資通安全管理法主管機關' } as const;

function mailbox(id: string, salutation: string, owner: Organisation | undefined): Addressee {
  const email = owner?.email ?? '';
  return {
    id,
    salutation,
    mailboxId: owner?.id ?? id,
    mailboxName: owner?.name ?? salutation,
    ...(email === '' ? {} : { email }),
  };
}

/**
 * The centre that sends a letter, with 主管機關聯絡窗口: the person whom the case names, or who stands in for them
 * at this business instant; where nobody does, or the person has been erased or is of another organisation (an
 * authority that orders an emergency), the office of the centre. Nobody when
 * that has no address either.
 */
export async function senderOf(
  tenant: OrganisationId,
  { contactPersonId }: Pick<LetterFacts, 'contactPersonId'>,
  { organisations, people, substitutions }: LetterDirectory,
  at: Instant,
): Promise<LetterFrame['sender']> {
  const [centre, standIn] = await Promise.all([
    organisations.get(tenant),
    substitutions.standInOf(contactPersonId, at),
  ]);
  const organisation = centre?.name ?? tenant;
  const person = standIn === undefined ? undefined : await people.get(standIn);
  const own = person?.organisationId === tenant ? person : undefined;
  if (own?.name != null && own.phone !== null && own.email !== null) {
    return { organisation, contact: { name: own.name, phone: own.phone, email: own.email } };
  }
  const email = centre?.email ?? '';
  return email === '' ? { organisation } : { organisation, contact: { name: organisation, email } };
}
