import { join } from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type BundleOptions,
  type WorkflowBundle,
} from '@temporalio/worker';

type WebpackConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];
type WebpackPlugin = NonNullable<WebpackConfig['plugins']>[number];

/** The workflows from source, as a worker runs them. */
export const bundleFromSource = (): Promise<WorkflowBundle> => bundleWith();

/** How another build records: beside this file, in the place of `workflows/src/case/recording.ts`. */
export type OtherRecording = 'recording-patched' | 'recording-unpatched';

/** The workflows of another build: those of this tree, but for how they record. */
export const bundleOfOtherBuild = (recording: OtherRecording): Promise<WorkflowBundle> =>
  bundleWith(insteadOf('./recording', join(__dirname, 'builds', `${recording}.fixture.ts`)));

const bundleWith = (...plugins: readonly WebpackPlugin[]): Promise<WorkflowBundle> =>
  bundleWorkflowCode({
    workflowsPath: require.resolve('@xiangaitong/workflows'),
    logger: new DefaultLogger('ERROR'),
    // As the worker's build does (apps/worker/src/bundle-workflows.main.ts).
    preloadModules: ['@xiangaitong/domain', '@xiangaitong/contracts/workflow'],
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@xiangaitong/source', '...'] },
      plugins: [...(config.plugins ?? []), ...plugins],
    }),
  });

/** Resolves an import, as it is written in the source, to another file. */
const insteadOf = (request: string, path: string): WebpackPlugin => ({
  apply: (compiler) => {
    compiler.hooks.normalModuleFactory.tap('other build', (factory) => {
      factory.hooks.beforeResolve.tap('other build', (data) => {
        if (data.request === request) data.request = path;
      });
    });
  },
});
