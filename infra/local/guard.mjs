/**
 * Stands between us and one child. We hold the other end of its pipe (fd 3);
 * when that end closes, because we asked for it or because we were killed, the
 * guard ends the child and whatever the child started. So no crash of ours,
 * not even kill -9, leaves anything behind.
 *
 * Argument: JSON of { command, args, cwd, graceMs, ownGroup, mark, pidFile? }.
 * Exit code: the child's; 128 + n when signal n ended it; 127 when it could not be started.
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import { endMarked, identify, pause, signal } from './processes.mjs';

/** Milliseconds for what a child left behind when it ended by itself. */
const STRAGGLER_GRACE_MS = 2_000;

const spec = JSON.parse(process.argv[2]);

const child = spawn(spec.command, spec.args, {
  cwd: spec.cwd,
  stdio: 'inherit',
  // A group of its own can be signalled whole. A command at the terminal stays in ours, or it could not read it.
  detached: spec.ownGroup,
});

let ended = false;
let ending = false;

async function end() {
  if (ended || ending || child.pid === undefined) return;
  ending = true;
  signal(spec.ownGroup ? -child.pid : child.pid, 'SIGTERM');
  const deadline = Date.now() + spec.graceMs;
  while (!ended && Date.now() < deadline) await pause(20);
  if (!ended) signal(spec.ownGroup ? -child.pid : child.pid, 'SIGKILL');
}

child.once('spawn', () => {
  if (spec.pidFile) writeFileSync(spec.pidFile, JSON.stringify(identify(child.pid)));
});

child.once('error', (error) => {
  if (child.pid !== undefined) return;
  process.stderr.write(`${spec.command} could not be started: ${error.message}\n`);
  process.exit(127);
});

child.once('exit', async (code, signalName) => {
  ended = true;
  await endMarked(spec.mark, ending ? 0 : STRAGGLER_GRACE_MS);
  if (spec.pidFile) rmSync(spec.pidFile, { force: true });
  process.exit(code ?? 128 + constants.signals[signalName]);
});

const lifeline = new Socket({ fd: 3 });
lifeline.once('close', end);
lifeline.once('error', end);
lifeline.resume();

// The terminal sends Ctrl-C to everyone in the foreground: the child has it already.
process.on('SIGINT', () => {});
process.on('SIGTERM', end);
process.on('SIGHUP', end);
