/** Stable codes of this library's errors. */
export type MailErrorCode =
  | 'INVALID_MAIL'
  | 'INVALID_LETTER'
  | 'INVALID_MESSAGE_ID_DOMAIN'
  | 'INVALID_SMTP_URL'
  | 'MAIL_SERVER_UNUSABLE';

/** An error of the mail library. Messages hold neither passwords nor the content of letters. */
export class MailError extends Error {
  constructor(
    readonly code: MailErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MailError';
  }
}
