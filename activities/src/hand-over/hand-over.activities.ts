import { FULL_LOOK, type HandOverActivities } from '@xiangaitong/contracts';
import type { RefusalCode } from '@xiangaitong/domain';
import type { HandOverRepository } from '@xiangaitong/persistence';
import { tellCase, type TellingCases } from '../tell-case';

export interface HandOverDependencies extends TellingCases {
  readonly handOvers: HandOverRepository;
}

/** Refusals by which a case says that it needs no new tracker: it has ended, or an officer named another one. */
const settled: readonly RefusalCode[] = ['case.closed', 'notice.otherTracker', 'suspension.otherTracker'];

/** Telling cases who tracks them instead of somebody who was disabled. */
export const createHandOverActivities = ({
  handOvers,
  ...telling
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
    const envelope = { commandId, fingerprint: commandId, command, actor: by };
    await tellCase(telling, { caseKind, caseId }, envelope, settled);
  },
});
