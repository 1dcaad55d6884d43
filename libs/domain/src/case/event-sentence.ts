import type { FollowUpResult } from '../notice/commands';
import type { RecordedNoticeEvent } from '../notice/events';
import { chineseNumeral } from '../regulation/chinese-numeral';
import { citeGround } from '../regulation/grounds';
import type { RecordedSuspensionEvent } from '../suspension/events';
import { formatRocLong } from '../time/roc-date';
import type { DeliveryProof, HeardNonArrival } from './delivery';

/** One line of a timeline, as a person reads it; who did it stands beside it. */
export function sentenceOf(event: RecordedNoticeEvent | RecordedSuspensionEvent): string {
  switch (event.type) {
    case 'NoticeSubmitted':
      return `送請核准（${event.caseNumber}）`;
    case 'ApprovalEscalated':
      return '核准逾時，提請中心管理人員處理';
    case 'NoticeReturned':
      return `退回承辦人：${event.reason}`;
    case 'AmendmentOverdue':
      return event.escalated ? '退回後仍未重新送核，提請主管處理' : '退回後尚未重新送核，提醒承辦人';
    case 'NoticeIssued':
      return `核准發文，改善期限為${formatRocLong(event.plan.date)}`;
    case 'NoticeDelivered':
      return `載明改善期限的通知${arrival(event.proof)}`;
    case 'NoticeNotArrived':
      return `載明改善期限的通知${failures[event.why]}，請以其他方式送達`;
    case 'ServiceOverdue':
      return '載明改善期限的通知逾時仍未送達，提請主管處理';
    case 'ReminderIssued':
      return `第${chineseNumeral(event.round)}次改善期限前 ${event.workingDays} 個上班日提醒`;
    case 'ReplyReceived':
      return `收到改善情形（第${chineseNumeral(event.round)}次追蹤，${event.late ? '逾期' : '期限內'}，${channels[event.channel]}）`;
    case 'TelephoneCallDue':
      return '改善情形尚未經電話確認，請追蹤人員去電';
    case 'ReplyConfirmedByTelephone':
      return '改善情形已以電話確認';
    case 'ReplyLeftUnconfirmed':
      return `去電確認未果，逕就內容審查：${event.remark}`;
    case 'SupplementRequested':
      return `通知改善對象於${formatRocLong(event.date)}前補正：${event.missing}`;
    case 'SupplementMissed':
      return '補正期限屆滿，未補正';
    case 'AssessmentOverdue':
      return event.escalated ? '審查仍逾時，提請主管處理' : '審查逾時，提醒追蹤人員';
    case 'ReplyAssessed':
      return `審查完成：${assessed(event.items)}${event.unconfirmed === true ? '（未經電話確認）' : ''}`;
    case 'ActionReopened':
      return `第 ${event.item} 項重新開啟：${event.reason}`;
    case 'ExtensionRequested':
      return `申請展期${event.until === undefined ? '' : `至${formatRocLong(event.until)}`}：${event.reason}`;
    case 'ExtensionDenied':
      return `不予展期：${event.reason}`;
    case 'DeadlinePassed':
      return `第${chineseNumeral(event.round)}次改善期限屆滿`;
    case 'FollowUpOverdue':
      return event.escalated ? '追蹤結果仍未登錄，提請主管處理' : '追蹤結果逾時未登錄，提醒追蹤人員';
    case 'PolicyActionDeferred':
      if (event.afterOutage === true) return '系統中斷後恢復，未登錄之期間延後屆滿，以便補行登錄';
      return event.recounted === true
        ? '依所採用之辦公日曆重新計算，未登錄之期間延後屆滿'
        : '辦公日曆表未涵蓋所需日期，暫緩處理';
    case 'FollowUpRecorded':
      return `第${chineseNumeral(event.round)}次追蹤：${resultOf(event.result)}`;
    case 'SuspensionProposed':
      return `第三次追蹤仍未完成，提議依${citeGround(event.ground)}中止服務`;
    case 'ProposalOverdue':
      return event.escalated
        ? '中止服務的提議仍未決定，提請中心管理人員處理'
        : '中止服務的提議尚未決定，提醒主管';
    case 'DeadlineMoved':
      return `第${chineseNumeral(event.round)}次改善期限由${formatRocLong(event.earlierDate)}順延至${formatRocLong(event.plan.date)}`;
    case 'CalendarAdopted':
      return event.by.role === 'system'
        ? `辦公日曆延長至${formatRocLong(event.calendar.lastDay)}`
        : `改依「${event.calendar.version}」計算期限`;
    case 'ProposalSetAside':
      return event.cause === 'deadlineMoved'
        ? '改善期限順延，中止服務的提議不予採用'
        : '期限內的回復補行登錄，中止服務的提議不予採用';
    case 'CureAccepted':
      return `第三次追蹤後完成改善，主管查核認可：${event.remark}`;
    case 'SuspensionDecidedUpon':
      return `決定自${formatRocLong(event.effectiveDate)}起中止服務`;
    case 'SuspensionRefusedForNotice':
      return event.cancelled === true ? '中止服務已取消，本案續辦' : '中止服務未獲核准，本案續辦';
    case 'ServiceSuspendedForNotice':
      return '本案的中止服務已執行';
    case 'NoticeWithdrawn':
      return `撤回限期改善單：${event.reason}`;
    case 'SuspensionSetAside':
      return '決定中止前已收到的回復補行登錄，撤銷中止服務';
    case 'WithdrawalRequested':
      return `申請撤回，待第二人同意：${event.reason}`;
    case 'WithdrawalEscalated':
      return '撤回的申請逾時未核，提請中心管理人員處理';
    case 'WithdrawalApproved':
      return `第二人同意撤回，撤銷中止服務：${event.reason}`;
    case 'WithdrawalRefused':
      return `不同意撤回：${event.reason}`;
    case 'WithdrawalLapsed':
      return event.suspension === 'executed'
        ? '中止服務已先執行，撤回不成立'
        : '中止服務已不存在，撤回的申請失效';
    case 'TrackerReassigned':
      return `改派追蹤人員：${event.reason}`;
    case 'DissolutionReported':
      return `提出裁撤結案：${event.reason}`;
    case 'DissolutionEscalated':
      return '裁撤結案逾時未核定，提請中心管理人員處理';
    case 'DissolutionApproved':
      return '第二人同意裁撤結案';
    case 'DissolutionRefused':
      return `第二人不同意裁撤結案：${event.reason}`;
    case 'DissolutionLapsed':
      return '裁撤結案的申請未及核定而失效';
    case 'NoticeClosed':
      return `限期改善案結案（${outcomes[event.outcome]}）`;
    case 'SuspensionDecided':
      return `中止服務送請第二人核准（${citeGround(event.decision.ground)}）`;
    case 'SuspensionApprovalEscalated':
      return '中止服務核准逾時，提請中心管理人員處理';
    case 'SuspensionApprovalLapsed':
      return '中止日期屆至仍未核准，須另訂日期';
    case 'SuspensionApproved':
      return '第二人核准中止服務';
    case 'SuspensionRefused':
      return `不予核准：${event.reason}`;
    case 'SuspensionNotified':
      return `中止通知${arrival(event.proof)}`;
    case 'SuspensionNoticeNotArrived':
      return `中止通知${failures[event.why]}，請以其他方式送達`;
    case 'SuspensionNotExecuted':
      return '中止日期屆至而通知未送達，不執行';
    case 'EffectiveDateOverdue':
      return `尚未另訂中止日期，第 ${event.times} 次提請處理`;
    case 'SuspensionChangeRequested':
      return event.change.kind === 'cancel'
        ? `申請取消中止：${event.change.reason}`
        : `申請延後中止至${formatRocLong(event.change.effectiveDate)}：${event.change.reason}`;
    case 'ChangeApprovalEscalated':
      return '取消或延後的申請逾時未核，提請中心管理人員處理';
    case 'SuspensionChangeRefused':
      return `不同意取消或延後：${event.reason}`;
    case 'SuspensionCancelled':
      return `第二人同意取消中止：${event.reason}`;
    case 'SuspensionRecalled':
      return `撤銷中止：${event.reason}`;
    case 'SuspensionPostponed':
      return `第二人同意延後，中止日期改為${formatRocLong(event.effectiveDate)}`;
    case 'EmergencySuspensionOrdered':
      return `${event.order.source === 'letter' ? '登錄主管機關命令緊急中止的來文' : '主管機關命令緊急中止'}（${event.order.reference}），立即執行`;
    case 'RatificationOverdue':
      return '緊急中止逾時未追認，提請中心管理人員處理';
    case 'EmergencyRatified':
      return '第二人追認緊急中止';
    case 'RatificationRefused':
      return `緊急中止未獲追認：${event.reason}`;
    case 'EffectiveDateSet':
      return `中止日期改為${formatRocLong(event.effectiveDate)}`;
    case 'SuspensionExecutionOrdered':
      return '中止日期零時，執行中止';
    case 'ActuationFailed':
      return `中止未生效（第 ${event.attempt} 次），服務仍開通，請查明`;
    case 'SuspensionExecutionRetried':
      return `再次執行中止（第 ${event.attempt} 次）`;
    case 'ServiceSuspended':
      return '交換服務已中止';
    case 'CureOverdue':
      return `尚未收到改善說明，第 ${event.times} 次提請處理`;
    case 'CureAssessmentOverdue':
      return event.times === 1
        ? '改善說明逾時未查核，提醒追蹤人員'
        : `改善說明逾時未查核，第 ${event.times} 次提請處理`;
    case 'CureSubmitted':
      return `提出改善說明（第 ${event.version} 次）`;
    case 'CureAssessed':
      return event.accepted ? '改善說明查核認可' : `改善說明未認可：${event.remark}`;
    case 'ConfirmationRequested':
      return event.urgent
        ? `未獲追認，急請主管機關確認是否復原（第 ${event.request} 次）`
        : `請主管機關確認復原（第 ${event.request} 次）`;
    case 'ConfirmationOverdue':
      return `主管機關逾時未回復，第 ${event.times} 次催請，並提請主管處理`;
    case 'ConfirmationRequestedAgain':
      return `主管機關逾時未回復，再次請求確認復原（第 ${event.times} 次再請）`;
    case 'RestorationRefused':
      return `${event.letter === undefined ? '' : `登錄主管機關來文（${event.letter.reference}），`}主管機關未同意復原：${event.reason}`;
    case 'RestorationConfirmed':
      return `${event.recordedBy === undefined ? '' : '確認來文核對無誤，'}主管機關確認復原（${event.reference}）`;
    case 'ConfirmationLetterRecorded':
      return `登錄主管機關確認來文（${event.reference}），待第二人核對`;
    case 'ConfirmationLetterEscalated':
      return '確認來文逾時未核對，提請中心管理人員處理';
    case 'ConfirmationLetterRefused':
      return `確認來文核對不符：${event.reason}`;
    case 'ConfirmationWithdrawn':
      return `主管機關撤回確認：${event.reason}`;
    case 'RestorationOrdered':
      return '執行復原';
    case 'ServiceRestored':
      return event.serviceOn ? '交換服務已復原' : '本案復原；另有中止案，服務仍中止';
    case 'SuspensionClosed':
      return '中止服務案結案';
  }
}

