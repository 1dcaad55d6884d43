import { Inject, Injectable } from '@nestjs/common';
import type { policyWhatIfBody, policyWhatIfView } from '@xiangaitong/contracts';
import {
  policyOfSuspension,
  whatIfNotice,
  whatIfSuspension,
  type Actor,
  type BusinessNow,
  type Policy,
} from '@xiangaitong/domain';
import { PolicyRepository } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { OpenCases } from '../cases/open-cases.service';
import { RulesInForce } from '../cases/rules-in-force.service';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { draftPolicy } from './draft-policy';
import { checkMayTry } from './may-try';
import { WhatIfTally } from './what-if-tally';

/**
 * 試算: every open case of a centre, run forward as it is pinned, or would be if it were issued now, and under a draft.
 * Nothing is written.
 */
@Injectable()
export class PolicyWhatIf {
  constructor(
    private readonly cases: OpenCases,
    private readonly policies: PolicyRepository,
    private readonly rules: RulesInForce,
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
    const [draft, inForce] = await Promise.all([this.draftOf(body, tenant), this.rules.of(tenant, at)]);
    const tally = new WhatIfTally();
    for await (const { row, state, calendar } of this.cases.notices(tenant, at)) {
      const start = { caseId: row.id, tenant, at };
      tally.add('notice', row, whatIfNotice(state, { start, calendar, draft, inForce }));
    }
    for await (const { row, events, state, calendar } of this.cases.suspensions(tenant, at)) {
      const start = { caseId: row.id, tenant, at };
      const pinned = policyOfSuspension(events);
      tally.add('suspension', row, whatIfSuspension(state, pinned, { start, calendar, draft }));
    }
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
}
