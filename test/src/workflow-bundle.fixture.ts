import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';

/** The workflows from source, as a worker runs them. */
export const bundleFromSource = (): Promise<WorkflowBundle> =>
  bundleWorkflowCode({
    workflowsPath: require.resolve('@xiangaitong/workflows'),
    logger: new DefaultLogger('ERROR'),
    // As the worker's build does (apps/worker/src/bundle-workflows.main.ts).
    preloadModules: ['@xiangaitong/domain'],
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@xiangaitong/source', '...'] },
    }),
  });
