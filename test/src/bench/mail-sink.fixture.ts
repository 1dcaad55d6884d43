import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A mail server that takes everything and keeps only when: as little work as possible, because it shares the
 * machine with what is measured.
 */
export class MailSink {
  /** When each mail was taken, epoch milliseconds. */
  readonly takenAt: number[] = [];
  /** Message-IDs with how often each came. */
  readonly messageIds = new Map<string, number>();
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<MailSink> {
    const server = createServer();
    const sink = new MailSink(server);
    server.on('connection', (socket) => sink.serve(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    let received = '';
    let inContent = false;
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    // A client that cuts its connection at the end is no failure of the sink.
    socket.on('error', () => undefined);
    socket.setEncoding('latin1');
    socket.setNoDelay(true);
    socket.write('220 sink\r\n');
    socket.on('data', (chunk) => {
      received += String(chunk);
      for (;;) {
        const end = received.indexOf(inContent ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        const said = received.slice(0, end);
        received = received.slice(end + (inContent ? 5 : 2));
        if (inContent) this.take(said);
        const content = inContent;
        inContent = !content && /^DATA$/i.test(said);
        socket.write(content ? '250 OK\r\n' : answerTo(said));
      }
    });
  }

  private take(content: string): void {
    this.takenAt.push(Date.now());
    const [, id = ''] = /^Message-ID:\s+(\S+)/im.exec(content) ?? [];
    this.messageIds.set(id, (this.messageIds.get(id) ?? 0) + 1);
  }
}

function answerTo(command: string): string {
  switch (command.slice(0, 4).toUpperCase()) {
    case 'EHLO':
      return '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
    case 'DATA':
      return '354 go on\r\n';
    case 'QUIT':
      return '221 bye\r\n';
    default:
      return '250 OK\r\n';
  }
}
