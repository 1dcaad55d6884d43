import type { LetterFacts, OrganisationId, Recipient } from '@xiangaitong/domain';
import type { Organisation, OrganisationRepository, PersonRepository } from '@xiangaitong/persistence';
import type { LetterFrame } from './letter-content';

/** Where names and addresses are looked up. */
export interface LetterDirectory {
  readonly organisations: OrganisationRepository;
  readonly people: PersonRepository;
}

/** The organisation that a letter goes to; undefined when the directory does not know it. */
export async function recipientOf(
  { party, organisationId }: Recipient,
  { organisations }: LetterDirectory,
): Promise<Organisation | undefined> {
  if (organisationId !== undefined) return organisations.get(organisationId);
  return party === 'respondent' ? undefined : (await organisations.byKind(party))[0];
}

/** The centre that sends a letter, with 主管機關聯絡窗口; nobody once the person has been erased. */
export async function senderOf(
  tenant: OrganisationId,
  { contactPersonId }: Pick<LetterFacts, 'contactPersonId'>,
  { organisations, people }: LetterDirectory,
): Promise<LetterFrame['sender']> {
  const [sender, person] = await Promise.all([organisations.get(tenant), people.get(contactPersonId)]);
  const organisation = sender?.name ?? tenant;
  if (person?.name == null || person.phone === null || person.email === null) return { organisation };
  return { organisation, contact: { name: person.name, phone: person.phone, email: person.email } };
}
