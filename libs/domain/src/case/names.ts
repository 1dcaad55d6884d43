import type { Role } from './actor';
import type { LetterParty, TaskKind } from './effect';

/** What each task is called where tasks are listed. */
export const taskNames: Readonly<Record<TaskKind, string>> = {
  approveNotice: '核准限期改善單',
  amendNotice: '修正後重新送核',
  serveNotice: '送達載明期限的通知',
  confirmByTelephone: '電話確認',
  assessReply: '審查改善情形',
  decideExtension: '核復展期申請',
  recordFollowUp: '登錄追蹤結果',
  decideSuspension: '決定是否中止服務',
  approveDissolution: '核定裁撤結案',
  approveWithdrawal: '核定撤回',
  reviewSuspension: '檢討已執行的中止',
  extendCalendar: '匯入新的辦公日曆表',
  approveSuspension: '核准中止服務',
  serveSuspensionNotice: '送達中止服務通知',
  setEffectiveDate: '另訂中止日期',
  awaitCure: '洽請提出改善說明',
  assessCure: '查核改善說明',
  confirmRestoration: '確認是否復原',
  requestConfirmationAgain: '再次請求確認復原',
  approveConfirmationLetter: '核對確認來文',
  approveChange: '核定取消或延後',
  ratifyEmergency: '追認緊急中止',
  checkActuation: '查明中止未生效',
};

/** What people of each role are called. */
export const roleNames: Readonly<Record<Role, string>> = {
  drafter: '承辦人',
  tracker: '追蹤人員',
  supervisor: '主管',
  centreAdministrator: '中心管理人員',
  auditor: '稽核人員',
  respondent: '改善對象',
  bureau: '檔案管理局',
  authority: '資通安全管理法主管機關',
  systemOperator: '系統維運人員',
  system: '系統',
};

/** What the parties that letters go to are called. */
export const partyNames: Readonly<Record<LetterParty, string>> = {
  respondent: roleNames.respondent,
  centre: '本機關',
  bureau: roleNames.bureau,
  authority: roleNames.authority,
};
