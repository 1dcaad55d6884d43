import { Inject, Injectable } from '@nestjs/common';
import {
  civilDateAt,
  compareDates,
  type Actor,
  type BusinessNow,
  type CaseKind,
  type DeliveryProof,
  type Instant,
  type RefusalCode,
} from '@xiangaitong/domain';
import { DispatchRepository, parseFacts, type DispatchRow } from '@xiangaitong/persistence';
import { CaseGateway, type Sent } from '@xiangaitong/temporal-client';
import { isOfTenant } from '../cases/audience';
import { checkServedOn } from '../cases/served-on';
import { CaseCommands, type CaseCall } from '../commands/case-commands.service';
import type { CommandAnswer } from '../commands/command-answer';
import type { CommandIdentity } from '../commands/command-identity';
import { CommandService, type CommandOutcome } from '../commands/command.service';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

/** The case knew of the delivery already, or waits for a later letter; what remains is to note it on this one. */
const knownBefore: readonly string[] = [
  'notice.alreadyDelivered',
  'notice.otherDeadline',
  'suspension.alreadyDelivered',
] satisfies RefusalCode[];

/** That letters have arrived: what has to be so, what a case that waits for one is told, what the letter keeps. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly dispatches: DispatchRepository,
    private readonly commands: CommandService,
    private readonly caseCommands: CaseCommands,
    private readonly gateway: CaseGateway,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * A letter that was not sent cannot have been received, though it can be served (送達) another way: after it was
   * written, and not in the days to come. Only its recipient comes by the link in it.
   * @throws Problem `request.invalid`, `dispatch.notSent`, `dispatch.serviceDate`, `dispatch.servedBefore`
   */
  check(letter: DispatchRow, proof: DeliveryProof, actor: Actor): void {
    if (proof.kind === 'served') return checkDate(letter, proof, this.now());
    if (proof.source === 'link' && partyOf(actor.role) !== letter.party) throw notTheirLink();
    if (letter.attempts === 0) throw new Problem('dispatch.notSent');
  }

  /**
   * Tells the case that waits for this letter; nothing when it knew before.
   * @param sent what the caller sent, by which a repetition is known
   */
  async tellCase(
    letter: DispatchRow,
    proof: DeliveryProof,
    sent: object,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<CommandOutcome | undefined> {
    const { id, caseKind, caseId, tenant } = letter;
    try {
      return await this.commands.run({
        caseKind,
        caseId,
        tenant,
        type: 'RecordDelivery',
        body: { dispatchId: id, ...sent },
        actor,
        idempotencyKey,
        send: (identity) => this.send(letter, proof, identity),
      });
    } catch (error) {
      if (error instanceof Problem && knownBefore.includes(error.code)) return undefined;
      throw error;
    }
  }

  /** Notes it on the letter; the recipient's own word has nobody beside it, an officer is named. */
  async note(letter: DispatchRow, proof: DeliveryProof, actor: Actor, at: Instant): Promise<void> {
    const served = proof.kind === 'served';
    await this.dispatches.acknowledge(letter.id, {
      source: served ? 'served' : proof.source,
      at,
      ...(isOfTenant(letter.tenant, actor) ? { by: actor.personId } : {}),
      ...(served ? { service: { date: proof.date, proof: proof.proof } } : {}),
    });
  }

  /**
   * An officer's word about the letter that the case waits for, whichever that is. First the case, then the letter:
   * a repetition does what is missing, on the letter of then, though there may be one of a later date by now.
   * @throws Problem `dispatch.noneAwaited`, and those of `check`
   */
  async ofCase(
    caseKind: CaseKind,
    call: CaseCall & { readonly body: DeliveryProof },
  ): Promise<CommandAnswer> {
    const { body: proof, actor, params } = call;
    const answer = await this.caseCommands.run(caseKind, call, 'RecordDelivery', async (_, identity) => {
      const letter = await this.awaited(caseKind, params.id);
      // What has arrived before the case itself refuses.
      if (letter.deliveredAt === null) this.check(letter, proof, actor);
      return this.send(letter, proof, identity);
    });
    if (answer.status === 200) {
      const { seq, at } = answer.body;
      await this.note(await this.awaited(caseKind, params.id, seq), proof, actor, at);
    }
    return answer;
  }

  /** The letter of an earlier date does not announce a later one: the case hears of which the letter tells. */
  private send(letter: DispatchRow, proof: DeliveryProof, identity: CommandIdentity): Promise<Sent> {
    const { caseKind, caseId } = letter;
    const command = { type: 'RecordDelivery', proof } as const;
    const { effectiveDate, deadline } = parseFacts(letter);
    if (caseKind === 'notice') {
      const named = { ...command, ...(deadline === undefined ? {} : { deadline }) };
      return this.gateway.sendToNotice(caseId, { ...identity, command: named });
    }
    const dated = { ...command, ...(effectiveDate === undefined ? {} : { effectiveDate }) };
    return this.gateway.sendToSuspension(caseId, { ...identity, command: dated });
  }

  /**
   * The last letter to the respondent for which the case waits or has waited.
   * @param before only those that an earlier event has called for
   * @throws Problem `dispatch.noneAwaited`
   */
  private async awaited(caseKind: CaseKind, caseId: string, before = Infinity): Promise<DispatchRow> {
    const letters = await this.dispatches.listByCase(caseKind, caseId);
    const letter = letters
      .filter(({ id, gating, party }) => gating && party === 'respondent' && seqOf(id) < before)
      .sort((one, other) => seqOf(one.id) - seqOf(other.id))
      .at(-1);
    if (letter === undefined) throw new Problem('dispatch.noneAwaited');
    return letter;
  }
}

/** `<kind>/<case>/<seq>/<position>`: the event that called for the letter. */
const seqOf = (letterId: string): number => Number(letterId.split('/')[2]);

function checkDate(
  { queuedAt }: DispatchRow,
  { date }: Extract<DeliveryProof, { kind: 'served' }>,
  at: Instant,
): void {
  checkServedOn(date, at);
  if (compareDates(date, civilDateAt(queuedAt)) < 0) {
    throw new Problem('dispatch.servedBefore', {
      fields: [{ field: 'date', message: '送達日期不能早於這份通知的日期。' }],
    });
  }
}

const notTheirLink = (): Problem =>
  new Problem('request.invalid', {
    fields: [
      {
        field: 'source',
        message:
          '信中連結限收受人自行使用；代為登錄者，請填電話（telephone）、回信（reply）或讀取回條（returnReceipt）。',
      },
    ],
  });
