import { patched, sleep } from '@temporalio/workflow';
import { record as recordAtOnce } from '../../../workflows/src/case/recording';

export { loadCase } from '../../../workflows/src/case/recording';

/** The same change as in `recording-unpatched.fixture.ts`, made as CONTRIBUTING says. */
export const record: typeof recordAtOnce = async (input) => {
  if (patched('pause-before-recording')) await sleep(1);
  return await recordAtOnce(input);
};
