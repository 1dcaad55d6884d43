import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import {
  MAX_HISTORY_EVENTS,
  type emergencySuspensionBody,
  type standaloneSuspensionBody,
} from '@xiangaitong/contracts';
import {
  civilDateAt,
  civilParts,
  suspensionCore,
  type Actor,
  type BusinessNow,
  type OrganisationId,
  type SuspensionCommand,
} from '@xiangaitong/domain';
import {
  CaseNumberRepository,
  OrganisationRepository,
  type Organisation,
  SuspensionRepository,
} from '@xiangaitong/persistence';
import { CaseGateway, CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import type { z } from 'zod';
import { NamedPeople } from '../cases/named-people.service';
import { Respondents } from '../cases/respondents.service';
import { RulesInForce } from '../cases/rules-in-force.service';
import { commandIdOf, derivedId, type CommandIdentity } from '../commands/command-identity';
import { CommandService, type CommandOutcome } from '../commands/command.service';
import { Problem } from '../http/problem';
import { CONFIG, NOW } from '../infrastructure/tokens';

const ROC_YEAR_ZERO = 1911;

/** Makes the command that opens the case, once its number is known. */
type Opening = (caseNumber: string) => SuspensionCommand;

/** Suspensions that follow from no notice: by 點13-2 standing alone, by 點13-3 in an emergency. */
@Injectable()
export class SuspensionOpening {
  constructor(
    private readonly commands: CommandService,
    private readonly gateway: CaseGateway,
    private readonly organisations: OrganisationRepository,
    private readonly respondents: Respondents,
    private readonly named: NamedPeople,
    private readonly rules: RulesInForce,
    private readonly suspensions: SuspensionRepository,
    private readonly numbers: CaseNumberRepository,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  async decide(
    body: z.output<typeof standaloneSuspensionBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<CommandOutcome> {
    const { noJustifiableReason, ...terms } = body;
    const respondent = await this.respondents.require(body.respondentId, actor);
    const { contactPersonId, trackerId = '' } = body;
    await this.named.check({ contactPersonId, trackerId }, actor);
    if (body.ground === 4 && respondent.kind !== 'centre') {
      throw new Problem('suspension.groundReserved', {
        fields: [{ field: 'ground', message: '第四款只適用交換中心，請改選其他款次。' }],
      });
    }
    const tenant = actor.organisationId;
    return this.open(
      tenant,
      'DecideSuspension',
      body,
      actor,
      idempotencyKey,
      (suspensionId) => (caseNumber) => ({
        type: 'DecideSuspension',
        decision: {
          ...terms,
          suspensionId,
          tenant,
          caseNumber,
          respondentName: respondent.name,
          ...decider(actor),
        },
        ...(noJustifiableReason === undefined ? {} : { noJustifiableReason }),
      }),
    );
  }

  async order(
    body: z.output<typeof emergencySuspensionBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<CommandOutcome> {
    const respondent = await this.respondents.require(body.respondentId, actor);
    const byAuthority = actor.role === 'authority';
    const tenant = byAuthority ? await this.handlerOf(respondent) : actor.organisationId;
    // The authority knows none of the centre's people: then letters name its office.
    const contactPersonId = body.contactPersonId ?? '';
    if (!byAuthority && contactPersonId === '') {
      throw new Problem('person.unknown', {
        fields: [{ field: 'contactPersonId', message: '請指定聯絡窗口。' }],
      });
    }
    const { trackerId = '' } = body;
    await this.named.check({ contactPersonId, trackerId }, { organisationId: tenant });
    const type = 'OrderEmergencySuspension';
    return this.open(tenant, type, body, actor, idempotencyKey, (suspensionId) => (caseNumber) => ({
      type,
      order: {
        ...body,
        suspensionId,
        tenant,
        caseNumber,
        respondentName: respondent.name,
        ...decider(actor),
        contactPersonId,
        // The authority has nobody in the centre but the contact whom it may know.
        ...(byAuthority && body.contactPersonId !== undefined ? { trackerId: contactPersonId } : {}),
        ...(body.trackerId === undefined ? {} : { trackerId: body.trackerId }),
        source: byAuthority ? 'authority' : 'letter',
      },
    }));
  }

  /** The centre to which the user belongs; of a centre itself the management layer, never those concerned. */
  private async handlerOf({ id, centreId }: Organisation): Promise<OrganisationId> {
    if (centreId !== null) return centreId;
    const [bureau] = await this.organisations.byKind('bureau');
    return bureau?.id ?? id;
  }

  private async open(
    tenant: OrganisationId,
    type: SuspensionCommand['type'],
    body: unknown,
    actor: Actor,
    idempotencyKey: string,
    opening: (suspensionId: string) => Opening,
  ): Promise<CommandOutcome> {
    const caseId = derivedId('', 'suspension', tenant, commandIdOf(actor, idempotencyKey));
    return this.commands.run({
      caseKind: 'suspension',
      caseId,
      tenant,
      type,
      body,
      actor,
      idempotencyKey,
      send: (identity) => this.start(caseId, tenant, identity, opening(caseId)),
    });
  }

  private async start(
    caseId: string,
    tenant: OrganisationId,
    identity: CommandIdentity,
    opening: Opening,
  ): Promise<Sent> {
    const at = this.now();
    const { policy, calendar } = await this.rules.of(tenant, at);
    // Looked at before a number is given out and a workflow started: neither can be taken back.
    const context = { at, actor: identity.actor, calendar, policy };
    const decision = suspensionCore.decide(suspensionCore.initial, opening(''), context);
    if (!decision.ok) throw new CommandRefused(decision.error);
    const known = await this.suspensions.find(caseId);
    const rocYear = civilParts(civilDateAt(at)).year - ROC_YEAR_ZERO;
    const caseNumber = known?.caseNumber ?? (await this.numbers.next(tenant, rocYear, '中止'));
    const { clock } = this.config;
    return this.gateway.startSuspension(
      { caseId, tenant, clock, policy, calendar, maxHistoryEvents: MAX_HISTORY_EVENTS },
      { ...identity, command: opening(caseNumber) },
    );
  }
}

/** Who decides, and in whose place. */
const decider = ({ personId, onBehalfOf }: Actor) => ({
  decidedBy: personId,
  ...(onBehalfOf === undefined ? {} : { decidedFor: onBehalfOf }),
});
