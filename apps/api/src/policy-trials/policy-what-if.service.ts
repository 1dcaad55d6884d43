import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { policyWhatIfBody, policyWhatIfView, StampedEvent } from '@xiangaitong/contracts';
import {
  calendarOfCase,
  fold,
  noticeCore,
  policyOfSuspension,
  suspensionCore,
  whatIfNotice,
  whatIfSuspension,
  type Actor,
  type BusinessNow,
  type CaseCore,
  type CaseDifference,
  type CaseKind,
  type Instant,
  type KnownCalendars,
  type Policy,
  type Recorded,
} from '@xiangaitong/domain';
import {
  CalendarVersionRepository,
  OpenCaseRepository,
  PolicyRepository,
  type OpenCase,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { draftPolicy } from './draft-policy';
import { checkMayTry } from './may-try';
import { WhatIfTally } from './what-if-tally';

/** Cases read at a time: their events, some dozens each, are all that is held in memory. */
const PAGE = 200;

/** Cases compared before others have their turn: some hundredths of a second. */
const SLICE = 20;

/** What every case is compared by. */
interface Trial {
  readonly tenant: string;
  readonly at: Instant;
  readonly draft: Policy;
  readonly calendars: KnownCalendars;
}

/** 試算: every open case of a centre, run forward as it is pinned and under a draft. Nothing is written. */
@Injectable()
export class PolicyWhatIf {
  constructor(
    private readonly cases: OpenCaseRepository,
    private readonly policies: PolicyRepository,
    private readonly calendars: CalendarVersionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem `actor.notAllowed`, `resource.notFound` for a version that the centre does not have */
  async compare(
    body: z.output<typeof policyWhatIfBody>,
    actor: Actor,
  ): Promise<z.output<typeof policyWhatIfView>> {
    checkMayTry(actor);
    const tenant = actor.organisationId;
    const at = this.now();
    const draft = await this.draftOf(body, tenant);
    const trial: Trial = { tenant, at, draft, calendars: await this.knownCalendars(at) };
    const tally = new WhatIfTally();
    await this.compareAll('notice', trial, tally);
    await this.compareAll('suspension', trial, tally);
    return tally.view(at);
  }

  private async draftOf(
    { policy, version }: z.output<typeof policyWhatIfBody>,
    tenant: string,
  ): Promise<Policy> {
    if (policy !== undefined) return draftPolicy(policy);
    const saved = (await this.policies.list(tenant)).find((one) => one.version === version);
    if (saved === undefined) throw new Problem('resource.notFound');
    return saved.policy;
  }

  private async knownCalendars(at: Instant): Promise<KnownCalendars> {
    const [versions, { calendar: inForce }] = await Promise.all([
      this.calendars.list(),
      this.calendars.inForce(at),
    ]);
    return { named: new Map(versions.map(({ calendar }) => [calendar.version, calendar])), inForce };
  }

  private async compareAll(kind: CaseKind, trial: Trial, tally: WhatIfTally): Promise<void> {
    let after: string | undefined;
    for (;;) {
      const page = await this.cases.page(kind, trial.tenant, after, PAGE);
      for (const [index, one] of page.entries()) {
        if (index % SLICE === 0) await setImmediate();
        tally.add(kind, one, await this.differenceOf(kind, one, trial));
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  private async differenceOf(
    kind: CaseKind,
    { id: caseId, events }: OpenCase,
    { tenant, at, draft, calendars }: Trial,
  ): Promise<CaseDifference | undefined> {
    const start = { caseId, tenant, at };
    if (kind === 'notice') {
      const recorded = eventsOf(noticeCore, events);
      const calendar = calendarOfCase(recorded, calendars);
      return whatIfNotice(fold(noticeCore, recorded), { start, calendar, draft });
    }
    const recorded = eventsOf(suspensionCore, events);
    const calendar = calendarOfCase(recorded, calendars);
    const pinned = policyOfSuspension(recorded);
    return whatIfSuspension(fold(suspensionCore, recorded), pinned, { start, calendar, draft });
  }
}

/** @throws TypeError for an event of another kind of case */
function eventsOf<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  events: readonly StampedEvent[],
): readonly Recorded<E>[] {
  const own: Recorded<E>[] = [];
  for (const event of events) {
    if (!core.owns(event)) throw new TypeError(`not an event of a ${core.kind}: ${event.type}`);
    own.push(event);
  }
  return own;
}
