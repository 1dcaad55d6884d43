import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './app-process.fixture';

// Compiles the bench, and starts the product five times.
jest.setTimeout(600_000);

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
    });
    expect(printed).toContain('medians of 1 turns');
    const [file = ''] = readdirSync(folder)
      .filter((name) => /^\d.*\.json$/.test(name) && statSync(join(folder, name)).mtimeMs >= began)
      .sort()
      .reverse();
    const results = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { product, bare } = results.storm.medians;
    for (const figures of [
      product,
      bare,
      ...['start', 'letters', 'emergency', 'memory'].map((part) => results[part].medians),
    ]) {
      for (const [name, value] of Object.entries(figures)) {
        expect([name, Number.isFinite(value)]).toEqual([name, true]);
      }
    }
    // These do not depend on how busy the machine is.
    expect(product['history events a transition']).toBeLessThanOrEqual(12);
    expect(results.letters.medians['sent more than once']).toBe(0);
  });
});
