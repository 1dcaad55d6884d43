import { noticeTable, suspensionTable, type NoticePhase, type SuspensionPhase } from '@xiangaitong/domain';

/** @throws TypeError for a text that is no phase of a notice */
export function noticePhase(phase: string): NoticePhase {
  if (!(phase in noticeTable)) throw new TypeError(`Not a phase of a notice: ${phase}`);
  return phase as NoticePhase;
}

/** @throws TypeError for a text that is no phase of a suspension */
export function suspensionPhase(phase: string): SuspensionPhase {
  if (!(phase in suspensionTable)) throw new TypeError(`Not a phase of a suspension: ${phase}`);
  return phase as SuspensionPhase;
}
