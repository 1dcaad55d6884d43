import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** What a workflow has no use for, and each cached case would hold in memory: three MiB of schemas, measured. */
const FOREIGN = ['zod'];

/** A step of the build: bundles the workflows once, so that a worker starts without webpack. */
async function main(): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('@xiangaitong/workflows'),
    logger: new DefaultLogger('WARN'),
    // They keep nothing of a case between calls, so that all cases of a thread may share it. Without this each
    // case would have a copy of every module of its own, in memory for as long as it is cached.
    preloadModules: ['@xiangaitong/domain', '@xiangaitong/contracts/workflow'],
    // Names and lines are enough for a stack trace; the sources themselves would be held in memory for every queue.
    webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
  });
  const stray = FOREIGN.find((name) => code.includes(`/node_modules/${name}/`));
  if (stray !== undefined)
    throw new Error(`${stray} is in the workflow bundle; import @xiangaitong/contracts/workflow`);
  await writeFile(join(__dirname, 'workflow-bundle.js'), code);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
