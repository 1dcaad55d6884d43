import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { EmlFolder } from './eml-folder';
import { accept, actsAtConnect, type SmtpBehaviour, type SmtpEnvelope } from './smtp-behaviour';
import { TestingError } from './testing-error';

/** A mail as the server took it. */
export interface CapturedMail {
  readonly envelope: SmtpEnvelope;
  /** The bytes between DATA and the final dot, dot-stuffing undone. */
  readonly raw: Buffer;
  /** `raw` as mailparser reads it. */
  readonly parsed: ParsedMail;
  /** Path of the .eml file, where a folder was given. */
  readonly file?: string;
}

/** Where to listen and what to keep. */
export interface CapturingSmtpServerOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** Folder for `NNNN.eml` files. */
  readonly dir?: string;
  /** Keep mails in memory (default). Off for a server that runs for days and only writes files. */
  readonly keep?: boolean;
}

type Done = (error?: Error | null, message?: string) => void;

/**
 * An SMTP server on 127.0.0.1 which keeps every mail and can be told to misbehave. It offers neither
 * STARTTLS nor AUTH.
 */
export class CapturingSmtpServer {
  private readonly server: SMTPServer;
  private readonly folder: EmlFolder | undefined;
  private readonly arrivals = new EventEmitter().setMaxListeners(0);
  private readonly sockets = new Map<number, Socket>();
  private readonly behaviours = new Map<string, SmtpBehaviour>();
  private queue: SmtpBehaviour[] = [];
  private rule: (envelope: SmtpEnvelope) => SmtpBehaviour = () => accept;
  private kept: CapturedMail[] = [];
  private opened = 0;

