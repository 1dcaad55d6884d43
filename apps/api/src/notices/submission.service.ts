import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { MAX_HISTORY_EVENTS } from '@xiangaitong/contracts';
import {
  civilDateAt,
  civilParts,
  noticeCore,
  type Actor,
  type BusinessNow,
  type NoticeCommand,
  type Policy,
  type RefusalCode,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { DraftRepository, NoticeRepository, type Draft } from '@xiangaitong/persistence';
import { CaseGateway, CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import { Respondents } from '../cases/respondents.service';
import { RulesInForce } from '../cases/rules-in-force.service';
import type { Warning } from '../commands/command-answer';
import type { CommandIdentity } from '../commands/command-identity';
import { CommandService, type CommandOutcome } from '../commands/command.service';
import { CONFIG, NOW } from '../infrastructure/tokens';
import { DraftContent } from './draft-content.service';
import { DraftService } from './draft.service';

const ROC_YEAR_ZERO = 1911;

/** More open notices than this to one organisation need no list to be noticed. */
const MANY = 20;

/** Refusals that leave the notice with its drafter. */
const unfinished: readonly RefusalCode[] = [
  'notice.incomplete',
  'notice.deadlinePast',
  'notice.deadlineTooShort',
  'calendar.notCovered',
];

/** 送核: where a draft becomes a case. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly commands: CommandService,
    private readonly gateway: CaseGateway,
    private readonly drafts: DraftRepository,
    private readonly draftService: DraftService,
    private readonly notices: NoticeRepository,
    private readonly rules: RulesInForce,
    private readonly respondents: Respondents,
    private readonly content: DraftContent,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  async submit(id: string, body: unknown, actor: Actor, idempotencyKey: string): Promise<CommandOutcome> {
    await this.draftService.require(id, actor);
    return this.commands.run({
      caseKind: 'notice',
      caseId: id,
      tenant: actor.organisationId,
      type: 'SubmitNotice',
      body,
      actor,
      idempotencyKey,
      send: (identity) => this.send(id, identity),
    });
  }

  /** 重複發單: other open notices to the same organisation, which may be right and may be an oversight. */
  async warnings(id: string, actor: Actor): Promise<readonly Warning[]> {
    const { content } = await this.draftService.require(id, actor);
    const filter = { tenant: actor.organisationId, respondentId: content.respondentId, closed: false };
    const { items } = await this.notices.list({ ...filter, limit: MANY });
    return items
      .filter((notice) => notice.id !== id)
      .map(({ id: noticeId, caseNumber }) => ({
        code: 'notice.anotherOpen',
        message: `改善對象另有未結案的限期改善單（${caseNumber}）。`,
        noticeId,
        caseNumber,
      }));
  }

  private async send(id: string, identity: CommandIdentity): Promise<Sent> {
    const { actor } = identity;
    const tenant = actor.organisationId;
    const draft = await this.draftService.require(id, actor);
    const at = this.now();
    const { policy, calendar } = await this.rules.of(tenant, at);
    // The name of today, for papers that go out today.
    const { name: respondentName } = await this.respondents.require(draft.content.respondentId, actor);
    // Somebody whom the draft names may have left since it was written.
    await this.content.checkPeople(draft.content, actor);
    const content = { ...draft.content, respondentName };
    const command = (caseNumber: string): NoticeCommand => ({
      type: 'SubmitNotice',
      noticeId: id,
      caseNumber,
      content,
    });
    // Looked at before a number is given out and a workflow started: neither can be taken back.
    if (draft.caseNumber === null) checkFirst(command(''), actor, at, { policy, calendar });
    const caseNumber = await this.number(draft, actor, at);
    try {
      return await this.gateway.startNotice(
        {
          caseId: id,
          tenant,
          clock: this.config.clock,
          policy,
          calendar,
          maxHistoryEvents: MAX_HISTORY_EVENTS,
        },
        { ...identity, command: command(caseNumber) },
      );
    } catch (error) {
      if (error instanceof CommandRefused && unfinished.includes(error.refusal.code)) {
        await this.drafts.reopen({ tenant, id, at, by: actor.personId });
      }
      throw error;
    }
  }

  /** Its number, given once: a submission that failed half-way goes on with the same. */
  private async number(draft: Draft, actor: Actor, at: number): Promise<string> {
    const { caseNumber } = await this.drafts.markSubmitted({
      tenant: actor.organisationId,
      id: draft.id,
      at,
      by: actor.personId,
      version: draft.version,
      rocYear: civilParts(civilDateAt(at)).year - ROC_YEAR_ZERO,
    });
    return caseNumber;
  }
}

/** @throws CommandRefused as the case itself would */
function checkFirst(
  command: NoticeCommand,
  actor: Actor,
  at: number,
  rules: { readonly policy: Policy; readonly calendar: WorkCalendar },
): void {
  const decision = noticeCore.decide(noticeCore.initial, command, { at, actor, ...rules });
  if (!decision.ok) throw new CommandRefused(decision.error);
}
