import type { LetterTemplate } from '@xiangaitong/domain';

/** What each letter is called where letters are listed. */
export const letterNames: Readonly<Record<LetterTemplate, string>> = {
  noticeIssued: '限期改善單',
  reminder: '期限提醒',
  telephoneRequest: '請以電話確認',
  supplementRequested: '請補正改善情形',
  replyAssessed: '審查結果',
  actionReopened: '改善事項重新開啟',
  extensionDenied: '展期未獲同意',
  followUpResult: '追蹤結果',
  noticeWithdrawn: '撤回通知',
  noticeDissolved: '裁撤結案通知',
  suspensionNotice: '中止服務通知',
  suspensionReport: '中止服務回報',
  suspensionPostponed: '中止延後通知',
  suspensionCancelled: '取消中止通知',
  suspensionExecuted: '中止已執行',
  emergencySuspended: '緊急中止通知',
  ratificationRefused: '緊急中止未獲追認，請確認復原',
  cureRejected: '改善說明未認可',
  confirmationReminder: '催請確認復原',
  confirmationRequest: '請確認復原',
  confirmationRefused: '未同意復原',
  serviceRestored: '服務已復原',
  suspensionEnded: '中止案終結，服務仍中止',
  suspensionDissolved: '裁撤結案通知（中止服務案）',
};
