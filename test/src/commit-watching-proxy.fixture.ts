import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Stands between the worker and its database. Told to, it lets the next COMMIT through and brings back no
 * answer: the moment in which a transition is recorded and the one who recorded it does not know.
 */
export class CommitWatchingProxy {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private armed: { readonly table: string; readonly committed: () => void } | undefined;
  private silent = false;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.server = createServer((near) => this.join(near));
  }

  /** Starts it before the server of `url`; gives it and the URL that leads through it. */
  static async before(url: string): Promise<{ readonly proxy: CommitWatchingProxy; readonly url: string }> {
    const { hostname, port } = new URL(url);
    const proxy = new CommitWatchingProxy({ host: hostname, port: Number(port) });
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String((proxy.server.address() as AddressInfo).port);
    return { proxy, url: through.toString() };
  }

  /** The next COMMIT of a transaction that wrote into `table` gets no answer; resolves when it has gone through. */
  loseAnswerToCommit(table: string): Promise<void> {
    return new Promise((committed) => {
      this.armed = { table, committed };
    });
  }

  /** Answers again; connections that were left without one stay so until their owner dies. */
  mend(): void {
    this.silent = false;
    this.armed = undefined;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    const far = connect(this.target.port, this.target.host);
    let wrote = '';
    let deaf = false;
    near.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      const { armed } = this;
      if (armed !== undefined && text.includes(armed.table)) wrote = armed.table;
      if (armed !== undefined && wrote === armed.table && text.includes('COMMIT')) {
        deaf = true;
        // What else the process may ask for gets no answer either: it shall hear nothing more.
        this.silent = true;
        this.armed = undefined;
        armed.committed();
      }
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (!deaf && !this.silent) near.write(chunk);
      else deaf = true;
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        // A COMMIT that has been sent is carried out, though nobody waits for it any more.
        other.end();
      });
    }
  }
}
