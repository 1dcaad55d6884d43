import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mediansOf, tableOf, type Figures } from './figures.fixture';
import { bareStorm, outputFolder, prepareBare, productStorm } from './storm.fixture';

/*
 * What the product costs beside a bare durable workflow, and what it carries. Prints what it measured and writes it to
 * .local/bench; asserts nothing of time, because a loaded machine is no bug. Usage:
 * npm run bench [-- --only storm|letters|emergency|memory] [--smoke]
 */

const TURNS = 3;
const parts = ['storm'] as const;
type Part = (typeof parts)[number];

const SMOKE = process.argv.includes('--smoke');
const number = (name: string, usual: number, smoke: number): number =>
  Number(process.env[name] ?? (SMOKE ? smoke : usual));

async function stormPart(): Promise<object> {
  const count = number('BENCH_CASES', 1_000, 20);
  const leadMs = number('BENCH_LEAD_MS', 15_000 + 50 * count, 20_000);
  const turns = number('BENCH_TURNS', TURNS, 1);
  const { statements, bytes } = await prepareBare();
  console.log(`\nStorm: ${count} cases due at one instant; ${statements} statements each, ${bytes} bytes`);
  const product: Figures[] = [];
  const bare: Figures[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    product.push(await productStorm({ count, leadMs }));
    console.log(`\nturn ${turn}: the product\n${tableOf({ product: product.at(-1) ?? {} })}`);
    bare.push(await bareStorm({ count, leadMs }));
    console.log(`\nturn ${turn}: bare\n${tableOf({ bare: bare.at(-1) ?? {} })}`);
  }
  const [a, b] = [mediansOf(product), mediansOf(bare)];
  const ratio = Object.fromEntries(
    Object.keys(b).map((name) => [name, (a[name] ?? 0) / (b[name] ?? 0)] as const),
  );
  console.log(`\nmedians of ${turns} turns\n${tableOf({ product: a, bare: b, 'product/bare': ratio })}`);
  return { count, statements, bytes, product, bare, medians: { product: a, bare: b }, ratio };
}

const works: Record<Part, () => Promise<object>> = { storm: stormPart };

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, smoke: { type: 'boolean' } } });
  const chosen = parts.filter((part) => values.only === undefined || values.only === part);
  if (chosen.length === 0) throw new Error(`--only is one of ${parts.join(', ')}`);
  const machine = { node: process.version, load: loadavg()[0], at: new Date().toISOString() };
  console.log(`Node ${machine.node}, load ${machine.load?.toFixed(1)}`);
  const results: Record<string, object> = { machine };
  for (const part of chosen) results[part] = await works[part]();
  mkdirSync(outputFolder, { recursive: true });
  const file = join(outputFolder, `${machine.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  console.log(`\nwritten to ${file}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
