import { refusals, type RefusalCode } from '@xiangaitong/domain';
import { z } from 'zod';
import { instant } from './text';

/** The answer to every command on a case. */
export const commandResultView = z
  .object({
    caseKind: z.enum(['notice', 'suspension']),
    caseId: z.string(),
    caseNumber: z.string(),
    seq: z.int().optional().describe('Officers only'),
    phase: z.string(),
    events: z.array(z.string()).describe('Those that the caller sees'),
    at: instant,
  })
  .meta({ id: 'CommandResult' });
export type CommandResultView = z.output<typeof commandResultView>;

/** The same of a submission, with what the drafter should know; a warning refuses nothing. */
export const submissionResultView = commandResultView
  .extend({
    warnings: z
      .array(
        z.object({
          code: z.literal('notice.anotherOpen'),
          message: z.string(),
          noticeId: z.string(),
          caseNumber: z.string(),
        }),
      )
      .describe('Other open notices to the same organisation'),
  })
  .meta({ id: 'SubmissionResult' });

/** The command was taken, and is not done yet: look again at `Location`. */
export const pendingView = z
  .object({ commandId: z.string(), status: z.literal('pending') })
  .meta({ id: 'PendingCommand' });

/** Who has taken over, or will, the business of a respondent whose case is open. */
const successorView = z
  .object({ organisationId: z.string(), name: z.string(), startsAt: instant })
  .meta({ id: 'Successor' });

const partyParts = {
  tenant: z.string(),
  issuerName: z.string().describe('The name of the tenant: case numbers are unique within it'),
  respondentId: z.string(),
  respondentName: z.string().describe('The name at issue'),
  respondentPresentName: z.string().optional().describe('Where it is another one by now'),
  successor: successorView.optional(),
};

export const noticeView = z
  .object({
    id: z.string(),
    caseNumber: z.string(),
    ...partyParts,
    phase: z.string(),
    round: z.int().optional(),
    issuedAt: instant.optional(),
    deadlineAt: instant.optional(),
    edition: z
      .string()
      .optional()
      .describe('The edition of the regulation that it was issued under, and keeps; not in lists'),
    nextWakeAt: instant.optional().describe('Officers only'),
    trackerId: z.string().optional().describe('Officers only'),
    closed: z.boolean(),
    seq: z.int().optional().describe('Officers only'),
  })
  .meta({ id: 'Notice' });

export const suspensionView = z
  .object({
    id: z.string(),
    caseNumber: z.string(),
    noticeId: z.string().optional(),
    ...partyParts,
    phase: z.string(),
    effectiveAt: instant.optional(),
    edition: z
      .string()
      .optional()
      .describe('The edition of the regulation that its ground is of, and stays; not in lists'),
    trackerId: z.string().optional().describe('Officers only'),
    nextWakeAt: instant.optional().describe('Officers only'),
    closed: z.boolean(),
    seq: z.int().optional().describe('Officers only'),
  })
  .meta({ id: 'Suspension' });

