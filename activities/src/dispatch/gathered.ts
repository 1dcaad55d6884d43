/**
 * Writes things together: what comes while the last ones are being written waits for the next write, so that nothing
 * waits longer than a write takes and a thousand need no thousand transactions.
 */
export class Gathered<T> {
  private waiting: T[] = [];
  private writing: Promise<void> | undefined;

  constructor(private readonly write: (things: readonly T[]) => Promise<void>) {}

  /** @returns when it has been written; rejects where it, or what was to be written with or before it, was not */
  add(thing: T): Promise<void> {
    this.waiting.push(thing);
    this.writing ??= this.writeAll();
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const things = this.waiting;
        this.waiting = [];
        await this.write(things);
      }
    } finally {
      // In the same step as the last look: what comes next begins a write of its own.
      this.writing = undefined;
    }
  }
}
