import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * `open`: bytes pass. `cut`: connections are reset and new ones refused. `held`: everything stays connected and no
 * byte passes, as behind a firewall that forgot. `slow`: every piece waits.
 */
export type LinkState =
  | { readonly kind: 'open' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'held' }
  | { readonly kind: 'slow'; readonly delayMs: number };

/** A TCP link from one process to a server, which can be cut and slowed. */
export class Link {
  private readonly server: Server;
  private readonly pairs = new Set<Pair>();
  private current: LinkState = { kind: 'open' };

  private constructor(
    readonly name: string,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    this.server = createServer((near) => this.join(near));
  }

  static async to(name: string, host: string, port: number): Promise<Link> {
    const link = new Link(name, { host, port });
    link.server.listen(0, '127.0.0.1');
    await once(link.server, 'listening');
    return link;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get state(): LinkState {
    return this.current;
  }

  set(state: LinkState): void {
    this.current = state;
    for (const pair of [...this.pairs]) {
      if (state.kind === 'cut') pair.reset();
      else pair.resume();
    }
  }

  async close(): Promise<void> {
    for (const pair of [...this.pairs]) pair.reset();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    if (this.current.kind === 'cut') {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target.port, this.target.host);
    const pair = new Pair(near, far, () => this.current);
    this.pairs.add(pair);
    near.once('close', () => this.pairs.delete(pair));
  }
}

/** The two halves of a connection. Pieces keep their order, whatever each one waits for. */
class Pair {
  private readonly waiting: { readonly to: Socket; readonly piece: Buffer }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    private readonly state: () => LinkState,
  ) {
    for (const socket of [near, far]) socket.setNoDelay(true);
    near.on('data', (piece: Buffer) => this.pass(far, piece));
    far.on('data', (piece: Buffer) => this.pass(near, piece));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      // A server that died shows as such; one that said goodbye has its last words brought over.
      one.once('close', (failed) => {
        if (failed) this.reset();
        else other.end();
      });
    }
  }

  reset(): void {
    clearTimeout(this.timer);
    this.waiting.length = 0;
    for (const socket of [this.near, this.far]) if (!socket.destroyed) socket.resetAndDestroy();
  }

  /** Lets go what was held. */
  resume(): void {
    this.drain();
  }

  private pass(to: Socket, piece: Buffer): void {
    const state = this.state();
    if (state.kind === 'open' && this.waiting.length === 0) {
      to.write(piece);
      return;
    }
    this.waiting.push({ to, piece });
    if (state.kind === 'slow' || state.kind === 'open') this.later(state.kind === 'slow' ? state.delayMs : 0);
  }

  private later(delayMs: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.drain();
    }, delayMs);
  }

  private drain(): void {
    if (this.state().kind === 'held') return;
    for (const { to, piece } of this.waiting.splice(0)) if (!to.destroyed) to.write(piece);
  }
}
