/** A person or office with an address. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** One letter to one recipient. The same value always becomes the same bytes. */
export interface OutgoingMail {
  /** With angle brackets, as `letterMessageId` makes it. */
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further headers, such as `Auto-Submitted`; none of those that this library writes itself. */
  readonly headers: Readonly<Record<string, string>>;
  /** Message-IDs of the earlier letters of the thread, oldest first. */
  readonly references?: readonly string[];
  /** The `Date:` header: when the letter was written, not when this attempt is made. */
  readonly date: Date;
}

/**
 * What is known about one attempt.
 *
 * - `accepted`: the server answered 2xx to the final dot. It has taken the mail on; that is not arrival.
 * - `rejected`: the server answered this mail with an error code. `permanent` (5xx): the same mail
 *   would be refused again. Not permanent (4xx): later may succeed.
 * - `notSent`: no byte of the mail left this machine: repeating is safe. The fault is in the connection,
 *   name, TLS, sign-in or server, not in this mail.
 * - `ambiguous`: the mail was on its way and no answer came. It may or may not have been taken;
 *   repeating may deliver it twice.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly response: string }
  | {
      readonly kind: 'rejected';
      readonly permanent: boolean;
      readonly response: string;
      readonly smtpCode: number;
    }
  | { readonly kind: 'notSent'; readonly reason: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

/** A way to hand mails to a mail server. */
export interface MailTransport {
  /**
   * Makes one attempt. What goes wrong on the way is an outcome, not an error; aborting `signal` ends
   * the attempt with `notSent` or `ambiguous`.
   *
   * @throws MailError `INVALID_MAIL` for a mail that no server could ever take (see `composeMail`).
   */
  send(message: OutgoingMail, options?: { readonly signal?: AbortSignal }): Promise<SendOutcome>;

  /**
   * Connects, and signs in where the URL says so, without sending.
   *
   * @throws MailError `MAIL_SERVER_UNUSABLE`.
   */
  verify(): Promise<void>;

  /** Lets the attempts under way finish, fails those still queued as `notSent`, and closes the connections. */
  close(): Promise<void>;
}
