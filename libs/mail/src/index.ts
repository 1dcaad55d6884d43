export { composeMail, type ComposedMail } from './compose-mail';
export { CONFIDENTIAL_NOTICE, type LetterBlock, type LetterContent } from './letter-content';
export { renderLetter, type RenderedLetter } from './letter-layout';
export { MailError, type MailErrorCode } from './mail-error';
export type { MailAddress, MailTransport, OutgoingMail, SendOutcome } from './mail-transport';
export { letterMessageId, type LetterIdentity } from './message-id';
export { createSmtpMailTransport, type SmtpMailTransportOptions } from './smtp-mail-transport';
