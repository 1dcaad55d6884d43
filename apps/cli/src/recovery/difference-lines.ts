import type { CaseKind } from '@xiangaitong/domain';
import { remedyOf, type Difference, type Remedy } from './differences';

/** A case about which register and engine disagree. */
export interface Finding {
  readonly kind: CaseKind;
  readonly caseId: string;
  /** Absent where the register does not know the case. */
  readonly caseNumber?: string;
  /** The register needs no workflow of it. */
  readonly finished: boolean;
  readonly differences: readonly Difference[];
}

const GAP = '　';

/** A case, and below it each difference with what to do about it. */
export function linesOfFinding({ kind, caseId, caseNumber, finished, differences }: Finding): string[] {
  const id = `${kind}/${caseId}`;
  return [
    `${id}${caseNumber === undefined ? '' : `（${caseNumber}）`}`,
    ...differences.flatMap((difference) => [
      `${GAP}不符：${sentenceOf(difference)}`,
      `${GAP}處理：${adviceOf(difference, remedyOf(difference, finished), id)}`,
    ]),
  ];
}

const endings: Readonly<Record<string, string>> = {
  COMPLETED: '已結束',
  FAILED: '已失敗',
  CANCELLED: '已被取消',
  TERMINATED: '已被終止',
  TIMED_OUT: '已逾時',
  PAUSED: '已被暫停',
};

function sentenceOf(difference: Difference): string {
  switch (difference.kind) {
    case 'missing':
      return difference.ended === undefined
        ? '沒有流程，引擎查無此案'
        : `沒有執行中的流程，前一流程${endings[difference.ended] ?? difference.ended}`;
    case 'behind':
      return `流程落後登錄庫（流程至第 ${difference.engine} 事件，登錄庫至第 ${difference.register} 事件）`;
    case 'ahead':
      return `流程超前登錄庫（流程至第 ${difference.engine} 事件，登錄庫至第 ${difference.register} 事件）`;
    case 'state':
      return `同至第 ${difference.seq} 事件，但流程的狀態與登錄庫不同`;
    case 'pending':
      return `待辦效果不同（僅登錄庫有：${listed(difference.onlyRegister)}；僅流程有：${listed(difference.onlyEngine)}）`;
    case 'attribute':
      return `引擎的搜尋屬性 CaseState 為「${difference.is}」，應為「${difference.shouldBe}」`;
    case 'leftRunning':
      return '案件已結案且無待辦，流程仍在執行';
    case 'unknown':
      return `登錄庫沒有此案，流程卻已至第 ${difference.engine} 事件`;
    case 'corrupt':
      return `登錄庫的事件無法推得狀態：${difference.why}`;
    case 'silent':
      return `流程沒有回答：${difference.why}`;
    case 'stuck':
      return `流程一再失敗，已試 ${difference.attempts} 次`;
    case 'effectFails':
      return `效果「${difference.activity}」一再失敗，已試 ${difference.attempts} 次：${difference.why}`;
  }
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? '無' : ids.join('、'));

function adviceOf({ kind }: Difference, remedy: Remedy, id: string): string {
  const command = `npm run cli -- rebuild --case ${id}`;
  if (kind === 'stuck') return `先查 worker 紀錄；改正或升級後流程自行續行。仍不續行者：${command} --replace`;
  switch (remedy) {
    case 'start':
    case 'tell':
      return command;
    case 'replace':
      return `以登錄庫為準重建（流程所知而登錄庫沒有者將捨棄，請先查明）：${command} --replace`;
    case 'end':
      return `終止多餘的流程（流程所知而登錄庫沒有者將捨棄，請先查明）：${command} --replace`;
    case 'person':
      return personally(kind);
  }
}

function personally(kind: Difference['kind']): string {
  if (kind === 'corrupt') return '請以備份核對該案 events 各列；重建無法處理';
  if (kind === 'effectFails') return '查 worker 紀錄並排除原因；流程會自行再試';
  return '確認 worker 執行中且與資料庫、引擎連線，再比對一次';
}
