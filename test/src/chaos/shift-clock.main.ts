/**
 * Loaded before a program (`--require`), so that its wall clock can be put forward and back while it runs, as an
 * operator or a time server would: `Date` is off by the milliseconds that stand in the file. Timers and
 * `performance` go on, as they do on a machine. Of the harness only; the product knows nothing of it.
 */
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 50;

const file = process.env['CHAOS_CLOCK_FILE'];
const RealDate = Date;
let offsetMs = 0;

const look = (): void => {
  if (file === undefined) return;
  const read = Number(readFileSync(file, 'utf8'));
  if (Number.isFinite(read)) offsetMs = read;
};

const now = (): number => RealDate.now() + offsetMs;

const shifted: DateConstructor = new Proxy(RealDate, {
  construct: (target, given: unknown[]) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, target) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});

if (file !== undefined) {
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
  globalThis.Date = shifted;
}
