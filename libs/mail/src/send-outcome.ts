import type { SendOutcome } from './mail-transport';
import { TransmissionError } from './watched-smtp-pool';

// RFC 4954: the server wants a sign-in, or refuses ours. RFC 5321 §4.2.2: 421 closes the session.
// No mail would fare better, so no mail is blamed.
const SESSION_CODES = new Set([421, 530, 534, 535, 538]);

/**
 * Sorts what nodemailer threw.
 *
 * 1. Content had begun to leave and an error code came: rejected. The server has said that it did not
 *    take the mail.
 * 2. Content had begun to leave and no error code came: ambiguous. Nothing can be excluded.
 * 3. Nothing had left, and MAIL, RCPT or DATA was answered with an error code about the mail
 *    (nodemailer: `EENVELOPE`): rejected.
 * 4. Nothing had left: not sent. Error codes at the greeting, EHLO, STARTTLS or AUTH fall here, and those
 *    in `SESSION_CODES`: they are about the session, and say nothing about the mail.
 */
export function outcomeOfFailure(thrown: unknown): SendOutcome {
  const contentBegan = thrown instanceof TransmissionError && thrown.contentBegan;
  const failure = thrown instanceof TransmissionError ? thrown.failure : thrown;
  const { code, response, responseCode } = detailsOf(failure);
  if (response !== undefined && responseCode !== undefined) {
    const aboutTheMail = code === 'EENVELOPE' && !SESSION_CODES.has(responseCode);
    if (contentBegan || aboutTheMail) {
      return { kind: 'rejected', permanent: isPermanent(responseCode), response, smtpCode: responseCode };
    }
  }
  return { kind: contentBegan ? 'ambiguous' : 'notSent', reason: reasonOf(failure) };
}

/** A failure for people and logs: its code, where it has one, and its message. */
export function reasonOf(failure: unknown): string {
  const { code, message } = detailsOf(failure);
  return code === undefined ? message : `${code}: ${message}`;
}

/** 5xx, save 503: "bad sequence of commands" is about the session, and another session may do. */
function isPermanent(smtpCode: number): boolean {
  return smtpCode >= 500 && smtpCode !== 503;
}

interface FailureDetails {
  readonly message: string;
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function detailsOf(failure: unknown): FailureDetails {
  if (typeof failure !== 'object' || failure === null) return { message: String(failure) };
  const message = 'message' in failure ? String(failure.message) : 'unknown failure';
  const code = 'code' in failure ? failure.code : undefined;
  const response = 'response' in failure ? failure.response : undefined;
  const responseCode = 'responseCode' in failure ? failure.responseCode : undefined;
  return {
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof response === 'string' ? { response } : {}),
    // An answer outside 4xx and 5xx, where an error is expected, is a broken server and no refusal.
    ...(typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600
      ? { responseCode }
      : {}),
  };
}
