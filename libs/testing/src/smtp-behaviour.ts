/**
 * How the capturing server treats one message (or, for the two `connection` cases, one connection).
 *
 * - `accept`: 250 after the final dot.
 * - `refuse`: answers RCPT, or the content after the final dot (`DATA`), with this code and text.
 * - `dropBeforeData`: destroys the socket when RCPT arrives; no 354 was given.
 * - `dropDuringData`: gives 354, then destroys the socket at the first bytes of content.
 * - `dropAfterFinalDot`: takes and keeps the whole message, then destroys the socket without an
 *   answer: the sender cannot know that the mail has arrived.
 * - `hang`: never answers at this point and keeps the socket open. `DATA` has taken and kept the message.
 * - `dropConnection`, `refuseConnection`: at connect, instead of the greeting.
 */
export type SmtpBehaviour =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly at: 'RCPT' | 'DATA'; readonly code: number; readonly text: string }
  | { readonly kind: 'dropBeforeData' }
  | { readonly kind: 'dropDuringData' }
  | { readonly kind: 'dropAfterFinalDot' }
  | { readonly kind: 'hang'; readonly at: 'GREETING' | 'RCPT' | 'DATA' }
  | { readonly kind: 'dropConnection' }
  | { readonly kind: 'refuseConnection'; readonly code: number; readonly text: string };

/** Who a message is from and to, as said in MAIL FROM and RCPT TO. */
export interface SmtpEnvelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** 250: the message is kept. */
export const accept: SmtpBehaviour = { kind: 'accept' };

/** Answers with an SMTP error code (400 to 599) at RCPT, or after the final dot (`DATA`, the default). */
export function refuse(code: number, text: string, at: 'RCPT' | 'DATA' = 'DATA'): SmtpBehaviour {
  return { kind: 'refuse', at, code, text };
}

/** Destroys the socket before any content was asked for. */
export const dropBeforeData: SmtpBehaviour = { kind: 'dropBeforeData' };

/** Destroys the socket at the first bytes of content; nothing is kept. */
export const dropDuringData: SmtpBehaviour = { kind: 'dropDuringData' };

/** Keeps the message and destroys the socket instead of answering. */
export const dropAfterFinalDot: SmtpBehaviour = { kind: 'dropAfterFinalDot' };

/** Never answers at this point; the socket stays open until the client leaves or the server stops. */
export function hang(at: 'GREETING' | 'RCPT' | 'DATA' = 'DATA'): SmtpBehaviour {
  return { kind: 'hang', at };
}

/** Destroys the socket instead of greeting. */
export const dropConnection: SmtpBehaviour = { kind: 'dropConnection' };

/** Greets with an error code, such as 554 or 421, and closes. */
export function refuseConnection(code: number, text: string): SmtpBehaviour {
  return { kind: 'refuseConnection', code, text };
}

/** Whether a behaviour acts at connect, before there is any message. */
export function actsAtConnect(behaviour: SmtpBehaviour): boolean {
  return (
    behaviour.kind === 'dropConnection' ||
    behaviour.kind === 'refuseConnection' ||
    (behaviour.kind === 'hang' && behaviour.at === 'GREETING')
  );
}
