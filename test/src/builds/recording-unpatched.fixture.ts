import { sleep } from '@temporalio/workflow';
import { record as recordAtOnce } from '../../../workflows/src/case/recording';

export { loadCase } from '../../../workflows/src/case/recording';

/** What a change without `patched` does to a case: a timer where its history has none. */
export const record: typeof recordAtOnce = async (input) => {
  await sleep(1);
  return await recordAtOnce(input);
};
