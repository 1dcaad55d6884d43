const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { bundleWorkflowCode, DefaultLogger } = require('@temporalio/worker');

/** Bundles the workflows from source, as a worker runs them; specs find the file by WORKFLOW_BUNDLE. */
module.exports = async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(__dirname, 'src/index.ts'),
    // As the worker's build does (apps/worker/src/bundle-workflows.main.ts).
    preloadModules: ['@xiangaitong/domain', '@xiangaitong/contracts/workflow'],
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@xiangaitong/source', '...'] },
    }),
  });
  const folder = mkdtempSync(join(tmpdir(), 'xgt-workflows-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'bundle.js');
  writeFileSync(file, code);
  process.env.WORKFLOW_BUNDLE = file;
};
