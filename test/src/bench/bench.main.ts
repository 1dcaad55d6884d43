import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mediansOf, tableOf, type Figures } from './figures.fixture';
import { drainLetters } from './letters.fixture';
import { emergenciesInStorm } from './emergency.fixture';
import { memoryOfOpenCases } from './memory.fixture';
import { startThroughApi } from './start.fixture';
import { LeadTooShort } from './stage.fixture';
import { bareStorm, outputFolder, prepareBare, productStorm } from './storm.fixture';

/*
 * What the product costs beside a bare durable workflow, and what it carries. Prints what it measured and writes it to
 * .local/bench; asserts nothing of time, because a loaded machine is no bug. Usage:
 * npm run bench [-- --only storm|start|letters|emergency|memory]
 */

const TURNS = 3;
const parts = ['storm', 'start', 'letters', 'emergency', 'memory'] as const;
type Part = (typeof parts)[number];

/** A handful of cases: that the bench still runs, not how fast anything is. */
const SMOKE = process.env['BENCH_SMOKE'] === '1';
const number = (name: string, usual: number, smoke: number): number =>
  Number(process.env[name] ?? (SMOKE ? smoke : usual));

/** Time to have every case asleep before all fall due, real milliseconds; grows where that was too short. */
const leadFor = (cases: number): number => number('BENCH_LEAD_MS', 20_000 + 50 * cases, 30_000);

/** Repeats a turn with more time before the instant, for this and all later turns, until every case sleeps in time. */
function patiently<O extends { readonly leadMs: number }>(
  options: O,
  turn: (options: O) => Promise<Figures>,
) {
  let { leadMs } = options;
  return async (): Promise<Figures> => {
    for (;;) {
      try {
        return await turn({ ...options, leadMs });
      } catch (error) {
        if (!(error instanceof LeadTooShort)) throw error;
        console.log(`${error.message}; once more`);
        leadMs = 1.5 * error.neededMs + 10_000;
      }
    }
  };
}

async function stormPart(): Promise<object> {
  const count = number('BENCH_CASES', 1_000, 20);
  const turns = number('BENCH_TURNS', TURNS, 1);
  const { statements, bytes } = await prepareBare();
  console.log(`\nStorm: ${count} cases due at one instant; ${statements} statements each, ${bytes} bytes`);
  const productTurn = patiently({ count, leadMs: leadFor(count) }, productStorm);
  const bareTurn = patiently({ count, leadMs: leadFor(count) }, bareStorm);
  const product: Figures[] = [];
  const bare: Figures[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    product.push(await productTurn());
    console.log(`\nturn ${turn}: the product\n${tableOf({ product: product.at(-1) ?? {} })}`);
    bare.push(await bareTurn());
    console.log(`\nturn ${turn}: bare\n${tableOf({ bare: bare.at(-1) ?? {} })}`);
  }
  const [a, b] = [mediansOf(product), mediansOf(bare)];
  const ratio = Object.fromEntries(
    Object.keys(b).map((name) => [name, (a[name] ?? 0) / (b[name] ?? 0)] as const),
  );
  console.log(`\nmedians of ${turns} turns\n${tableOf({ product: a, bare: b, 'product/bare': ratio })}`);
  return { count, statements, bytes, product, bare, medians: { product: a, bare: b }, ratio };
}

/** A part of one kind of turn: the medians of its turns. */
async function medianPart(title: string, turns: number, work: () => Promise<Figures>): Promise<object> {
  console.log(`\n${title}`);
  const measured: Figures[] = [];
  for (let turn = 1; turn <= turns; turn += 1) measured.push(await work());
  const medians = mediansOf(measured);
  console.log(tableOf({ [turns === 1 ? 'one turn' : `median of ${turns}`]: medians }));
  return { turns: measured, medians };
}

const works: Record<Part, () => Promise<object>> = {
  storm: stormPart,
  start: () => {
    const count = number('BENCH_STARTS', 200, 5);
    return medianPart(`Start: ${count} notices issued through the API`, 1, () => startThroughApi(count));
  },
  letters: () => {
    const count = number('BENCH_LETTERS', 5_000, 30);
    const turns = number('BENCH_TURNS', TURNS, 1);
    return medianPart(`Letters: ${count} drained to a local sink`, turns, () => drainLetters(count));
  },
  emergency: () => {
    const notices = number('BENCH_CASES', 1_000, 20);
    const letters = number('BENCH_LETTERS', 5_000, 30);
    const leadMs = leadFor(notices);
    const title = `Emergencies while ${notices} notices fall due and ${letters} letters go out`;
    return medianPart(title, 1, patiently({ notices, letters, leadMs }, emergenciesInStorm));
  },
  memory: () => {
    const count = number('BENCH_OPEN', 10_000, 50);
    return medianPart(`Memory of the worker: ${count} open cases`, 1, () => memoryOfOpenCases(count));
  },
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
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
