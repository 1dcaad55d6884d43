import { Inject, Injectable } from '@nestjs/common';
import type { policyProposalBody, ProblemCode } from '@xiangaitong/contracts';
import {
  civilDateAt,
  formatRocLong,
  policyVersion1,
  type Actor,
  type BusinessNow,
  type CivilDate,
} from '@xiangaitong/domain';
import {
  PolicyRepository,
  type PolicyDecisionFault,
  type PolicyProposalFault,
  type PolicyVersion,
  type VersionDecision,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { AuditedActs } from '../commands/audited-acts.service';
import { commandIdOf } from '../commands/command-identity';
import { reusedKey } from '../commands/reused-key';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { isInCharge } from '../people/in-charge';
import type { PolicyLine } from './policy-view';

type Answer = { readonly version: PolicyVersion; readonly replayed: boolean };

const problemOfDecision: Readonly<Record<PolicyDecisionFault, ProblemCode>> = {
  fourEyes: 'case.fourEyes',
  decided: 'policyVersion.decided',
  lapsed: 'policyVersion.lapsed',
  outdated: 'policyVersion.outdated',
};

/** The policies of the actor's own centre: looked at, proposed, approved, refused. */
@Injectable()
export class PolicyVersions {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly acts: AuditedActs,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** All of the centre's versions, as they stand now. */
  async line({ organisationId }: Actor): Promise<PolicyLine> {
    const at = this.now();
    const [versions, inForce] = await Promise.all([
      this.policies.list(organisationId),
      this.policies.inForce(organisationId, at),
    ]);
    return { versions, inForce: (inForce ?? policyVersion1).version, at };
  }

  /** The same request again finds the version that the first one made, whatever has become of it. @throws Problem */
  async propose(
    { policy: content, effectiveDate, reason: purpose }: z.output<typeof policyProposalBody>,
    by: Actor,
    idempotencyKey: string,
  ): Promise<Answer> {
    const at = this.now();
    const commandId = commandIdOf(by, idempotencyKey);
    const act = { action: 'ProposePolicy', by, at, requestId: commandId, detail: { effectiveDate } };
    return this.acts.run(act, isInCharge, async () => {
      const wanted = { content, effectiveDate, purpose, by, at, commandId };
      const answer = await this.policies.propose(wanted).catch(reusedKey);
      if (answer.kind === 'refused') throw problemOfProposal(answer.why, civilDateAt(at));
      return answer;
    });
  }

  /** The same request again finds what the first one decided. @throws Problem */
  async decide(
    version: number,
    outcome: VersionDecision['outcome'],
    by: Actor,
    idempotencyKey: string,
  ): Promise<Answer> {
    const at = this.now();
    const commandId = commandIdOf(by, idempotencyKey);
    const action = outcome.state === 'approved' ? 'ApprovePolicy' : 'RefusePolicy';
    return this.acts.run(
      { action, by, at, requestId: commandId, detail: { version } },
      isInCharge,
      async () => {
        const answer = await this.policies.decide({ version, outcome, by, at, commandId }).catch(reusedKey);
        if (answer.kind === 'refused') throw new Problem(problemOfDecision[answer.why]);
        return answer;
      },
    );
  }
}

function problemOfProposal(why: PolicyProposalFault, today: CivilDate): Problem {
  if (why === 'unchanged') return new Problem('policyVersion.unchanged');
  const message = `最早可訂為今天，${formatRocLong(today)}。`;
  return new Problem('policyVersion.datePast', { fields: [{ field: 'effectiveDate', message }] });
}
