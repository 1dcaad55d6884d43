import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workspaceRoot } from './app-process.fixture';

/** A run is over in two minutes on a machine of its own; what it asserts is never how long it took. */
jest.setTimeout(900_000);

/** What a person's shell has. The rest of a test run's environment names its own servers, which the run would kill. */
const shell = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'TMPDIR', 'LANG', 'CI'];

/** The command that people run, on servers of its own. */
async function chaos(
  ...args: readonly string[]
): Promise<{ readonly code: unknown; readonly output: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => shell.includes(name)));
  const main = join(workspaceRoot, 'infra/local/main.mjs');
  const child = spawn(process.execPath, [main, 'chaos', '--built', ...args], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
  const [code]: unknown[] = await once(child, 'close');
  return { code, output };
}

it('keeps its promises while processes are killed, links cut, disks filled, mail servers fail and deadlines fall due', async () => {
  const { code, output } = await chaos('--seed', '3', '--kills', '6', '--cases', '8');
  expect([code, output]).toEqual([0, expect.stringMatching(/violations +0/)]);
});

it('keeps them while clocks jump by a day', async () => {
  const { code, output } = await chaos(
    '--clock',
    'real',
    '--faults',
    'clock,kill',
    '--seed',
    '4',
    '--kills',
    '3',
  );
  expect([code, output]).toEqual([0, expect.stringMatching(/violations +0/)]);
});
