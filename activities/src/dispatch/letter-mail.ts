import { letterMessageId, renderLetter, type OutgoingMail } from '@xiangaitong/mail';
import type {
  ClaimedLetter,
  Organisation,
  OrganisationRepository,
  PersonRepository,
} from '@xiangaitong/persistence';
import { wordLetter } from '../letters/letter-wording';

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
  readonly fromAddress: string;
  readonly messageIdDomain: string;
  readonly portal: string;
}

/**
 * Makes the mail of a letter; the same letter always makes the same bytes while the directory stays.
 * @throws NoAddressError
 */
export async function mailOf(letter: ClaimedLetter, desk: LetterDesk): Promise<OutgoingMail> {
  const [recipient, sender, contact] = await Promise.all([
    recipientOf(letter, desk.organisations),
    desk.organisations.get(letter.tenant),
    contactOf(letter, desk.people),
  ]);
  const organisation = sender?.name ?? letter.tenant;
  const content = wordLetter(letter.template, letter.facts, {
    recipientName: recipient.name,
    portal: desk.portal,
    sender: { organisation, ...(contact === undefined ? {} : { contact }) },
  });
  const { html, text } = renderLetter(content);
  const identity = { caseId: letter.caseId, step: letter.key, recipient: recipient.id };
  return {
    messageId: letterMessageId(identity, desk.messageIdDomain),
    from: { name: organisation, address: desk.fromAddress },
    to: { name: recipient.name, address: recipient.email },
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

/** 主管機關聯絡窗口; nobody once the person has been erased. */
async function contactOf({ facts }: ClaimedLetter, people: PersonRepository): Promise<Contact | undefined> {
  const person = await people.get(facts.contactPersonId);
  if (person?.name == null || person.phone === null || person.email === null) return undefined;
  return { name: person.name, phone: person.phone, email: person.email };
}

interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

async function recipientOf(
  { recipient: { party, organisationId } }: ClaimedLetter,
  organisations: OrganisationRepository,
): Promise<Organisation & { readonly email: string }> {
  const found =
    organisationId === undefined
      ? party === 'respondent'
        ? undefined
        : (await organisations.byKind(party))[0]
      : await organisations.get(organisationId);
  if (found?.email == null || found.email === '') throw new NoAddressError(organisationId ?? party);
  return { ...found, email: found.email };
}
