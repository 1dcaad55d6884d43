import { accept, refuse, type SmtpBehaviour, type SmtpEnvelope } from './smtp-behaviour';

/** Mailboxes of this domain do not exist: a case script that shows a bounced letter writes to one. */
const BOUNCING_DOMAIN = '@bounce.example';

/** Takes every mail but those to a mailbox that does not exist, which it refuses for good. */
export const bounceRule = ({ to }: SmtpEnvelope): SmtpBehaviour =>
  to.some((address) => address.endsWith(BOUNCING_DOMAIN))
    ? refuse(550, '5.1.1 No such user', 'RCPT')
    : accept;
