/** Times of the same thing, milliseconds. */
export class Times {
  private readonly all: number[] = [];

  async of<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const done = await work();
    this.all.push(performance.now() - began);
    return done;
  }

  /** The time within which this share of them was done, by nearest rank. */
  percentile(share: number): number {
    const sorted = [...this.all].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  }
}
