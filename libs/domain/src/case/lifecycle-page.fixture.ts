import { refusals } from '../errors';
import type { NoticeCommandType } from '../notice/commands';
import { noticeEventTypes } from '../notice/events';
import { noticeTable } from '../notice/notice-core';
import type { NoticePhase } from '../notice/state';
import type { SuspensionCommandType } from '../suspension/commands';
import { suspensionEventTypes } from '../suspension/events';
import type { SuspensionPhase } from '../suspension/state';
import { suspensionTable } from '../suspension/suspension-core';
import type { KindSeen, Seen } from './lifecycle-watch.fixture';

const noticePhases: Readonly<Record<NoticePhase, string>> = {
  absent: '尚無此案',
  awaitingApproval: '待核准',
  returned: '已退回',
  tracking: '追蹤中',
  proposed: '提議中止',
  suspending: '中止服務中',
  closed: '已結案',
};

const suspensionPhases: Readonly<Record<SuspensionPhase, string>> = {
  absent: '尚無此案',
  awaitingApproval: '待第二人核准',
  notifying: '通知中',
  notified: '已通知',
  notExecuted: '未執行',
  executing: '執行中止中',
  inForce: '中止中',
  assessing: '查核改善說明',
  awaitingConfirmation: '待主管機關確認',
  confirmed: '主管機關已確認',
  restoring: '復原中',
  unratified: '已復原，待追認',
  closed: '已結案',
};

const noticeCommands: Readonly<Record<NoticeCommandType, string>> = {
  SubmitNotice: '送核',
  ApproveNotice: '核准並發文',
  ReturnNotice: '退回',
  RecordDelivery: '登錄送達',
  RecordNonArrival: '登錄未能送達',
  SubmitReply: '填報改善情形',
  RecordTelephoneConfirmation: '登錄電話確認',
  AssessReply: '審查',
  RecordFollowUp: '登錄追蹤結果',
  DecideSuspension: '採納中止提議',
  AcceptCure: '認可改善完成',
  RecordSuspensionOutcome: '中止案的結果',
  WithdrawNotice: '撤回',
  ApproveWithdrawal: '同意撤回',
  RefuseWithdrawal: '不同意撤回',
  RequestSupplement: '通知補正',
  ReopenAction: '重開改善事項',
  RequestExtension: '申請展期',
  DenyExtension: '不予展期',
  ReassignTracker: '改派追蹤人員',
  CloseForDissolution: '提出裁撤結案',
  ApproveDissolution: '同意裁撤結案',
  RefuseDissolution: '不同意裁撤結案',
  ExtendCalendar: '辦公日曆延長',
  AdoptCalendar: '改採辦公日曆',
  Wake: '時間到了',
};

const suspensionCommands: Readonly<Record<SuspensionCommandType, string>> = {
  DecideSuspension: '決定中止',
  ApproveSuspension: '核准',
  RefuseSuspension: '不予核准',
  RecordDelivery: '登錄送達',
  RecordNonArrival: '登錄未能送達',
  SetEffectiveDate: '另訂中止日期',
  CancelSuspension: '申請取消中止',
  PostponeSuspension: '申請延後中止',
  ApproveChange: '同意取消或延後',
  RefuseChange: '不同意取消或延後',
  RecallSuspension: '限期改善單撤銷中止',
  CloseForDissolution: '提出裁撤結案',
  ApproveDissolution: '同意裁撤結案',
  RefuseDissolution: '不同意裁撤結案',
  OrderEmergencySuspension: '緊急中止',
  RatifyEmergency: '追認緊急中止',
  RefuseRatification: '不予追認',
  RecordConfirmationLetter: '登錄確認來文',
  ApproveConfirmationLetter: '核對確認來文',
  RefuseConfirmationLetter: '確認來文不符',
  RecordRefusalLetter: '登錄不同意復原的來文',
  RequestConfirmationAgain: '再次請求確認',
  WithdrawConfirmation: '主管機關撤回確認',
  ReassignTracker: '改派追蹤人員',
  RecordActuation: '服務已變更',
  SubmitCure: '提出改善說明',
  AssessCure: '查核改善說明',
  ConfirmRestoration: '主管機關確認',
  RefuseRestoration: '主管機關不同意',
  ExtendCalendar: '辦公日曆延長',
  Wake: '時間到了',
};

interface Kind {
  readonly title: string;
  readonly table: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly phases: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly seen: KindSeen;
}

/** docs/lifecycle.md: the tables as the core defines them, and what was seen of it. */
export function lifecyclePage(seen: Seen): string {
  const kinds: readonly Kind[] = [
    {
      title: '限期改善單（notice）',
      table: noticeTable,
      phases: noticePhases,
      commands: noticeCommands,
      events: Object.keys(noticeEventTypes),
      seen: seen.notice,
    },
    {
      title: '中止服務（suspension）',
      table: suspensionTable,
      phases: suspensionPhases,
      commands: suspensionCommands,
      events: Object.keys(suspensionEventTypes),
      seen: seen.suspension,
    },
  ];
  return `${[heading, ...kinds.flatMap(sections), refusalSection()].join('\n\n')}\n`;
}

