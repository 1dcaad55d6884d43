import { createTransport, type Transporter } from 'nodemailer';
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from 'nodemailer/lib/smtp-pool';
import { composeMail } from './compose-mail';
import { MailError } from './mail-error';
import type { MailTransport, OutgoingMail, SendOutcome } from './mail-transport';
import { outcomeOfFailure, reasonOf } from './send-outcome';
import { WatchedSmtpPool } from './watched-smtp-pool';

/** How to reach the mail server. */
export interface SmtpMailTransportOptions {
  /**
   * `smtp://user:password@host:port` (STARTTLS where offered; `?requireTLS=true` insists) or
   * `smtps://…` (TLS from the start). Reserved characters percent-encoded.
   */
  readonly url: string;
  /** Connections at a time. */
  readonly poolSize: number;
  /** Milliseconds for name, connection, TLS and greeting together. */
  readonly connectionTimeoutMs: number;
  /** Milliseconds of silence from the server after which an attempt ends. */
  readonly socketTimeoutMs: number;
}

/**
 * A transport over a pool of SMTP connections; they open with the first mail.
 *
 * @throws MailError `INVALID_SMTP_URL`; the message does not repeat the URL, which may hold a password.
 */
export function createSmtpMailTransport(options: SmtpMailTransportOptions): MailTransport {
  return new SmtpMailTransport(options);
}

class SmtpMailTransport implements MailTransport {
  private readonly mailer: Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;
  private readonly underWay = new Set<Promise<SendOutcome>>();

  constructor(options: SmtpMailTransportOptions) {
    if (!/^smtps?:\/\/./.test(options.url) || !URL.canParse(options.url)) {
      throw new MailError(
        'INVALID_SMTP_URL',
        'The SMTP URL is not of the form smtp://host:port or smtps://host:port',
      );
    }
    const pool = new WatchedSmtpPool({
      url: options.url,
      maxConnections: options.poolSize,
      connectionTimeout: options.connectionTimeoutMs,
      greetingTimeout: options.connectionTimeoutMs,
      dnsTimeout: options.connectionTimeoutMs,
      socketTimeout: options.socketTimeoutMs,
      // The pool repeats only what was not read (see WatchedSmtpPool): enough for an idle connection which
      // the server closed just now. Everything else is for the caller to repeat, who keeps a record of it.
      maxRequeues: 2,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.mailer = createTransport(pool);
  }

  async send(message: OutgoingMail, options: { readonly signal?: AbortSignal } = {}): Promise<SendOutcome> {
    const { raw, envelope } = await composeMail(message);
    const attempt = this.attempt({ raw, envelope, ...options });
    this.underWay.add(attempt);
    try {
      return await attempt;
    } finally {
      this.underWay.delete(attempt);
    }
  }

  async verify(): Promise<void> {
    try {
      await this.mailer.verify();
    } catch (cause) {
      throw new MailError('MAIL_SERVER_UNUSABLE', `The mail server cannot be used: ${reasonOf(cause)}`, {
        cause,
      });
    }
  }

  async close(): Promise<void> {
    this.mailer.close();
    await Promise.all(this.underWay);
  }

  private async attempt(data: Parameters<typeof this.mailer.sendMail>[0]): Promise<SendOutcome> {
    try {
      const { response } = await this.mailer.sendMail(data);
      return { kind: 'accepted', response };
    } catch (thrown) {
      return outcomeOfFailure(thrown);
    }
  }
}
