/** The value that this share of them does not exceed, by nearest rank; of two middle values the lower. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN;
}

/** Times of the same thing, milliseconds. */
export class Times {
  private readonly all: number[] = [];

  async of<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const done = await work();
    this.all.push(performance.now() - began);
    return done;
  }

  /** The time within which this share of them was done. */
  percentile(share: number): number {
    return percentile(this.all, share);
  }
}
