import { Inject, Injectable } from '@nestjs/common';
import type { ProblemCode } from '@xiangaitong/contracts';
import type { Actor, BusinessNow } from '@xiangaitong/domain';
import type { Logger } from '@xiangaitong/observability';
import {
  CalendarVersionRepository,
  type CalendarDecision,
  type CalendarDecisionFault,
  type CalendarVersion,
} from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { AuditedActs } from '../commands/audited-acts.service';
import { commandIdOf } from '../commands/command-identity';
import { reusedKey } from '../commands/reused-key';
import { Problem } from '../http/problem';
import { LOGGER, NOW } from '../infrastructure/tokens';
import { keepsCalendar } from './keeps-calendar';

type Decision = { readonly version: CalendarVersion; readonly replayed: boolean };

const problemOfFault: Readonly<Record<CalendarDecisionFault, ProblemCode>> = {
  fourEyes: 'case.fourEyes',
  decided: 'calendarVersion.decided',
  outdated: 'calendarVersion.outdated',
};

/** The versions of the working calendar: looked at, approved, refused. */
@Injectable()
export class CalendarVersions {
  constructor(
    private readonly versions: CalendarVersionRepository,
    private readonly gateway: CaseGateway,
    private readonly acts: AuditedActs,
    @Inject(NOW) private readonly now: BusinessNow,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  list(): Promise<readonly CalendarVersion[]> {
    return this.versions.list();
  }

  async inForceId(): Promise<string> {
    return (await this.versions.inForce(this.now())).id;
  }

  /** @throws Problem `resource.notFound` */
  async require(id: string): Promise<CalendarVersion> {
    const version = await this.versions.find(id);
    if (version === undefined) throw new Problem('resource.notFound');
    return version;
  }

  /** The same request again finds what the first one decided. @throws Problem */
  async decide(
    id: string,
    outcome: CalendarDecision['outcome'],
    by: Actor,
    idempotencyKey: string,
  ): Promise<Decision> {
    const at = this.now();
    const commandId = commandIdOf(by, idempotencyKey);
    const action = outcome.state === 'approved' ? 'ApproveCalendar' : 'RefuseCalendar';
    return this.acts.run(
      { action, by, at, requestId: commandId, detail: { id } },
      keepsCalendar,
      async () => {
        const answer = await this.versions.decide({ id, outcome, by, at, commandId }).catch(reusedKey);
        if (answer.kind === 'refused') throw new Problem(problemOfFault[answer.why]);
        if (answer.version.state === 'approved') await this.poke();
        return answer;
      },
    );
  }

  /** Open cases get the days that the version adds: a poke that gets lost costs a minute. */
  private async poke(): Promise<void> {
    await this.gateway
      .pokeCalendarKeeper()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a poke was lost'));
  }
}