const channels = { email: '電子郵件', portal: '網頁填報', letter: '回文', fax: '傳真' } as const;
const outcomes = {
  completed: '改善完成',
  restored: '服務復原',
  withdrawn: '撤回',
  dissolved: '裁撤',
} as const;
const sources = {
  link: '點選連結',
  returnReceipt: '讀取回條',
  reply: '來信回復',
  telephone: '電話告知',
} as const;
const failures: Record<HeardNonArrival, string> = {
  bounced: '遭退回',
  unknown: '至次日仍未確認收悉',
  ambiguous: '寄送結果不明',
  notSent: '多次寄送未成',
};

function arrival(proof: DeliveryProof): string {
  return proof.kind === 'served'
    ? `已於${formatRocLong(proof.date)}送達（${proof.proof}）`
    : `已送達（對方確認收悉：${sources[proof.source]}）`;
}

function assessed(items: readonly { readonly accepted: boolean }[]): string {
  const accepted = items.filter((item) => item.accepted).length;
  return accepted === items.length
    ? `${accepted} 項全部認可`
    : `認可 ${accepted} 項，未認可 ${items.length - accepted} 項`;
}

function resultOf(result: FollowUpResult): string {
  switch (result.kind) {
    case 'complete':
      return '改善完成';
    case 'extend':
      return `尚未完成，再給予改善期限至${formatRocLong(result.to)}`;
    case 'suspend':
      return `尚未完成，自${formatRocLong(result.effectiveDate)}起中止服務${result.seriousReason === undefined ? '' : `（事態嚴重：${result.seriousReason}）`}`;
    case 'other':
      return `其他，另訂期限為${formatRocLong(result.nextDate)}：${result.text}`;
  }
}
