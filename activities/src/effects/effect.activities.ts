import {
  systemActor,
  type BusinessClock,
  type CaseKind,
  type Policy,
  type RefusalCode,
  type WorkCalendar,
} from '@xiangaitong/domain';
import type { CommandEnvelope, EffectActivities } from '@xiangaitong/contracts';
import type { CommandRepository, EffectRepository, ServiceStateRepository } from '@xiangaitong/persistence';
import { CaseNotRunning, CommandRefused, type CaseGateway, type Sent } from '@xiangaitong/temporal-client';

export interface EffectDependencies {
  readonly gateway: CaseGateway;
  /** Whether the register has the case as closed. */
  readonly isClosed: (kind: CaseKind, caseId: string) => Promise<boolean>;
  readonly commands: CommandRepository;
  readonly effects: EffectRepository;
  readonly services: ServiceStateRepository;
  readonly clock: BusinessClock;
  readonly maxHistoryEvents: number;
  /** The rules of a case that begins now; it keeps them. */
  readonly policyInForce: (tenant: string) => Promise<Policy>;
  readonly calendarInForce: () => Promise<WorkCalendar>;
}

/** What cases make happen outside themselves. */
export const createEffectActivities = (dependencies: EffectDependencies): EffectActivities => {
  const { gateway, isClosed, commands, effects, services, clock, maxHistoryEvents } = dependencies;

  /** Brings a system command to another case, once: a repetition finds it in the register. */
  const tell = async <C>(
    effectId: string,
    to: { readonly kind: CaseKind; readonly caseId: string; readonly tenant: string },
    command: C,
    send: (envelope: CommandEnvelope<C>) => Promise<Sent>,
  ): Promise<void> => {
    const commandId = `effect/${effectId}`;
    const known = await commands.find(to.kind, to.caseId, commandId);
    if (known === undefined) {
      const actor = systemActor(to.tenant);
      await unlessOvertaken(
        () => send({ commandId, fingerprint: commandId, command, actor }),
        () => isClosed(to.kind, to.caseId),
      );
    }
    await effects.markDone(effectId, {});
  };

  return {
    async startSuspension({ id, suspensionId, decision }) {
      const { tenant } = decision;
      const policy = await dependencies.policyInForce(tenant);
      const calendar = await dependencies.calendarInForce();
      const input = { caseId: suspensionId, tenant, clock, calendar, policy, maxHistoryEvents };
      await tell(
        id,
        { kind: 'suspension', caseId: suspensionId, tenant },
        { type: 'DecideSuspension' as const, decision },
        (envelope) => gateway.startSuspension(input, envelope),
      );
    },

    async recallSuspension({ id, tenant, suspensionId, cause, reason }) {
      await tell(
        id,
        { kind: 'suspension', caseId: suspensionId, tenant },
        { type: 'RecallSuspension' as const, cause, reason },
        (envelope) => gateway.sendToSuspension(suspensionId, envelope),
      );
    },

    async reportToNotice({ id, tenant, noticeId, outcome }, suspensionId) {
      await tell(
        id,
        { kind: 'notice', caseId: noticeId, tenant },
        { type: 'RecordSuspensionOutcome' as const, suspensionId, outcome },
        (envelope) => gateway.sendToNotice(noticeId, envelope),
      );
    },

    actuate: ({ organisationId, desired }, suspensionId) =>
      services.apply(organisationId, desired, suspensionId),
  };
};

/** Refusals by which the other case says that it has gone beyond this: there is nothing left to tell. */
const overtaken: readonly RefusalCode[] = [
  'case.closed',
  'notice.noSuspension',
  'suspension.alreadyDecided',
  'suspension.inExecution',
  'suspension.alreadyExecuted',
];

async function unlessOvertaken(send: () => Promise<Sent>, isClosed: () => Promise<boolean>): Promise<void> {
  try {
    const { kind } = await send();
    // Its own record decides: the next attempt finds it there, or sends again under the same id.
    if (kind === 'pending') throw new Error('The command was taken and is not done yet');
  } catch (error) {
    if (error instanceof CommandRefused && overtaken.includes(error.refusal.code)) return;
    // A case that has ended has no workflow any more; one whose workflow is lost is started again, and then told.
    if (error instanceof CaseNotRunning && (await isClosed())) return;
    throw error;
  }
}
