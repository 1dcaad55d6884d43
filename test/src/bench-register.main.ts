import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { draft, draftForm, servedToday } from './cases.fixture';
import { plansOf, type Step } from './explain.fixture';
import { fillWithNotices, type Filled } from './many-notices.fixture';
import { Times } from './percentiles.fixture';
import { explainedAt, looksAt, type Look, type Samples } from './register-looks.fixture';
import { samplesOf } from './register-samples.fixture';
import { people, REAL_TIME, System, workspaceRoot } from './system.fixture';

/*
 * How long it takes to look things up among very many notices, through the API, and what a command costs then, beside a
 * register with few. Both systems run at once and are asked in turn, so that a busy machine is so for both. Asserts
 * nothing of time. Usage: npm run bench:register [-- NOTICES FEW [--write]]
 */

const CENTRE = '395000000X';
const ASKED_MS = 50;
const WARM_UP = 5;
const TIMES = 40;
const COMMANDS = 25;

interface Bench {
  readonly system: System;
  readonly filled: Filled;
  readonly samples: Samples;
}

async function start(count: number): Promise<Bench> {
  const system = await System.start({ scale: REAL_TIME });
  await system.enterDirectory();
  const began = performance.now();
  const trackers = ['p-lin', ...Array.from({ length: 19 }, (_, index) => `p-tracker-${index + 1}`)];
  const filled = await fillWithNotices(system.register, {
    tenant: CENTRE,
    trackers,
    count,
    now: system.now(),
  });
  const seconds = ((performance.now() - began) / 1e3).toFixed(0);
  console.error(`filled with ${JSON.stringify(filled)} in ${seconds} s`);
  return { system, filled, samples: await samplesOf(system) };
}

/** A request that is answered as it should be. */
async function look({ system }: Bench, { path, actor = people.supervisor }: Look): Promise<number> {
  const response = await fetch(`${system.api.url}/api/v1${path}`, { headers: { 'x-actor': actor } });
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
  const list = z.object({ entries: z.array(z.unknown()) }).safeParse(body);
  return list.success ? list.data.entries.length : 1;
}

const shown = (times: Times, share: number): string => times.percentile(share).toFixed(1);

async function lookUps(few: Bench, many: Bench): Promise<string[]> {
  const lines = [
    `| what | entries | p50 | p95 | p99 | with ${few.filled.notices}: p50 | p95 |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  const looksOfFew = looksAt(few.samples);
  const slow: string[] = [];
  for (const [index, one] of looksAt(many.samples).entries()) {
    const ofFew = looksOfFew[index] ?? one;
    const [before, after] = [new Times(), new Times()];
    let entries = 0;
    for (let time = -WARM_UP; time < TIMES; time += 1) {
      if (time < 0) {
        await look(few, ofFew);
        entries = await look(many, one);
        continue;
      }
      await before.of(() => look(few, ofFew));
      await after.of(() => look(many, one));
    }
    if (after.percentile(0.95) > ASKED_MS) slow.push(one.name);
    const figures = [
      shown(after, 0.5),
      shown(after, 0.95),
      shown(after, 0.99),
      shown(before, 0.5),
      shown(before, 0.95),
    ];
    lines.push(`| ${one.name} | ${entries} | ${figures.join(' | ')} |`);
    console.error(lines.at(-1));
  }
  const verdict =
    slow.length === 0 ? `Every p95 is under ${ASKED_MS} ms.` : `p95 over ${ASKED_MS} ms: ${slow.join('、')}.`;
  return [...lines, '', verdict];
}

/** Commands through API, engine and worker. */
async function commands(few: Bench, many: Bench): Promise<string[]> {
  const kinds = ['送核', '核准並發文', '登錄送達', '撤回'] as const;
  const times = new Map<Bench, Record<(typeof kinds)[number], Times>>();
  for (const bench of [few, many])
    times.set(bench, {
      送核: new Times(),
      核准並發文: new Times(),
      登錄送達: new Times(),
      撤回: new Times(),
    });
  for (let time = -WARM_UP; time < COMMANDS; time += 1) {
    for (const bench of [few, many]) {
      const { system } = bench;
      const of = time < 0 ? undefined : times.get(bench);
      const timed = (kind: (typeof kinds)[number], path: string, actor: string, body: object) => {
        const command = () => system.api.command(path, actor, body);
        return of === undefined ? command() : of[kind].of(command);
      };
      const id = await draft(system, draftForm(system, 30, { respondentId: bench.samples.respondentId }));
      await timed('送核', `/notice-drafts/${id}/submission`, people.drafter, {});
      await timed('核准並發文', `/notices/${id}/approval`, people.supervisor, {});
      await timed('登錄送達', `/notices/${id}/deliveries`, people.tracker, servedToday(system));
      await timed('撤回', `/notices/${id}/withdrawal`, people.supervisor, { reason: '誤繕' });
    }
  }
  const lines = [
    `| command | p50 with ${few.filled.notices} | p50 with ${many.filled.notices} | ratio | p95 | p95 | ratio |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const kind of kinds) {
    const figures = [0.5, 0.95].flatMap((share) => {
      const [a, b] = [few, many].map((bench) => times.get(bench)?.[kind].percentile(share) ?? Number.NaN);
      return [a ?? Number.NaN, b ?? Number.NaN, (b ?? Number.NaN) / (a ?? Number.NaN)];
    });
    lines.push(
      `| ${kind} | ${figures.map((figure, index) => figure.toFixed(index % 3 === 2 ? 2 : 1)).join(' | ')} |`,
    );
  }
  return lines;
}

