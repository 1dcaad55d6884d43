import { Controller } from '@nestjs/common';
import type { SuspensionCommand } from '@xiangaitong/domain';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { NamedPeople } from '../cases/named-people.service';
import { CaseCommands, type Build, type CaseCall } from '../commands/case-commands.service';
import type { CommandAnswer } from '../commands/command-answer';
import { FillerService } from '../commands/filler.service';
import { DeliveryService } from '../dispatches/delivery.service';
import { Endpoint } from '../http/endpoint.decorator';
import type { CallOf } from '../http/endpoint-spec';
import * as http from './suspensions.http';

/** What people do with a suspension. Each method turns a request into the core's command, and no more. */
@Controller()
export class SuspensionsController {
  constructor(
    private readonly commands: CaseCommands,
    private readonly gateway: CaseGateway,
    private readonly fillers: FillerService,
    private readonly deliveries: DeliveryService,
    private readonly named: NamedPeople,
  ) {}

  @Endpoint(http.approvalEndpoint)
  async approve(call: CallOf<typeof http.approvalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ApproveSuspension', async () => ({ type: 'ApproveSuspension' }));
  }

  @Endpoint(http.refusalEndpoint)
  async refuse(call: CallOf<typeof http.refusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseSuspension', async () => ({ type: 'RefuseSuspension', ...call.body }));
  }

  @Endpoint(http.deliveryEndpoint)
  async recordDelivery(call: CallOf<typeof http.deliveryEndpoint>): Promise<CommandAnswer> {
    return this.deliveries.ofCase('suspension', call);
  }

  @Endpoint(http.effectiveDateEndpoint)
  async setEffectiveDate(call: CallOf<typeof http.effectiveDateEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'SetEffectiveDate', async () => ({ type: 'SetEffectiveDate', ...call.body }));
  }

  @Endpoint(http.cureEndpoint)
  async submitCure(call: CallOf<typeof http.cureEndpoint>): Promise<CommandAnswer> {
    const { statement, filler } = call.body;
    return this.command(call, 'SubmitCure', async (identity, respondentId) => ({
      type: 'SubmitCure',
      statement,
      fillerPersonId: await this.fillers.keep(identity, respondentId, filler),
    }));
  }

  @Endpoint(http.cureAssessmentEndpoint)
  async assessCure(call: CallOf<typeof http.cureAssessmentEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'AssessCure', async () => ({ type: 'AssessCure', ...call.body }));
  }

  @Endpoint(http.confirmationEndpoint)
  async confirm(call: CallOf<typeof http.confirmationEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ConfirmRestoration', async () => ({
      type: 'ConfirmRestoration',
      ...call.body,
    }));
  }

  @Endpoint(http.confirmationRefusalEndpoint)
  async refuseConfirmation(call: CallOf<typeof http.confirmationRefusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseRestoration', async () => ({ type: 'RefuseRestoration', ...call.body }));
  }

  @Endpoint(http.cancellationEndpoint)
  async cancel(call: CallOf<typeof http.cancellationEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'CancelSuspension', async () => ({ type: 'CancelSuspension', ...call.body }));
  }

  @Endpoint(http.postponementEndpoint)
  async postpone(call: CallOf<typeof http.postponementEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'PostponeSuspension', async () => ({
      type: 'PostponeSuspension',
      ...call.body,
    }));
  }

  @Endpoint(http.changeApprovalEndpoint)
  async approveChange(call: CallOf<typeof http.changeApprovalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ApproveChange', async () => ({ type: 'ApproveChange' }));
  }

  @Endpoint(http.changeRefusalEndpoint)
  async refuseChange(call: CallOf<typeof http.changeRefusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseChange', async () => ({ type: 'RefuseChange', ...call.body }));
  }

  @Endpoint(http.dissolutionEndpoint)
  async closeForDissolution(call: CallOf<typeof http.dissolutionEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'CloseForDissolution', async () => ({
      type: 'CloseForDissolution',
      ...call.body,
    }));
  }

  @Endpoint(http.dissolutionApprovalEndpoint)
  async approveDissolution(call: CallOf<typeof http.dissolutionApprovalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ApproveDissolution', async () => ({ type: 'ApproveDissolution' }));
  }

  @Endpoint(http.dissolutionRefusalEndpoint)
  async refuseDissolution(call: CallOf<typeof http.dissolutionRefusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseDissolution', async () => ({ type: 'RefuseDissolution', ...call.body }));
  }

  @Endpoint(http.ratificationEndpoint)
  async ratify(call: CallOf<typeof http.ratificationEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RatifyEmergency', async () => ({ type: 'RatifyEmergency' }));
  }

  @Endpoint(http.ratificationRefusalEndpoint)
  async refuseRatification(call: CallOf<typeof http.ratificationRefusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseRatification', async () => ({
      type: 'RefuseRatification',
      ...call.body,
    }));
  }

  @Endpoint(http.letterApprovalEndpoint)
  async approveLetter(call: CallOf<typeof http.letterApprovalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ApproveConfirmationLetter', async () => ({
      type: 'ApproveConfirmationLetter',
    }));
  }

  @Endpoint(http.letterRefusalEndpoint)
  async refuseLetter(call: CallOf<typeof http.letterRefusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseConfirmationLetter', async () => ({
      type: 'RefuseConfirmationLetter',
      ...call.body,
    }));
  }

  @Endpoint(http.withdrawalEndpoint)
  async withdrawConfirmation(call: CallOf<typeof http.withdrawalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'WithdrawConfirmation', async () => ({
      type: 'WithdrawConfirmation',
      ...call.body,
    }));
  }

  @Endpoint(http.confirmationLetterEndpoint)
  async recordLetter(call: CallOf<typeof http.confirmationLetterEndpoint>): Promise<CommandAnswer> {
    const { reference, date, person } = call.body;
    return this.command(call, 'RecordConfirmationLetter', async (identity) => ({
      type: 'RecordConfirmationLetter',
      reference,
      date,
      // One of the authority's people; which organisation that is, the letter's number says.
      personId: await this.fillers.keep(identity, call.actor.organisationId, person),
    }));
  }

  @Endpoint(http.refusalLetterEndpoint)
  async recordRefusalLetter(call: CallOf<typeof http.refusalLetterEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RecordRefusalLetter', async () => ({
      type: 'RecordRefusalLetter',
      ...call.body,
    }));
  }

  @Endpoint(http.requestAgainEndpoint)
  async requestAgain(call: CallOf<typeof http.requestAgainEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RequestConfirmationAgain', async () => ({ type: 'RequestConfirmationAgain' }));
  }

  @Endpoint(http.reassignmentEndpoint)
  async reassignTracker(call: CallOf<typeof http.reassignmentEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ReassignTracker', async () => {
      await this.named.check({ trackerId: call.body.trackerId }, call.actor);
      return { type: 'ReassignTracker', ...call.body };
    });
  }

  /** @param build makes the command only when it is really sent: a replay stores nobody anew */
  private command(
    call: CaseCall,
    type: SuspensionCommand['type'],
    build: Build<SuspensionCommand>,
  ): Promise<CommandAnswer> {
    return this.commands.run('suspension', call, type, async ({ params: { id } }, identity, respondentId) =>
      this.gateway.sendToSuspension(id, { ...identity, command: await build(identity, respondentId) }),
    );
  }
}
