import { createHash } from 'node:crypto';
import { MailError } from './mail-error';

/** What a letter is known by: one Message-ID for each. */
export interface LetterIdentity {
  /** Id of the case; not personal data. */
  readonly caseId: string;
  /** Name of the letter within the case, such as `issued` or `reminder-7`. */
  readonly step: string;
  /** Who it goes to: an address or an id. Appears only as part of a SHA-256. */
  readonly recipient: string;
}

const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * The Message-ID of a letter (RFC 5322 `msg-id`, with angle brackets): always the same for the same
 * identity, another for another one. Case and step can be read in it, the recipient cannot; upper and
 * lower case of the recipient are the same.
 *
 * @throws MailError `INVALID_MESSAGE_ID_DOMAIN` when `domain` is not an ASCII host name.
 */
export function letterMessageId({ caseId, step, recipient }: LetterIdentity, domain: string): string {
  if (!DOMAIN.test(domain)) {
    throw new MailError(
      'INVALID_MESSAGE_ID_DOMAIN',
      `Not a host name for Message-IDs: ${JSON.stringify(domain)}`,
    );
  }
  // The readable parts lose characters, so the digest covers all three in full.
  const digest = createHash('sha256')
    .update(JSON.stringify([caseId, step, recipient.trim().toLowerCase()]))
    .digest('hex')
    .slice(0, 32);
  return `<${[...readable(caseId, 40), ...readable(step, 24), digest].join('.')}@${domain.toLowerCase()}>`;
}

function readable(part: string, length: number): string[] {
  const kept = part
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, length)
    .replace(/^-+|-+$/g, '');
  return kept === '' ? [] : [kept];
}