async function explains({ system, samples }: Bench): Promise<string[]> {
  const lines: string[] = [];
  for (const one of explainedAt(CENTRE, samples, system.now())) {
    const plans = await plansOf(system.register, one);
    lines.push(`### ${one.name}`, '', one.says, '');
    lines.push(
      '| statement | table | type | key | rows | extra |',
      '| ---: | --- | --- | --- | ---: | --- |',
    );
    for (const [number, steps] of plans.entries())
      lines.push(...steps.map((step) => rowOf(number + 1, step)));
    lines.push('');
  }
  return lines;
}

const rowOf = (number: number, { table, type, key, rows, extra }: Step): string =>
  `| ${[number, table ?? '', type ?? '', key ?? '', rows ?? '', extra].join(' | ')} |`;

async function main(): Promise<void> {
  const [count = 100_000, few = 1_000] = process.argv
    .slice(2)
    .filter((word) => word !== '--write')
    .map(Number);
  if (!(count >= 1_000 && few >= 100)) throw new Error('at least 1000 notices, beside at least 100');
  const benches: Bench[] = [];
  try {
    benches.push(await start(few), await start(count));
    const [small, large] = benches;
    if (small === undefined || large === undefined) return;
    const [version] = await large.system.register.query<{ version: string }[]>('SELECT VERSION() AS version');
    const text = [
      '## What the command printed',
      '',
      `${describe(large.filled)}; beside it ${describe(small.filled)}. ${version?.version ?? ''}, Node ${process.version}, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1) ?? '?'}. Milliseconds, over HTTP, ${TIMES} times each, both registers in turn.`,
      '',
      ...(await lookUps(small, large)),
      '',
      `Commands, ${COMMANDS} times each, through API, engine and worker, in turn:`,
      '',
      ...(await commands(small, large)),
      '',
      '## EXPLAIN',
      '',
      ...(await explains(large)),
    ].join('\n');
    console.log(text);
    if (process.argv.includes('--write'))
      writeFileSync(join(workspaceRoot, '.local/bench-register.md'), text);
  } finally {
    for (const { system } of benches) await system.stop();
  }
}

const describe = ({ notices, suspensions, events, tasks, letters, terms }: Filled): string =>
  `${notices} notices and ${suspensions} suspensions with ${events} events, ${tasks} tasks, ${letters} letters and ${terms} terms`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
