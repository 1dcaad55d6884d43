import { FULL_LOOK, type HandOverActivities } from '@xiangaitong/contracts';
import type { CaseKind, RefusalCode } from '@xiangaitong/domain';
import type { HandOverRepository } from '@xiangaitong/persistence';
import { CaseNotRunning, CommandRefused, type CaseGateway } from '@xiangaitong/temporal-client';

export interface HandOverDependencies {
  readonly handOvers: HandOverRepository;
  /** As the register has it. */
  readonly isClosed: (kind: CaseKind, caseId: string) => Promise<boolean>;
  readonly gateway: CaseGateway;
}

/** Refusals by which a case says that it needs no new tracker: it has ended, or an officer named another one. */
const settled: readonly RefusalCode[] = ['case.closed', 'notice.otherTracker', 'suspension.otherTracker'];

/** Telling cases who tracks them instead of somebody who was disabled. */
export const createHandOverActivities = ({
  handOvers,
  isClosed,
  gateway,
}: HandOverDependencies): HandOverActivities => ({
  casesToHandOver: () => handOvers.orphans(FULL_LOOK),

  async handOverCase({ caseKind, caseId, seq, from, trackerId, reason, by }) {
    // The case may have moved, and the person may be tracking it again through a command that was under
    // way: then it is another attempt. That one of two is carried out, the condition `from` sees to.
    const commandId = `hand-over/${from}/${seq}`;
    const command = {
      type: 'ReassignTracker',
      trackerId,
      from,
      reason: `原追蹤人員停用，移交追蹤：${reason}`,
    } as const;
    try {
      const envelope = { commandId, fingerprint: commandId, command, actor: by };
      const { kind } =
        caseKind === 'notice'
          ? await gateway.sendToNotice(caseId, envelope)
          : await gateway.sendToSuspension(caseId, envelope);
      // Its own record decides: the next attempt finds it there, or sends again under the same id.
      if (kind === 'pending') throw new Error('The command was taken and is not done yet');
    } catch (error) {
      if (error instanceof CommandRefused && settled.includes(error.refusal.code)) return;
      if (error instanceof CaseNotRunning && (await isClosed(caseKind, caseId))) return;
      throw error;
    }
  },
});
