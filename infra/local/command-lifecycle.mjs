/** `lifecycle`: writes docs/lifecycle.md from what the core says and does now. */
import { join } from 'node:path';
import { moduleBin } from './apps.mjs';
import { ensureModules } from './node-modules.mjs';
import { localDir, root } from './paths.mjs';
import { preflight } from './preflight.mjs';
import { supervised } from './run.mjs';
import { say } from './say.mjs';

/** @returns {Promise<number>} exit code */
export async function lifecycle() {
  return supervised(async ({ supervisor }) => {
    preflight();
    await ensureModules(supervisor);
    // The core's fixtures walk there, and they compile only for its specs.
    await supervisor.run({
      name: 'lifecycle',
      command: moduleBin('jest'),
      args: ['src/case/lifecycle.spec.ts', '--silent'],
      cwd: join(root, 'libs/domain'),
      env: { LIFECYCLE: 'write' },
      log: join(localDir, 'logs', 'lifecycle.log'),
      failed: 'docs/lifecycle.md could not be written',
      remedy: 'mend what the lines above show',
    });
    say('docs/lifecycle.md: written');
    return 0;
  });
}
