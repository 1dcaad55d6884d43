import type { CommandEnvelope } from '@xiangaitong/contracts';
import type { CaseKind, NoticeCommand, RefusalCode, SuspensionCommand } from '@xiangaitong/domain';
import { CaseNotRunning, CommandRefused, type CaseGateway } from '@xiangaitong/temporal-client';

export interface TellingCases {
  readonly gateway: CaseGateway;
  /** As the register has it. */
  readonly isClosed: (kind: CaseKind, caseId: string) => Promise<boolean>;
}

/**
 * Brings either kind of case a command that both take. One that has ended, or refuses by a code in `settled`, needs it
 * no more; anything else fails, to be tried again under the same id.
 */
export async function tellCase(
  { gateway, isClosed }: TellingCases,
  { caseKind, caseId }: { readonly caseKind: CaseKind; readonly caseId: string },
  envelope: CommandEnvelope<NoticeCommand & SuspensionCommand>,
  settled: readonly RefusalCode[],
): Promise<void> {
  try {
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
}