export const timelineView = z
  .object({
    entries: z.array(
      z.object({
        seq: z.int(),
        type: z.string(),
        at: instant,
        by: z.object({
          personId: z.string().optional().describe('Of the own organisation, and for officers of all'),
          role: z.string().optional(),
          organisationId: z.string(),
          onBehalfOf: z.string().optional(),
        }),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'Timeline' });

export const dispatchView = z
  .object({
    id: z.string(),
    caseKind: z.enum(['notice', 'suspension']),
    caseId: z.string(),
    template: z.string(),
    step: z.string(),
    party: z.string(),
    organisationId: z.string().optional(),
    state: z.string(),
    attempts: z.int(),
    messageId: z.string().optional(),
    acceptedAt: instant.optional(),
    deliveredAt: instant.optional(),
    deliverySource: z.string().optional(),
    gating: z.boolean().describe('The case waits for its arrival'),
    nonArrival: z.enum(['bounced', 'unknown', 'ambiguous']).optional().describe('Officers only'),
    servedOn: z.string().optional().describe('送達日期'),
    serviceProof: z.string().optional(),
    wording: z.string().optional().describe('The version of the wording it was made with; officers only'),
    lastError: z.string().optional().describe('Officers only'),
  })
  .meta({ id: 'Dispatch' });

export const taskView = z
  .object({
    id: z.string(),
    caseKind: z
      .enum(['notice', 'suspension', 'calendar'])
      .describe('calendar: no case, but the working calendar; caseId is then the centre'),
    caseId: z.string(),
    caseNumber: z.string().describe('Empty where the task is about no case'),
    tenant: partyParts.tenant,
    issuerName: partyParts.issuerName,
    respondentId: partyParts.respondentId.optional(),
    respondentName: partyParts.respondentName.optional(),
    task: z.string(),
    role: z.string(),
    assigneeId: z.string().optional(),
    onBehalfOf: z.string().optional().describe('In whose place the assignee or the role is asked'),
    dueAt: instant.optional().describe('Those without one come last'),
    urgent: z.boolean(),
    state: z.enum(['open', 'closed']),
    openedAt: instant,
    closedAt: instant.optional(),
    letter: z
      .object({
        dispatchId: z.string(),
        template: z.string(),
        name: z.string(),
        party: z.string(),
        organisationId: z.string().optional(),
        why: z.enum(['bounced', 'unknown', 'ambiguous']).optional(),
        lastError: z.string().optional(),
      })
      .optional()
      .describe('Of serveLetter: the letter that is not known to have arrived'),
  })
  .meta({ id: 'Task' });

export const serviceView = z
  .object({ organisationId: z.string(), name: z.string(), service: z.enum(['on', 'off']) })
  .meta({ id: 'Service' });

/** Codes of the interface itself, beside the core's; each with its Chinese sentence. */
export const edgeProblems = {
  'request.invalid': '送出的資料有誤，請修正所列欄位。',
  'request.malformed': '送出的內容無法解讀，請確認為 UTF-8 編碼的 JSON。',
  'request.tooLarge': '送出的內容過大。',
  'request.unsupportedType': '請以 application/json 送出。',
  'request.idempotencyKeyMissing': '請附上 Idempotency-Key 標頭（8 至 100 碼英數字、底線或連字號）。',
  'request.idempotencyKeyReused': '這個 Idempotency-Key 已用於另一項內容不同的要求，請改用新的識別碼。',
  'request.badCursor': '分頁識別碼無效，請從第一頁重新查詢。',
  'request.searchTooBroad':
    '含有這些字詞的案件過多，無法在時限內查完；請改用較少見或較完整的字詞，或改以案號、日期等條件查詢。',
  'actor.missing': '請以 X-Actor 標頭指明操作人員。',
  'actor.unknown': '查無這位人員，或其角色不符。',
  'actor.notAllowed': '這個角色不能執行這個動作。',
  'actor.disabled': '這個帳號已停用，不能再操作；如有疑問請洽中心管理人員。',
  'actor.notSubstitute': '目前不是這位人員的代理人，不能以代理身分操作。',
  'request.notOpen': '目前不受理這項申請或登錄，請洽發文機關的聯絡窗口。',
  'resource.notFound': '查無資料。',
  'resource.versionConflict': '資料已由他人更新，請重新載入後再修改。',
  'dispatch.noneAwaited': '案件沒有等候送達的通知：請於核准、通知產生之後再登錄送達。',
  'dispatch.notSent': '這份通知尚未寄出，不能登錄收受；請待寄出，或以其他方式送達並登錄日期與證明。',
  'dispatch.alreadyDelivered': '這份通知已登錄收悉或送達。',
  'dispatch.notReturnable': '這份通知正在寄送，或已登錄收悉，不能登錄退信。',
  'dispatch.notResendable': '只有未能寄達、且案件未在等候的通知可以重寄；案件等候的通知請登錄送達。',
  'dispatch.notDismissible':
    '沒有可結束的待辦：這份通知並無未結的「送達信件」待辦，或案件在等候其送達；案件等候的通知請登錄送達。',
  'dispatch.serviceDate': '送達日期有誤，請修正所列欄位。',
  'dispatch.servedBefore': '送達日期早於這份通知的日期，不是這份通知的送達。',
  'letterTemplate.invalid': '信件範本有誤，請修正所列欄位。',
  'letterTemplate.effectivePast': '範本的生效時點不得早於現在。',
  'calendarFile.invalid': '這個檔案不能匯入，現行版本未受影響；請依所列各處更正後再匯入。',
  'calendarVersion.decided': '這個版本已核准或退回，不能再作決定。',
  'calendarVersion.outdated':
    '這個版本匯入後，已有另一版本核准生效；請退回這個版本，重新匯入檔案後再送核准。',
  'policyVersion.datePast': '處理政策不得溯及既往，請修正所列欄位。',
  'policyVersion.unchanged': '內容與生效日當時的現行版本相同，無須提出；如要變更，請修改內容或生效日。',
  'policyVersion.decided': '這個版本已核准或退回，不能再作決定。',
  'policyVersion.lapsed': '這個版本的生效日已過，不得溯及既往；請退回這個版本，另訂較晚的生效日重新提出。',
  'policyVersion.outdated':
    '這個版本提出後，已有另一版本核准而於其生效日前生效；請退回這個版本，依新的現行版本重新提出。',
  'calendarVersion.notInForce': '這不是現行的辦公日曆表版本，不能採用。',
  'calendarVersion.unknown': '查無這個辦公日曆表版本，請確認後再試。',
  'closure.dayOff': '這一天本來就不上班，無須登錄停止上班；請確認日期。',
  'closure.dateOutOfRange': '停止上班的日期距今過遠，請確認日期。',
  'closure.otherCounty': '改善對象的所在地不在這個直轄市、縣、市，其停止上班不能併計。',
  'closure.nothingToTakeBack': '這個直轄市、縣、市的這一天沒有停止上班的登錄，無須更正；請確認縣市與日期。',
  'organisation.unknown': '查無此機關代碼，請確認後再試。',
  'organisation.dissolved': '這個機關已裁撤，其服務不再提供，不能再發單或中止服務。',
  'person.unknown': '查無這位人員，請確認後再試。',
  'person.disabled': '這位人員已停用，請改選其他人員。',
  'person.alreadyDisabled': '這位人員已停用。',
  'person.oneself': '不能停用自己的帳號，請由另一位人員辦理。',
  'person.nobodyTakesOver': '停用後沒有人可以接手：請指定代理人，或先登錄另一位督導人員，再停用。',
  'substitution.oneself': '不能由本人代理，請改選其他人員。',
  'substitution.dates': '代理期間有誤，請修正所列欄位。',
  'substitution.overlapping': '這段期間已設有代理人；請先結束原有的代理，或改訂期間。',
  'substitution.circle': '這樣設定會使代理循環回到本人，請改選其他人員或改訂期間。',
  'succession.oneself': '承受機關不能是同一機關。',
  'succession.dissolved': '承受機關已裁撤，請改選其他機關。',
  'succession.alreadyLinked': '已登錄承受機關；確定要更換時，請註明 replaces 並說明理由。',
  'succession.circle': '這樣登錄會使業務承受循環回到本機關，請確認承受機關。',
  'server.unavailable': '系統暫時無法處理，請稍後以同一個 Idempotency-Key 再試；重送不會重複辦理。',
  'server.fault': '系統發生錯誤，已留下紀錄，請通知系統管理者。',
} as const;

export type ProblemCode = RefusalCode | keyof typeof edgeProblems;

const codes: readonly string[] = [...Object.keys(refusals), ...Object.keys(edgeProblems)];

/** RFC 9457 problem details with the product's stable code. */
export const problemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('A sentence in Chinese for the person'),
    code: z.enum(codes).describe('A stable code for programs'),
    requestId: z.string().optional(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** One page of a list; `next` is absent on the last. */
export const pageOf = <T extends z.ZodType>(id: string, entry: T) =>
  z.object({ entries: z.array(entry), next: z.string().optional() }).meta({ id });
