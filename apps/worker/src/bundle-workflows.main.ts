import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** A step of the build: bundles the workflows once, so that a worker starts without webpack. */
async function main(): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('@xiangaitong/workflows'),
    logger: new DefaultLogger('WARN'),
    // The core is pure and keeps nothing between calls, so that all cases of a thread may share it. Without this each
    // case would have a copy of every module of its own, in memory for as long as it is cached.
    preloadModules: ['@xiangaitong/domain'],
    // Names and lines are enough for a stack trace; the sources themselves would be held in memory for every queue.
    webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
  });
  await writeFile(join(__dirname, 'workflow-bundle.js'), code);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
