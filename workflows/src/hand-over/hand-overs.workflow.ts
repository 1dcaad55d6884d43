import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  FULL_LOOK,
  pokeSignal,
  type HandOverActivities,
  type HandOverInput,
} from '@xiangaitong/contracts/workflow';

// Looking changes nothing, so it may be repeated until it works.
const { casesToHandOver } = proxyActivities<HandOverActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

// Told again, the case knows the command, or has another tracker and refuses. A few attempts a look: what
// could not be told comes with the next one, so that one case that does not answer holds up no other.
const { handOverCase } = proxyActivities<HandOverActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumAttempts: 3 },
});

/** How soon what could not be told is told again: a case whose worker has died answers within moments. */
const AGAIN_AFTER_MS = 15_000;

/** Hands over the cases of people who are disabled, for as long as the product runs. */
export async function handOvers(input: HandOverInput): Promise<void> {
  let poked = true;
  setHandler(pokeSignal, () => {
    poked = true;
  });
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    poked = false;
    const cases = await casesToHandOver();
    const told = await Promise.allSettled(cases.map((each) => handOverCase(each)));
    const failed = told.some(({ status }) => status === 'rejected');
    if (cases.length >= FULL_LOOK && !failed) continue;
    await condition(() => poked, failed ? Math.min(AGAIN_AFTER_MS, input.pollMs) : input.pollMs);
  }
  await continueAsNew<typeof handOvers>(input);
}
