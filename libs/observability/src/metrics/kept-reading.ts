/** What a far side last said, and whether it answers now. */
export interface Reading<T> {
  /** Undefined until it has answered once. */
  readonly value: T | undefined;
  /** Real milliseconds since it was asked for the value. */
  readonly ageMs: number;
  /** The last question was answered, and no question has been waiting for longer than is allowed. */
  readonly reachable: boolean;
}

/** How long answers are kept and waited for, and who hears of failures. */
export interface KeptReadingOptions {
  /** Real milliseconds for which an answer is good: however many scrape, the far side is asked no oftener. */
  readonly keepMs: number;
  /** Real milliseconds for which a scrape waits; then it goes on with what was known before. */
  readonly waitMs: number;
  /** Told when a question fails, not when one is slow: the same that the metric says, with the reason. */
  readonly onFailure: (error: unknown) => void;
  /** Real time, epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Asks a far side for figures without ever hurting it or the scrape: one question at a time, also when it hangs, an
 * answer kept for a while, and a bound on waiting. A question that is too slow goes on by itself, and its answer is
 * there for the next scrape.
 */
export class KeptReading<T> {
  private value: T | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private answered = false;
  private asking: Promise<void> | undefined;
  private readonly now: () => number;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly options: KeptReadingOptions,
  ) {
    this.now = options.now ?? Date.now;
  }

  async read(): Promise<Reading<T>> {
    if (this.asking === undefined && this.now() - this.askedAt < this.options.keepMs) return this.known(true);
    this.asking ??= this.askOnce();
    const inTime = await settledWithin(this.asking, this.options.waitMs);
    return this.known(inTime);
  }

  private known(inTime: boolean): Reading<T> {
    return {
      value: this.value,
      ageMs: Math.max(0, this.now() - this.askedAt),
      reachable: inTime && this.answered,
    };
  }

  private async askOnce(): Promise<void> {
    const at = this.now();
    try {
      this.value = await this.ask();
      this.askedAt = at;
      this.answered = true;
    } catch (error) {
      this.answered = false;
      this.options.onFailure(error);
    } finally {
      this.asking = undefined;
    }
  }
}

/** Whether the work, which never rejects, ended within this time. */
async function settledWithin(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
