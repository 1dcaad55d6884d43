import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  FULL_LOOK,
  pokeSignal,
  type CalendarActivities,
  type CalendarKeeperInput,
  type CaseReference,
} from '@xiangaitong/contracts/workflow';

// Looking changes nothing, and the tasks are there or are not: both may be repeated until they work.
const { casesToExtend, watchCoverage } = proxyActivities<CalendarActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

// Told again, the case knows the command, or has the days. A few attempts a look: a case that does not answer holds
// up no other, and comes again with the next look.
const { extendCase } = proxyActivities<CalendarActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumAttempts: 3 },
});

/** Brings the days that the calendar in force has, and open cases have not, to those cases; for as long as the product runs. */
export async function calendarKeeper({ pollMs, after: from }: CalendarKeeperInput): Promise<void> {
  let poked = false;
  setHandler(pokeSignal, () => {
    poked = true;
  });
  const longEnough = (): boolean =>
    workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= 2_000;
  for (let after = from; ;) {
    if (after === undefined) await watchCoverage();
    const { versionId, cases } = await casesToExtend(after);
    await Promise.allSettled(cases.map((each) => extendCase(each, versionId)));
    after = cases.length < FULL_LOOK ? undefined : referenceOf(cases.at(-1));
    if (after === undefined) {
      await condition(() => poked, pollMs);
      poked = false;
    }
    if (longEnough()) {
      await continueAsNew<typeof calendarKeeper>({ pollMs, ...(after === undefined ? {} : { after }) });
    }
  }
}

const referenceOf = (last: CaseReference | undefined): CaseReference | undefined =>
  last && { caseKind: last.caseKind, caseId: last.caseId };
