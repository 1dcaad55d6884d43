import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { MailError } from './mail-error';
import type { OutgoingMail } from './mail-transport';

/** A mail as bytes, ready to hand over. */
export interface ComposedMail {
  /** The whole message, CRLF lines. */
  readonly raw: Buffer;
  /** SHA-256 of `raw` in hexadecimal: equal for two attempts of one letter. */
  readonly sha256: string;
  readonly envelope: { readonly from: string; readonly to: string };
}

const WRITTEN_HERE = new Set([
  ...['from', 'sender', 'to', 'cc', 'bcc', 'subject', 'date', 'message-id', 'in-reply-to', 'references'],
  ...['mime-version', 'content-type', 'content-transfer-encoding'],
]);
const MESSAGE_ID = /^<[^\s<>@]+@[^\s<>@]+>$/;
// Whether an address exists is for the server to say; this only keeps out what cannot be put into SMTP.
const ADDRESS = /^[^\s<>@,;"\p{Cc}]+@[^\s<>@,;"\p{Cc}]+$/u;

/**
 * Writes a mail as MIME (text and HTML alternatives). The same mail gives the same bytes, today and after
 * a restart: nodemailer would choose a random multipart boundary, so it is derived from the Message-ID.
 *
 * @throws MailError `INVALID_MAIL` for an address, Message-ID, header or date that cannot be written.
 */
export async function composeMail(mail: OutgoingMail): Promise<ComposedMail> {
  check(mail);
  const references = [...(mail.references ?? [])];
  const lastReference = references.at(-1);
  const raw = await new MailComposer({
    messageId: mail.messageId,
    date: mail.date,
    from: { ...mail.from },
    to: { ...mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { ...mail.headers },
    ...(lastReference === undefined ? {} : { references, inReplyTo: lastReference }),
    // Base64 lines cannot be broken or re-encoded on the way, unlike quoted-printable; letters are Chinese anyway.
    textEncoding: 'base64',
    boundaryPrefix: '--_xgt',
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return {
    raw,
    sha256: createHash('sha256').update(raw).digest('hex'),
    envelope: { from: mail.from.address, to: mail.to.address },
  };
}

function check(mail: OutgoingMail): void {
  const wrong =
    [mail.from, mail.to].find(({ address }) => !ADDRESS.test(address)) !== undefined
      ? 'an address that cannot be written into SMTP'
      : [mail.messageId, ...(mail.references ?? [])].some((id) => !MESSAGE_ID.test(id))
        ? 'a Message-ID that is not <left@right>'
        : Object.entries(mail.headers).some(([name, value]) => !isHeader(name, value))
          ? 'a header that is reserved or not printable on one line'
          : Number.isNaN(mail.date.getTime())
            ? 'an invalid date'
            : undefined;
  if (wrong !== undefined) throw new MailError('INVALID_MAIL', `The mail has ${wrong}`);
}

function isHeader(name: string, value: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9-]*$/.test(name) && !WRITTEN_HERE.has(name.toLowerCase()) && !/\p{Cc}/u.test(value)
  );
}
