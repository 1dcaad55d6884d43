import { err, type Result } from './result';

/** Every refusal of the core: a stable code for programs, a sentence for the person who asked. */
export const refusals = {
  'case.absent': '查無此案，請確認案號。',
  'case.closed': '本案已結案，不能再變更。',
  'case.fourEyes': '同一人不得核准自己提出的事項，請由另一位人員辦理。',
  'case.reasonMissing': '請填寫理由。',
  'case.supervisorOnly': '這個動作須由主管辦理。',
  'case.officerOnly': '這個動作只由主管機關的承辦、追蹤或督導人員辦理。',
  'case.systemOnly': '這個動作只由系統執行。',
  'case.dissolutionPending': '裁撤結案已提出，尚待主管核定。',
  'case.noDissolution': '目前沒有待核定的裁撤結案。',
  'calendar.notCovered': '辦公日曆表尚未涵蓋所需日期，請先匯入次年度日曆。',
  'calendar.sameVersion': '本案已依這個版本的辦公日曆計算期限，不需再採用。',
  'notice.incomplete': '限期改善單內容不完整，請補正所列欄位。',
  'notice.alreadySubmitted': '本案已送核，不需重複送核。',
  'notice.notSubmitted': '本案尚未送核。',
  'notice.awaitingApproval': '本案尚待核准，核准後才能進行這個動作。',
  'notice.returned': '本案已退回承辦人，重新送核後才能進行這個動作。',
  'notice.alreadyIssued': '限期改善單已發出。',
  'notice.alreadyDelivered': '載明改善期限的通知，送達已有紀錄。',
  'notice.otherDeadline': '這份通知所載的改善期限，已由後來的通知取代。',
  'notice.serviceUnproven': '送達的日期或證明有誤，請補正所列欄位。',
  'notice.deadlinePast': '改善期限已過，請另訂日期。',
  'notice.deadlineTooShort': '改善期限少於規定的最短期間，請另訂日期。',
  'notice.notInRound': '三次追蹤均已結束，這個動作不再適用。',
  'notice.noSuspensionProposed': '目前沒有待決定的中止服務提議。',
  'notice.suspensionDecided':
    '本案已決定中止服務；中止日期前已改善者，請於中止服務案取消或延後中止（須經主管核准）。',
  'notice.suspensionExecuted': '服務已中止，請於中止服務案提出改善情形。',
  'notice.suspensionRecalled': '正在取消中止服務，請稍候再試。',
  'notice.withdrawalPending': '已有一件撤回的申請待核准。',
  'notice.noWithdrawal': '目前沒有待核准的撤回申請。',
  'notice.noSuspension': '本案沒有進行中的中止服務。',
  'notice.sameTracker': '已由這位人員追蹤，不需改派。',
  'notice.otherTracker': '本案已改由另一位人員追蹤。',
  'reply.incomplete': '改善情形填報不完整，請補正所列欄位。',
  'reply.notReplaceable': '改善情形已審查並全部認可，不需再回復。',
  'reply.receivedInFuture': '收到時間不能晚於現在。',
  'reply.receivedBeforeIssue': '收到時間不能早於發文時間。',
  'reply.none': '本次追蹤尚未收到改善情形。',
  'reply.telephoneNotNeeded': '這份改善情形不需要電話確認，或已經確認。',
  'reply.telephoneOpen': '這份回復尚未以電話確認：請先登錄電話確認，或於去電未果後登錄聯繫未果，再行辦理。',
  'reply.alreadyAssessed': '改善情形已審查。',
  'reply.assessmentIncomplete': '請對每一項改善事項逐項審查。',
  'reply.callNotDue': '尚未到應去電確認的時間，不能登錄聯繫未果；請於所列時間起登錄。',
  'reply.supplementOnce': '本次追蹤已通知補正一次，不能再次通知補正。',
  'reply.supplementIncomplete': '補正通知不完整或期限不合規定，請補正所列欄位。',
  'reply.supplementAwaited': '補正期限尚未屆至，不能審查為未認可。',
  'reply.itemNotAccepted': '這一項尚未認可，不需重新開啟。',
  'extension.notInThirdRound': '第三次追蹤不能再展期。',
  'extension.replyWaits': '已收到改善情形，審查後才能申請展期。',
  'extension.pending': '已有一件展期申請尚待處理。',
  'extension.none': '目前沒有待處理的展期申請。',
  'extension.notLater': '申請展延的日期必須晚於目前期限。',
  'followUp.otherRound': '這不是本案目前的追蹤次別，請確認後再登錄。',
  'followUp.notAllAccepted': '尚有改善事項未經審查認可，不能登錄改善完成。',
  'followUp.replyUnassessed': '尚有未審查的改善情形：請先逐項審查，再登錄追蹤結果。',
  'followUp.deadlineNotPassed': '改善期限尚未屆至，不能登錄中止服務。',
  'followUp.dateNotLater': '新的期限必須晚於目前期限且在今天之後。',
  'followUp.textMissing': '請填寫說明。',
  'followUp.notInThirdRound': '第三次追蹤只能登錄改善完成或中止服務。',
  'followUp.seriousReasonMissing': '第一次追蹤即中止服務，須說明事態嚴重的理由。',
  'followUp.groundReserved': '第四款只適用交換層機關，由管理層機關使用。',
  'suspension.justifiable': '須確認無正當理由，才能依第十一款中止服務。',
  'suspension.effectiveTooSoon': '中止日期未達規定的通知期間，請另訂日期。',
  'suspension.effectivePast': '中止日期已過，請另訂日期。',
  'suspension.nonWorkingDay': '中止日期不是上班日，請說明理由或改訂日期。',
  'suspension.alreadyDecided': '本案已決定中止服務。',
  'suspension.awaitingApproval': '中止服務尚待第二人核准。',
  'suspension.alreadyApproved': '中止服務已核准。',
  'suspension.notYetDelivered': '中止服務的書面通知尚未送達。',
  'suspension.alreadyDelivered': '中止服務書面通知的送達已有紀錄。',
  'suspension.notOverdue': '中止日期尚未屆至，不需另訂日期。',
  'suspension.inExecution': '正在變更服務狀態，請稍候再試。',
  'suspension.notExecuted': '服務尚未中止；中止日期前已改善者，請洽發文機關取消或延後中止（須經主管核准）。',
  'suspension.alreadyExecuted': '服務已中止。',
  'suspension.cureMissing': '尚未收到改善完成的說明。',
  'suspension.cureAlreadySubmitted': '改善完成的說明已收到，正在查核。',
  'suspension.awaitingConfirmation': '正等待資通安全管理法主管機關確認。',
  'suspension.notAwaitingConfirmation': '目前沒有待主管機關確認的事項。',
  'suspension.confirmationIncomplete': '請填寫確認文號。',
  'suspension.authorityOnly': '只有資通安全管理法主管機關能確認或拒絕復原。',
  'suspension.restoring': '正在復原服務。',
  'suspension.groundReserved': '第四款只適用交換層機關，由管理層機關使用。',
  'suspension.changePending': '已有取消或延後中止的申請待核准。',
  'suspension.noChangeRequested': '目前沒有待核准的取消或延後申請。',
  'suspension.alreadyPostponed': '中止日期已延後過一次，不能再延後。',
  'suspension.notLater': '延後的日期必須晚於目前的中止日期。',
  'suspension.notEmergency': '本案不是緊急中止，不需要追認。',
  'suspension.ratificationPending': '緊急中止尚待追認，請先追認或不予追認。',
  'suspension.alreadyRatified': '緊急中止的追認已有紀錄。',
  'suspension.authorityOrders': '只有資通安全管理法主管機關能命令緊急中止；收到來文者請登錄來文。',
  'suspension.orderIncomplete': '緊急中止的來文資料不完整，請補正所列欄位。',
  'suspension.letterInFuture': '來文日期不能晚於今天。',
  'suspension.letterTooOld': '來文日期早於請求確認之日，不是這次請求的答復。',
  'suspension.letterPending': '主管機關的確認來文已登錄，待第二人核對。',
  'suspension.noConfirmationLetter': '目前沒有待核對的確認來文。',
  'suspension.alreadyConfirmed': '主管機關已確認復原。',
  'suspension.notConfirmed': '目前沒有可撤回的確認。',
  'suspension.restored': '服務已復原，尚待追認。',
  'suspension.trackerMissing': '請指定追蹤人員。',
  'suspension.sameTracker': '已由這位人員追蹤，不需改派。',
  'suspension.otherTracker': '本案已改由另一位人員追蹤。',
  'suspension.confirmationNotOverdue': '主管機關的回復期限尚未屆至，不需再次請求確認。',
  'suspension.refusalIncomplete': '請填寫來文文號。',
  'suspension.notActuating': '目前沒有進行中的服務變更。',
} as const;

export type RefusalCode = keyof typeof refusals;

/** One field that has to be mended, named as the caller named it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Why a command was refused. The person who asked can mend it; nothing has changed. */
export interface DomainError {
  readonly code: RefusalCode;
  readonly message: string;
  readonly fields?: readonly FieldProblem[];
}

/** A refusal as a value. */
export const refuse = (code: RefusalCode, fields?: readonly FieldProblem[]): Result<never, DomainError> =>
  err({ code, message: refusals[code], ...(fields && fields.length > 0 ? { fields } : {}) });

/** An event that cannot follow from the state: the record or the code is wrong, and it is ours to mend. */
export class CorruptStreamError extends Error {
  readonly code = 'case.corruptStream';

  constructor(phase: string, eventType: string) {
    super(`Event ${eventType} cannot follow from phase ${phase}`);
    this.name = 'CorruptStreamError';
  }
}
