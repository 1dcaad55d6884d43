import type { Instant } from '@xiangaitong/domain';
import {
  addresseeOf,
  contentOf,
  senderOf,
  TemplateTextError,
  type LetterDirectory,
} from '@xiangaitong/letters';
import { letterMessageId, renderLetter, type OutgoingMail } from '@xiangaitong/mail';
import type { ClaimedLetter, LetterWording } from '@xiangaitong/persistence';

/** The letter has no address to go to: a person has to enter one. */
export class NoAddressError extends Error {
  readonly code = 'letter.noAddress';

  constructor(party: string) {
    super(`The directory has no mail address for ${party}`);
    this.name = 'NoAddressError';
  }
}

export interface LetterDesk extends LetterDirectory {
  readonly fromAddress: string;
  readonly messageIdDomain: string;
  readonly portal: string;
}

/**
 * Makes the mail of a letter as it leaves at this business instant: names are those at issue, addresses and
 * the person to ask are those of now. The same letter makes the same bytes while the directory stays.
 * @throws NoAddressError
 * @throws TemplateTextError when its wording does not fit it, which a wording's entry rules out
 */
export async function mailOf(
  letter: ClaimedLetter,
  wording: LetterWording,
  desk: LetterDesk,
  at: Instant,
): Promise<OutgoingMail> {
  const { recipient, facts, tenant } = letter;
  const [addressee, sender] = await Promise.all([
    addresseeOf(recipient, facts, desk, at),
    senderOf(tenant, facts, desk, at),
  ]);
  if (addressee.email === undefined) throw new NoAddressError(addressee.mailboxId);
  const { party } = recipient;
  const text = wording.texts[party];
  if (text === undefined) throw new TemplateTextError(`${wording.id} says nothing to ${party}`);
  const content = contentOf(letter, text, {
    recipientName: addressee.salutation,
    portal: desk.portal,
    sender,
  });
  const { html, text: plain } = renderLetter(content);
  const identity = { caseId: letter.caseId, step: letter.key, recipient: addressee.id };
  return {
    messageId: letterMessageId(identity, desk.messageIdDomain),
    from: { name: sender.organisation, address: desk.fromAddress },
    to: { name: addressee.mailboxName, address: addressee.email },
    subject: content.subject,
    text: plain,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Xiangaitong-Letter': letter.id,
      ...(sender.contact === undefined ? {} : { 'Reply-To': sender.contact.email }),
    },
    date: new Date(letter.queuedAt),
  };
}
