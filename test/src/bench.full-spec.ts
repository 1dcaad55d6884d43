import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { workspaceRoot } from './app-process.fixture';

// Compiles the bench, and starts the product five times.
jest.setTimeout(600_000);

/** Every figure was measured: what was not is null in JSON. */
const figures = z.record(z.string(), z.number());
const part = z.object({ medians: figures });
const report = z.object({
  storm: z.object({ medians: z.object({ product: figures, bare: figures }) }),
  start: part,
  letters: part,
  emergency: part,
  memory: part,
});

const folder = join(workspaceRoot, '.local/bench');
const testFolder = join(workspaceRoot, 'test');

describe('the bench, with a handful of cases', () => {
  it('measures every part and writes what it measured', () => {
    const began = Date.now();
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
      cwd: testFolder,
      stdio: 'pipe',
    });
    const printed = execFileSync(process.execPath, ['dist/bench/bench.main.js'], {
      cwd: testFolder,
      env: { ...process.env, BENCH_SMOKE: '1' },
      encoding: 'utf8',
      stdio: 'pipe',
      // Jest cannot interrupt it.
      timeout: 540_000,
    });
    expect(printed).toContain('medians of 1 turns');
    const [file = ''] = readdirSync(folder)
      .filter((name) => /^\d.*\.json$/.test(name) && statSync(join(folder, name)).mtimeMs >= began)
      .sort()
      .reverse();
    const { storm, start, letters, emergency, memory } = report.parse(
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    );
    const { product, bare } = storm.medians;
    for (const part of [start, letters, emergency, memory]) expect(Object.keys(part.medians)).not.toEqual([]);
    // These do not depend on how busy the machine is.
    expect(product['history events a transition']).toBeLessThanOrEqual(12);
    expect(bare['history events a transition']).toBeLessThanOrEqual(12);
    expect(letters.medians['sent more than once']).toBe(0);
  });
});
