import { Gauge } from 'prom-client';
import type { MetricsRegistry } from './process-metrics';

/** One figure under its labels. */
export interface Figure {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A gauge whose figures are asked for at each scrape. */
export interface FigureGauge {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  /** The figures at the moment of a scrape. What is not among them has no sample: it is not known, or does not exist. */
  readonly figures: () => readonly Figure[] | Promise<readonly Figure[]>;
}

/** A gauge that is read anew at each scrape. */
export function addFigureGauge(
  registry: MetricsRegistry,
  { name, help, labelNames = [], figures }: FigureGauge,
): void {
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    async collect() {
      const read = await figures();
      this.reset();
      // Without labels a reset gauge says 0, which is a figure that nobody has told.
      if (read.length === 0 && labelNames.length === 0) this.remove();
      for (const { labels, value } of read) this.set({ ...labels }, value);
    },
  });
}
