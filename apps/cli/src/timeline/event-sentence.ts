import {
  citeGround,
  formatRocLong,
  type FollowUpResult,
  type RecordedNoticeEvent,
  type RecordedSuspensionEvent,
} from '@xiangaitong/domain';

/** One line of a timeline, as a person reads it. */
export function sentenceOf(event: RecordedNoticeEvent | RecordedSuspensionEvent): string {
  switch (event.type) {
    case 'NoticeSubmitted':
      return `送請核准（${event.caseNumber}）`;
    case 'ApprovalEscalated':
      return '核准逾時，提請中心管理人員處理';
    case 'NoticeReturned':
      return `退回承辦人：${event.reason}`;
    case 'NoticeIssued':
      return `核准發文，改善期限${formatRocLong(event.plan.date)}`;
    case 'NoticeDelivered':
      return '限期改善單已送達';
    case 'NoticeNotArrived':
      return '限期改善單未能確認送達，請以其他方式送達';
    case 'ReminderIssued':
      return `第${event.round}次期限前 ${event.workingDays} 個上班日提醒`;
    case 'ReplyReceived':
      return `收到改善情形（第${event.round}次，${event.late ? '逾期' : '期限內'}，${channels[event.channel]}）`;
    case 'TelephoneCallDue':
      return '電子郵件回復未接獲電話確認，請追蹤人員去電';
    case 'ReplyConfirmedByTelephone':
      return '已以電話確認';
    case 'AssessmentOverdue':
      return '審查逾時，提請主管處理';
    case 'ReplyAssessed':
      return `審查完成：認可 ${event.items.filter((item) => item.accepted).length} 項，未認可 ${event.items.filter((item) => !item.accepted).length} 項`;
    case 'DeadlinePassed':
      return `第${event.round}次改善期限屆滿`;
    case 'FollowUpOverdue':
      return '追蹤結果逾時未登錄，提請主管處理';
    case 'PolicyActionDeferred':
      return '辦公日曆表未涵蓋，暫緩處理';
    case 'FollowUpRecorded':
      return `第${event.round}次追蹤：${resultOf(event.result)}`;
    case 'SuspensionProposed':
      return `第三次追蹤仍未完成，提議依${citeGround(event.ground)}中止服務`;
    case 'SuspensionDecidedUpon':
      return `決定自${formatRocLong(event.effectiveDate)}起中止服務`;
    case 'SuspensionRefusedForNotice':
      return '中止服務未獲核准';
    case 'ServiceSuspendedForNotice':
      return '中止服務已執行';
    case 'NoticeWithdrawn':
      return `撤回：${event.reason}`;
    case 'NoticeClosed':
      return `結案（${outcomes[event.outcome]}）`;
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
      return event.proof.kind === 'delivered'
        ? '中止通知已送達（對方確認收悉）'
        : '中止通知已送達（送達證明）';
    case 'SuspensionNoticeNotArrived':
      return '中止通知未能確認送達，請以其他方式送達';
    case 'SuspensionNotExecuted':
      return '中止日期屆至而通知未送達，不執行';
    case 'EffectiveDateSet':
      return `中止日期改為${formatRocLong(event.effectiveDate)}`;
    case 'SuspensionExecutionOrdered':
      return '中止日期零時，執行中止';
    case 'ServiceSuspended':
      return '交換服務已中止';
    case 'CureSubmitted':
      return `提出改善說明（第${event.version}次）`;
    case 'CureAssessed':
      return event.accepted ? '改善說明查核認可' : `改善說明未認可：${event.remark}`;
    case 'ConfirmationRequested':
      return `請主管機關確認復原（第${event.request}次）`;
    case 'ConfirmationOverdue':
      return '主管機關逾時未回復，提請主管處理';
    case 'RestorationRefused':
      return `主管機關未同意復原：${event.reason}`;
    case 'RestorationConfirmed':
      return `主管機關確認復原（${event.reference}）`;
    case 'RestorationOrdered':
      return '執行復原';
    case 'ServiceRestored':
      return event.serviceOn ? '交換服務已復原' : '本案復原；另有中止案，服務仍中止';
    case 'SuspensionClosed':
      return '中止服務案結案';
  }
}

const channels = { email: '電子郵件', letter: '回文', fax: '傳真' } as const;
const outcomes = { completed: '改善完成', restored: '服務復原', withdrawn: '撤回' } as const;

function resultOf(result: FollowUpResult): string {
  switch (result.kind) {
    case 'complete':
      return '改善完成';
    case 'extend':
      return `尚未完成，再給予改善期限至${formatRocLong(result.to)}`;
    case 'suspend':
      return `尚未完成，自${formatRocLong(result.effectiveDate)}起中止服務`;
    case 'other':
      return result.text;
  }
}
