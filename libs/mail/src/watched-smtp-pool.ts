import type { MailMessage } from 'nodemailer';
import SMTPPool, { type SMTPPoolSentMessageInfo } from 'nodemailer/lib/smtp-pool';

/** Why an attempt failed, and whether the content had begun to leave. */
export class TransmissionError extends Error {
  constructor(
    readonly failure: Error,
    readonly contentBegan: boolean,
  ) {
    super(failure.message, { cause: failure });
    this.name = 'TransmissionError';
  }
}

type Callback = Parameters<SMTPPool['send']>[1];

/**
 * nodemailer's SMTP pool, which also tells whether the content of a mail had begun to leave when an
 * attempt failed. Its own errors do not: `ECONNECTION`/`CONN` before DATA and after the final dot are alike.
 *
 * nodemailer pipes the message stream into the socket only after the server has answered DATA with 354,
 * also under PIPELINING. So a stream that was never read means that no byte of content was written, and
 * without content there is nothing the server could have taken. Once reading has begun, nothing can be said:
 * a short letter, final dot included, is in the kernel's buffer at once.
 *
 * The pool repeats an attempt by itself when a connection closed before its content was read; every
 * stream it made for the mail is watched, so that a repetition cannot hide an earlier reading.
 */
export class WatchedSmtpPool extends SMTPPool {
  override send(mail: MailMessage<SMTPPoolSentMessageInfo>, callback: Callback): boolean {
    const node = mail.message;
    const createReadStream = node.createReadStream.bind(node);
    const streams: ReturnType<typeof createReadStream>[] = [];
    node.createReadStream = (options) => {
      const stream = createReadStream(options);
      streams.push(stream);
      return stream;
    };
    return super.send(mail, (error, info) => {
      const failure =
        error === null
          ? null
          : new TransmissionError(
              error,
              streams.some((stream) => stream.readableDidRead),
            );
      callback(failure, info);
    });
  }
}
