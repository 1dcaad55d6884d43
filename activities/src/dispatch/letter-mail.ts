import type { Instant } from '@xiangaitong/domain';
import { letterMessageId, renderLetter, type OutgoingMail } from '@xiangaitong/mail';
import type {
  ClaimedLetter,
  Organisation,
  OrganisationRepository,
  PersonRepository,
  SubstitutionRepository,
  SuccessionRepository,
} from '@xiangaitong/persistence';
import { wordLetter, type LetterFrame } from '../letters/letter-wording';

/** The letter has no address to go to: a person has to enter one. */
export class NoAddressError extends Error {
  readonly code = 'letter.noAddress';

  constructor(party: string) {
    super(`The directory has no mail address for ${party}`);
    this.name = 'NoAddressError';
  }
}

export interface LetterDesk {
  readonly organisations: OrganisationRepository;
  readonly people: PersonRepository;
  readonly substitutions: SubstitutionRepository;
  readonly successions: SuccessionRepository;
  readonly fromAddress: string;
  readonly messageIdDomain: string;
  readonly portal: string;
}

/**
 * Makes the mail of a letter as it leaves at this business instant: names are those at issue, addresses and
 * the person to ask are those of now. The same letter makes the same bytes while the directory stays.
 * @throws NoAddressError
 */
export async function mailOf(letter: ClaimedLetter, desk: LetterDesk, at: Instant): Promise<OutgoingMail> {
  const [recipient, centre] = await Promise.all([
    recipientOf(letter, desk, at),
    desk.organisations.get(letter.tenant),
  ]);
  const contact = await contactOf(letter, centre, desk, at);
  const organisation = centre?.name ?? letter.tenant;
  const content = wordLetter(letter.template, letter.facts, {
    recipientName: recipient.salutation,
    portal: desk.portal,
    sender: { organisation, ...(contact === undefined ? {} : { contact }) },
  });
  const { html, text } = renderLetter(content);
  const identity = { caseId: letter.caseId, step: letter.key, recipient: recipient.id };
  return {
    messageId: letterMessageId(identity, desk.messageIdDomain),
    from: { name: organisation, address: desk.fromAddress },
    to: { name: recipient.mailbox.name, address: recipient.mailbox.email },
    subject: content.subject,
    text,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Xiangaitong-Letter': letter.id,
      ...(contact === undefined ? {} : { 'Reply-To': contact.email }),
    },
    date: new Date(letter.queuedAt),
  };
}

type Contact = NonNullable<LetterFrame['sender']['contact']>;

/**
 * 主管機關聯絡窗口: the person whom the case names, or who stands in for them; where nobody does, or the
 * person has been erased, the office of the centre. Nobody when that has no address either.
 */
async function contactOf(
  { facts }: ClaimedLetter,
  centre: Organisation | undefined,
  { people, substitutions }: LetterDesk,
  at: Instant,
): Promise<Contact | undefined> {
  const standIn = await substitutions.standInOf(facts.contactPersonId, at);
  const person = standIn === undefined ? undefined : await people.get(standIn);
  if (person?.name != null && person.phone !== null && person.email !== null) {
    return { name: person.name, phone: person.phone, email: person.email };
  }
  if (centre?.email == null || centre.email === '') return undefined;
  return { name: centre.name, email: centre.email };
}

interface Addressee {
  /** Whose letter it is, wherever it goes: the same for every attempt. */
  readonly id: string;
  readonly salutation: string;
  readonly mailbox: { readonly name: string; readonly email: string };
}

/** Bureau and authority are one each; a respondent's letters go to who has taken over its business (業務承受). */
async function recipientOf(
  { recipient: { party, organisationId }, facts }: ClaimedLetter,
  { organisations, successions }: LetterDesk,
  at: Instant,
): Promise<Addressee> {
  if (party !== 'respondent') {
    const [only] = await organisations.byKind(party);
    const mailbox = mailboxOf(organisationId === undefined ? only : await organisations.get(organisationId));
    if (mailbox === undefined) throw new NoAddressError(organisationId ?? party);
    return { id: mailbox.id, salutation: mailbox.name, mailbox };
  }
  if (organisationId === undefined) throw new NoAddressError(party);
  const successor = await successions.successorOf(organisationId, at);
  const mailbox = mailboxOf(successor ?? (await organisations.get(organisationId)));
  if (mailbox === undefined) throw new NoAddressError(successor?.id ?? organisationId);
  const { respondentName } = facts;
  const salutation =
    successor === undefined ? respondentName : `${respondentName}（業務由${successor.name}承受）`;
  return { id: organisationId, salutation, mailbox };
}

function mailboxOf(
  organisation: Organisation | undefined,
): (Organisation & { readonly email: string }) | undefined {
  if (organisation?.email == null || organisation.email === '') return undefined;
  return { ...organisation, email: organisation.email };
}
