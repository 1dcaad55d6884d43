import { percentile } from '../percentiles.fixture';

/** Named figures of one turn. */
export type Figures = Readonly<Record<string, number>>;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The median of each figure over the turns. */
export function mediansOf(turns: readonly Figures[]): Figures {
  const names = Object.keys(turns[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(turns.flatMap((turn) => turn[name] ?? []))] as const),
  );
}

const written = (value: number | undefined): string =>
  value === undefined ? '' : Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);

/** Figures side by side, a line each. */
export function tableOf(columns: Readonly<Record<string, Figures>>): string {
  const names = [...new Set(Object.values(columns).flatMap((figures) => Object.keys(figures)))];
  const heads = Object.keys(columns);
  const rows = names.map((name) => [name, ...heads.map((head) => written(columns[head]?.[name]))]);
  const all = [['', ...heads], ...rows];
  const widths = all[0]?.map((_, index) => Math.max(...all.map((row) => (row[index] ?? '').length))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** Runs `work` on each, at most `atOnce` at a time. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const lane = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
