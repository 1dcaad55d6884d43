import { Controller, Inject } from '@nestjs/common';
import type { Actor, BusinessNow, NoticeCommand } from '@xiangaitong/domain';
import type { ReplyBody } from '@xiangaitong/contracts';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { RulesInForce } from '../cases/rules-in-force.service';
import { CaseCommands, type Build, type CaseCall } from '../commands/case-commands.service';
import type { CommandAnswer } from '../commands/command-answer';
import { FillerService } from '../commands/filler.service';
import { DeliveryService } from '../dispatches/delivery.service';
import { Endpoint } from '../http/endpoint.decorator';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import type { CallOf } from '../http/endpoint-spec';
import { NOW } from '../infrastructure/tokens';
import { CalendarAdoption } from './calendar-adoption.service';
import { DraftContent } from './draft-content.service';
import * as http from './notices.http';

/**
 * What a respondent enters itself has come by the portal, and now. When and how a letter came is for the centre to
 * say: a deadline, and the telephone call, depend on it.
 */
function checkOwnReply({ channel, receivedAt }: ReplyBody, actor: Actor): void {
  if (partyOf(actor.role) !== 'respondent') return;
  const fields = [
    ...(channel === 'portal' ? [] : [{ field: 'channel', message: '自行填報的管道為網頁填報（portal）。' }]),
    ...(receivedAt === undefined
      ? []
      : [{ field: 'receivedAt', message: '自行填報者以送出時間為收到時間，請勿填寫。' }]),
  ];
  if (fields.length > 0) throw new Problem('request.invalid', { fields });
}

/** What people do with a notice. Each method turns a request into the core's command, and no more. */
@Controller()
export class NoticesController {
  constructor(
    private readonly commands: CaseCommands,
    private readonly gateway: CaseGateway,
    private readonly fillers: FillerService,
    private readonly deliveries: DeliveryService,
    private readonly content: DraftContent,
    private readonly rules: RulesInForce,
    private readonly adoption: CalendarAdoption,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  @Endpoint(http.approvalEndpoint)
  async approve(call: CallOf<typeof http.approvalEndpoint>): Promise<CommandAnswer> {
    // The rules are pinned as the notice is issued, whenever it was submitted.
    return this.command(call, 'ApproveNotice', async ({ actor }) => ({
      type: 'ApproveNotice',
      ...(await this.rules.of(actor.organisationId, this.now())),
    }));
  }

  @Endpoint(http.calendarAdoptionEndpoint)
  async adoptCalendar(call: CallOf<typeof http.calendarAdoptionEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'AdoptCalendar', async (_, respondentId) => ({
      type: 'AdoptCalendar',
      calendar: await this.adoption.calendarFor(call.params.id, respondentId, call.body),
    }));
  }

  @Endpoint(http.returnEndpoint)
  async return(call: CallOf<typeof http.returnEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ReturnNotice', async () => ({ type: 'ReturnNotice', ...call.body }));
  }

  @Endpoint(http.deliveryEndpoint)
  async recordDelivery(call: CallOf<typeof http.deliveryEndpoint>): Promise<CommandAnswer> {
    return this.deliveries.ofCase('notice', call);
  }

  @Endpoint(http.replyEndpoint)
  async submitReply(call: CallOf<typeof http.replyEndpoint>): Promise<CommandAnswer> {
    const { channel, receivedAt, filler, ...form } = call.body;
    checkOwnReply(call.body, call.actor);
    return this.command(call, 'SubmitReply', async (identity, respondentId) => ({
      type: 'SubmitReply',
      channel,
      receivedAt: receivedAt ?? this.now(),
      form: { ...form, fillerPersonId: await this.fillers.keep(identity, respondentId, filler) },
    }));
  }

  @Endpoint(http.telephoneEndpoint)
  async confirmByTelephone(call: CallOf<typeof http.telephoneEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RecordTelephoneConfirmation', async (identity, respondentId) => ({
      type: 'RecordTelephoneConfirmation',
      withPerson: await this.fillers.keep(identity, respondentId, call.body.withPerson),
    }));
  }

  @Endpoint(http.unansweredCallEndpoint)
  async noteUnansweredCall(call: CallOf<typeof http.unansweredCallEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RecordTelephoneConfirmation', async () => ({
      type: 'RecordTelephoneConfirmation',
      outcome: 'unreachable',
      ...call.body,
    }));
  }

  @Endpoint(http.supplementEndpoint)
  async requestSupplement(call: CallOf<typeof http.supplementEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RequestSupplement', async () => ({ type: 'RequestSupplement', ...call.body }));
  }

  @Endpoint(http.reopeningEndpoint)
  async reopenAction(call: CallOf<typeof http.reopeningEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ReopenAction', async () => ({ type: 'ReopenAction', ...call.body }));
  }

  @Endpoint(http.extensionRequestEndpoint)
  async requestExtension(call: CallOf<typeof http.extensionRequestEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RequestExtension', async () => ({ type: 'RequestExtension', ...call.body }));
  }

  @Endpoint(http.extensionDenialEndpoint)
  async denyExtension(call: CallOf<typeof http.extensionDenialEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'DenyExtension', async () => ({ type: 'DenyExtension', ...call.body }));
  }

  @Endpoint(http.assessmentEndpoint)
  async assess(call: CallOf<typeof http.assessmentEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'AssessReply', async () => ({ type: 'AssessReply', ...call.body }));
  }

  @Endpoint(http.followUpEndpoint)
  async recordFollowUp(call: CallOf<typeof http.followUpEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RecordFollowUp', async () => ({ type: 'RecordFollowUp', ...call.body }));
  }

  @Endpoint(http.suspensionDecisionEndpoint)
  async decideSuspension(call: CallOf<typeof http.suspensionDecisionEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'DecideSuspension', async () => ({ type: 'DecideSuspension', ...call.body }));
  }

  @Endpoint(http.cureAcceptanceEndpoint)
  async acceptCure(call: CallOf<typeof http.cureAcceptanceEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'AcceptCure', async () => ({ type: 'AcceptCure', ...call.body }));
  }

  @Endpoint(http.withdrawalEndpoint)
  async withdraw(call: CallOf<typeof http.withdrawalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'WithdrawNotice', async () => ({ type: 'WithdrawNotice', ...call.body }));
  }

  @Endpoint(http.withdrawalApprovalEndpoint)
  async approveWithdrawal(call: CallOf<typeof http.withdrawalApprovalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ApproveWithdrawal', async () => ({ type: 'ApproveWithdrawal' }));
  }

  @Endpoint(http.withdrawalRefusalEndpoint)
  async refuseWithdrawal(call: CallOf<typeof http.withdrawalRefusalEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'RefuseWithdrawal', async () => ({ type: 'RefuseWithdrawal', ...call.body }));
  }

  @Endpoint(http.reassignmentEndpoint)
  async reassignTracker(call: CallOf<typeof http.reassignmentEndpoint>): Promise<CommandAnswer> {
    return this.command(call, 'ReassignTracker', async ({ actor }) => {
      await this.content.checkPeople({ trackerId: call.body.trackerId }, actor);
      return { type: 'ReassignTracker', ...call.body };
    });
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

  /** @param build makes the command only when it is really sent: a replay stores nobody anew */
  private command(
    call: CaseCall,
    type: NoticeCommand['type'],
    build: Build<NoticeCommand>,
  ): Promise<CommandAnswer> {
    return this.commands.run('notice', call, type, async ({ params: { id } }, identity, respondentId) =>
      this.gateway.sendToNotice(id, { ...identity, command: await build(identity, respondentId) }),
    );
  }
}
