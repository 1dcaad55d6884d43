import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './app-process.fixture';
import { faultForms, faultKinds } from './chaos/plan';
import type { Figures } from './chaos/report';

/** A run is over in some minutes on a machine of its own; what it asserts is never how long it took. */
jest.setTimeout(1_800_000);

/** What a person's shell has. The rest of a test run's environment names its own servers, which the run would kill. */
const shell = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'TMPDIR', 'LANG', 'CI'];

interface Run {
  readonly code: unknown;
  readonly output: string;
  readonly figures: () => Figures;
}

/** The command that people run, on servers of its own. */
async function chaos(...args: readonly string[]): Promise<Run> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => shell.includes(name)));
  const main = join(workspaceRoot, 'infra/local/main.mjs');
  const child = spawn(process.execPath, [main, 'chaos', '--built', ...args], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
  const [code]: unknown[] = await once(child, 'close');
  const file = join(workspaceRoot, '.local/chaos/record/figures.json');
  return { code, output, figures: () => JSON.parse(readFileSync(file, 'utf8')) as Figures };
}

it('keeps its promises while processes are killed, links cut, disks filled, mail servers fail and deadlines fall due', async () => {
  const { code, output, figures } = await chaos('--seed', '3', '--kills', '6', '--cases', '8');
  expect([code, output]).toEqual([0, expect.stringMatching(/violations +0/)]);
  // Without root there is no disk of its own to fill, and the run has said so.
  const played = faultKinds.filter((kind) => kind !== 'disk' || !output.includes('Full disk: left out'));
  const forms = played.flatMap((kind) => faultForms[kind].map((form) => `${kind} ${form}`));
  const { faults, acknowledged, wakes, mails, recoverySeconds } = figures();
  expect(Object.keys(faults).sort()).toEqual(forms.sort());
  for (const figure of [acknowledged, wakes, mails]) expect(figure).toBeGreaterThan(20);
  expect(recoverySeconds.length).toBeGreaterThanOrEqual(forms.length);
});

it('keeps them while clocks jump by a day', async () => {
  const args = ['--clock', 'real', '--faults', 'clock,kill', '--seed', '4', '--kills', '4'];
  const { code, output, figures } = await chaos(...args);
  expect([code, output]).toEqual([0, expect.stringMatching(/violations +0/)]);
  expect(Object.keys(figures().faults).sort()).toEqual(
    ['clock back', 'clock forward', ...faultForms.kill.map((form) => `kill ${form}`)].sort(),
  );
});
