/**
 * How many deadlines the core computes in a second on one core, each with its explanation; at least 100,000 of each
 * kind are asked for. Prints what it measured; asserts nothing, because a loaded machine is no bug. Usage:
 * npm run bench:deadlines [-- SECONDS]
 */
import { loadavg } from 'node:os';
import {
  addDays,
  calendarWithClosures,
  deadlineByDate,
  deadlineInDays,
  deadlineInMonths,
  deadlineInWeeks,
  deadlineInWorkingDays,
  governmentCalendar2025to2027 as calendar,
} from '@xiangaitong/domain';

const ASKED_PER_SECOND = 100_000;
const seconds = Number(process.argv[2] ?? 2);
if (!(seconds > 0)) throw new Error(`not a number of seconds: ${process.argv[2]}`);

/** Every day of two years: also those before long holidays, which cost more. */
const starts = Array.from({ length: 730 }, (_, day) => addDays('2025-01-01', day));
const tainan = calendarWithClosures(
  calendar,
  [{ county: 'TNN', date: '2025-07-07', source: '範例', decided: 'wholeDay' }],
  'TNN',
);
const ordinary = { adverse: false };
const adverse = { adverse: true };

/** @type {Record<string, (from: string, i: number) => unknown>} */
const kinds = {
  'printed date': (from) => deadlineByDate(from),
  '1–60 days': (from, i) => deadlineInDays(calendar, from, 1 + (i % 60), ordinary),
  '1–60 days, adverse': (from, i) => deadlineInDays(calendar, from, 1 + (i % 60), adverse),
  '1–60 days, one county': (from, i) => deadlineInDays(tainan, from, 1 + (i % 60), ordinary),
  '1–8 weeks': (from, i) => deadlineInWeeks(calendar, from, 1 + (i % 8), ordinary),
  '1–6 months': (from, i) => deadlineInMonths(calendar, from, 1 + (i % 6), ordinary),
  '1–6 months, adverse': (from, i) => deadlineInMonths(calendar, from, 1 + (i % 6), adverse),
  '1–10 working days': (from, i) => deadlineInWorkingDays(calendar, from, 1 + (i % 10)),
};

/**
 * Deadlines a second, by the time that passed and by the processor time that this process used. The second is what
 * one core does also while others want it; it counts the garbage collector's threads against us.
 */
function measure(compute, milliseconds) {
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  let done = 0;
  let passed = 0;
  for (; passed < milliseconds; passed = Number(process.hrtime.bigint() - began) / 1e6) {
    for (const from of starts) {
      const result = compute(from, done);
      if (result.ok === false) throw new Error(JSON.stringify(result.error));
      done += 1;
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  return { bySecond: done / (passed / 1e3), byCpuSecond: done / ((user + system) / 1e6) };
}

const thousands = (value) => Math.round(value).toLocaleString('en').padStart(14);
console.log(`Node ${process.version}, ${seconds} s a kind after warming up, load ${loadavg()[0].toFixed(1)}`);
console.log(
  `${'deadlines, with explanation'.padEnd(28)}${'a second'.padStart(14)}${'a CPU second'.padStart(14)}`,
);
let slowest = Infinity;
for (const compute of Object.values(kinds)) measure(compute, 200);
for (const [kind, compute] of Object.entries(kinds)) {
  const { bySecond, byCpuSecond } = measure(compute, seconds * 1e3);
  slowest = Math.min(slowest, byCpuSecond);
  const ratio = (byCpuSecond / ASKED_PER_SECOND).toFixed(1);
  console.log(`${kind.padEnd(28)}${thousands(bySecond)}${thousands(byCpuSecond)}   ${ratio} × what is asked`);
}
console.log(
  `Slowest: ${thousands(slowest).trim()} a CPU second, ${slowest >= ASKED_PER_SECOND ? 'enough' : 'TOO SLOW'}; asked are ${ASKED_PER_SECOND.toLocaleString('en')}`,
);