  private constructor(private readonly options: CapturingSmtpServerOptions) {
    this.folder = options.dir === undefined ? undefined : new EmlFolder(options.dir);
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1,
      onConnect: (session, done) => this.onConnect(session, done),
      onRcptTo: (address, session, done) => this.onRcpt(address.address, session, done),
      onData: (stream, session, done) => this.onData(stream, session, done),
      onClose: (session) => void this.behaviours.delete(session.id),
    });
    this.server.server.on('connection', (socket: Socket) => this.track(socket));
    // A client that resets its connection is what these tests are about, not a failure of the server.
    this.server.on('error', () => undefined);
  }

  /**
   * Starts listening.
   *
   * @throws the `EADDRINUSE` (or other) error of the socket.
   */
  static async start(options: CapturingSmtpServerOptions = {}): Promise<CapturingSmtpServer> {
    const capturing = new CapturingSmtpServer(options);
    const listener = capturing.server.listen(options.port ?? 0, '127.0.0.1');
    await once(listener, 'listening');
    return capturing;
  }

  /** The port it listens on. */
  get port(): number {
    const address = this.server.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** `smtp://127.0.0.1:<port>`. */
  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Every mail kept so far, oldest first. */
  get mails(): readonly CapturedMail[] {
    return this.kept;
  }

  /** How many connections were opened since the start. */
  get connectionCount(): number {
    return this.opened;
  }

  /** Sets what happens to the next messages (or connections), one behaviour each; then the rule applies again. */
  next(...behaviours: SmtpBehaviour[]): void {
    this.queue.push(...behaviours);
  }

  /** Sets what happens to every message for which `next` says nothing; accepting is the default. */
  always(rule: SmtpBehaviour | ((envelope: SmtpEnvelope) => SmtpBehaviour)): void {
    this.rule = typeof rule === 'function' ? rule : () => rule;
  }

  /** Forgets mails and behaviours; connections stay open and .eml files stay where they are. */
  clear(): void {
    this.kept = [];
    this.queue = [];
    this.rule = () => accept;
  }

  /** Forgets behaviours and cuts the connections that one of them holds; mails are kept. */
  recover(): void {
    this.queue = [];
    this.rule = () => accept;
    this.dropConnections();
  }

  /**
   * The first mail that fits, already kept or still to come.
   *
   * @throws TestingError `WAIT_TIMEOUT`, which lists the mails that did come.
   */
  waitFor(predicate: (mail: CapturedMail) => boolean, timeoutMs = 5_000): Promise<CapturedMail> {
    return this.awaitArrival(() => this.kept.find(predicate), timeoutMs);
  }

  /**
   * All mails, once there are at least `count` of them.
   *
   * @throws TestingError `WAIT_TIMEOUT`, which lists the mails that did come.
   */
  waitForCount(count: number, timeoutMs = 5_000): Promise<readonly CapturedMail[]> {
    return this.awaitArrival(() => (this.kept.length >= count ? this.kept : undefined), timeoutMs);
  }

  /** Cuts every open connection, as a dying mail server would; it goes on listening. */
  dropConnections(): void {
    for (const socket of this.sockets.values()) socket.destroy();
  }

  /** Stops listening and cuts every connection. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(resolve));
    this.dropConnections();
    await closed;
  }

  private async awaitArrival<T>(look: () => T | undefined, timeoutMs: number): Promise<T> {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      try {
        await once(this.arrivals, 'mail', { signal });
      } catch (cause) {
        const came = this.kept.map(
          (mail) => `\n  ${mail.envelope.to.join(', ')}: ${mail.parsed.subject ?? ''}`,
        );
        const message = `Waited ${timeoutMs} ms in vain for a mail; ${came.length} came${came.join('')}`;
        throw new TestingError('WAIT_TIMEOUT', message, { cause });
      }
    }
  }

  private track(socket: Socket): void {
    const port = socket.remotePort ?? 0;
    this.opened += 1;
    this.sockets.set(port, socket);
    socket.once('close', () => this.sockets.delete(port));
  }

  private drop(session: SMTPServerSession): void {
    this.sockets.get(session.remotePort)?.destroy();
  }

  private onConnect(session: SMTPServerSession, done: Done): void {
    const next = this.queue[0];
    if (next === undefined || !actsAtConnect(next)) return done();
    this.queue.shift();
    if (next.kind === 'dropConnection') this.drop(session);
    if (next.kind === 'refuseConnection') done(smtpError(next.code, next.text));
  }

  private onRcpt(recipient: string, session: SMTPServerSession, done: Done): void {
    // A transaction has one behaviour, chosen at its first recipient.
    const first = session.envelope.rcptTo.length === 0;
    const known = first ? undefined : this.behaviours.get(session.id);
    const behaviour = known ?? this.choose({ ...envelopeOf(session), to: [recipient] });
    this.behaviours.set(session.id, behaviour);
    if (behaviour.kind === 'dropBeforeData') return this.drop(session);
    if (behaviour.kind === 'hang' && behaviour.at === 'RCPT') return;
    if (behaviour.kind === 'refuse' && behaviour.at === 'RCPT')
      return done(smtpError(behaviour.code, behaviour.text));
    done();
  }

  private choose(envelope: SmtpEnvelope): SmtpBehaviour {
    const next = this.queue[0];
    return next === undefined || actsAtConnect(next) ? this.rule(envelope) : (this.queue.shift() ?? accept);
  }

  private onData(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): void {
    const behaviour = this.behaviours.get(session.id) ?? accept;
    if (behaviour.kind === 'dropDuringData') {
      stream.once('data', () => this.drop(session));
      return;
    }
    const envelope = envelopeOf(session);
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => {
      this.finish(behaviour, envelope, Buffer.concat(chunks), session, done).catch((error: unknown) =>
        done(smtpError(451, error instanceof Error ? error.message : 'The mail could not be kept')),
      );
    });
  }

  private async finish(
    behaviour: SmtpBehaviour,
    envelope: SmtpEnvelope,
    raw: Buffer,
    session: SMTPServerSession,
    done: Done,
  ): Promise<void> {
    if (behaviour.kind === 'refuse') return done(smtpError(behaviour.code, behaviour.text));
    await this.keepMail(envelope, raw);
    if (behaviour.kind === 'dropAfterFinalDot') return this.drop(session);
    if (behaviour.kind === 'hang') return;
    done(null, 'OK: kept');
  }

  private async keepMail(envelope: SmtpEnvelope, raw: Buffer): Promise<void> {
    const file = await this.folder?.write(raw);
    if (this.options.keep === false) return;
    const parsed = await simpleParser(raw);
    this.kept.push({ envelope, raw, parsed, ...(file === undefined ? {} : { file }) });
    this.arrivals.emit('mail');
  }
}

function envelopeOf(session: SMTPServerSession): SmtpEnvelope {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map((recipient) => recipient.address),
  };
}

function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