const heading = `# 案件的一生

<!-- Written by \`npm run lifecycle\` from the core (libs/domain); do not edit. -->

本頁由程式自核心產生，不以人手填寫：拒絕代碼取自核心的「階段 × 命令」表；事件、階段的轉換、信件與待辦，
取自測試逐一走過的案件，以及以固定種子隨機演示的案件；接受的每一格，都有案件走過。改變核心後，以 \`npm run lifecycle\` 重新產生。`;

const sections = (kind: Kind): string[] => [
  `## ${kind.title}`,
  `### 階段圖

圖中是實際發生過的轉換，線上是引起轉換的事件；不改變階段的事件見「事件」一節。`,
  picture(kind),
  `### 階段與命令

欄是案件所在的階段，列是命令。\`代碼\`：一律拒絕；▸：接受，及其後的事件（＋：一併發生；「無事」：接受而不改變什麼）。
接受的命令，內容不合時也會拒絕，見下一表。`,
  matrix(kind),
  '### 接受的命令，何時仍會拒絕',
  conditional(kind),
  '### 自己會發生的事',
  wakes(kind),
  `### 事件

信件與待辦寫作「名稱 → 對象」；句中的 ○ 是日期、次數或案號。`,
  events(kind),
];

function picture({ phases, seen }: Kind): string {
  const node = (phase: string): string => (phase === 'absent' ? '[*]' : phase);
  const lines = Object.entries(phases)
    .filter(([phase]) => phase !== 'absent')
    .map(([phase, name]) => `  state "${name}" as ${phase}`);
  for (const before of Object.keys(phases)) {
    for (const after of Object.keys(phases)) {
      const types = sorted(seen.moves.get(`${before} → ${after}`));
      if (before === after || types.length === 0) continue;
      lines.push(`  ${node(before)} --> ${node(after)}: ${types.join(' / ')}`);
    }
  }
  return ['```mermaid', 'stateDiagram-v2', ...lines, '  closed --> [*]', '```'].join('\n');
}

function matrix({ table, phases, commands, seen }: Kind): string {
  const columns = Object.keys(table);
  return markdown(
    ['命令', ...columns.map((phase) => named(phases, phase))],
    Object.keys(table['absent'] ?? {}).map((command) => [
      named(commands, command),
      ...columns.map((phase) => {
        const always = refusalOf(table[phase]?.[command]);
        if (always !== undefined) return `\`${always}\``;
        const { answers, refusals: codes } = seen.cell(phase, command);
        if (answers.size === 0) return inCode(codes, '<br>');
        return sorted(answers)
          .map((types) => `▸ ${types === '' ? '無事' : types}`)
          .join('<br>');
      }),
    ]),
  );
}

function conditional({ table, phases, commands, seen }: Kind): string {
  const rows = Object.entries(table).flatMap(([phase, row]) =>
    Object.entries(row).flatMap(([command, cell]) => {
      const { answers, refusals: codes } = seen.cell(phase, command);
      if (refusalOf(cell) !== undefined || answers.size === 0 || codes.size === 0) return [];
      return [[named(phases, phase), named(commands, command), inCode(codes, '、')]];
    }),
  );
  return markdown(['階段', '命令', '見過的拒絕'], rows);
}

function wakes({ table, phases, seen }: Kind): string {
  const rows = Object.keys(table).flatMap((phase) => {
    const waits = seen.wakes.get(phase) ?? new Set();
    const answers = sorted(seen.cell(phase, 'Wake').answers).filter((types) => types !== '');
    if (!waits.has(true)) return [];
    return [[named(phases, phase), waits.has(false) ? '有時' : '總是', answers.join('、')]];
  });
  const still = Object.keys(table).filter((phase) => seen.wakes.get(phase)?.has(true) !== true);
  const only = `其餘階段只因人或其他案件而動：${still.map((phase) => named(phases, phase)).join('、')}。`;
  return `${markdown(['階段', '有下一個時點', '到時發生的事件'], rows)}\n\n${only}`;
}

function events({ events: types, phases, seen }: Kind): string {
  const rows = types.map((type) => {
    const event = seen.events.get(type);
    const within = Object.keys(phases).filter((phase) => seen.moves.get(`${phase} → ${phase}`)?.has(type));
    return [
      `\`${type}\``,
      sorted(event?.sentences).join('<br>'),
      within.map((phase) => named(phases, phase)).join('、'),
      sorted(event?.letters).join('<br>'),
      sorted(event?.tasks).join('<br>'),
    ];
  });
  return markdown(['事件', '歷程上的文句', '不改變階段，見於', '信件', '待辦'], rows);
}

const refusalSection = (): string => `## 拒絕的代碼

${markdown(
  ['代碼', '文句'],
  Object.entries(refusals).map(([code, sentence]) => [`\`${code}\``, sentence]),
)}`;

/** A cell that always refuses carries its code. */
export const refusalOf = (cell: unknown): string | undefined =>
  typeof cell === 'function' && 'refusal' in cell ? String(cell.refusal) : undefined;

const inCode = (codes: ReadonlySet<string>, between: string): string =>
  sorted(codes)
    .map((code) => `\`${code}\``)
    .join(between);

const named = (names: Readonly<Record<string, string>>, key: string): string => `${names[key] ?? ''} ${key}`;

const sorted = (set: ReadonlySet<string> = new Set()): string[] => [...set].sort();

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
