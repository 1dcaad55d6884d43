import { caseWorkflowId } from '@xiangaitong/contracts';
import type { CaseKind } from '@xiangaitong/domain';
import type { LetterTally, ServiceDrift } from '@xiangaitong/persistence';
import type { UnansweredCommand } from '@xiangaitong/temporal-client';
import type { Mended, Tally } from './rebuilder';
import type { Reconciled } from './reconciler';

const GAP = '　';

/** What a comparison came to, after the cases that it has named. */
export function linesOfReconciled({ compared, busy, findings, standing, drifts }: Reconciled): string[] {
  const found = findings + standing.length + drifts.length;
  return [
    ...standing.flatMap(({ workflowId }) => [
      `常駐流程 ${workflowId}`,
      `${GAP}不符：沒有執行`,
      `${GAP}處理：重新啟動 worker，或 npm run cli -- rebuild --all`,
    ]),
    ...drifts.flatMap(linesOfDrift),
    `比對 ${compared} 件應有流程的案件：${found === 0 ? '登錄庫與引擎相符。' : `不符 ${found} 項。`}`,
    ...(busy === 0 ? [] : [`另有 ${busy} 件一再變動，本次未能比對；請稍後再比對。`]),
  ];
}

const linesOfDrift = ({ organisationId, desired, heldBy, dissolved }: ServiceDrift): string[] => [
  `交換服務 ${organisationId}`,
  desired === 'on'
    ? `${GAP}不符：登記為開通，但${dissolved ? '已裁撤' : `中止案 ${heldBy.join('、')} 執行中`}`
    : `${GAP}不符：登記為中止，但沒有執行中的中止案，亦未裁撤`,
  `${GAP}處理：由承辦人依案件經過查明（service_states 的最後變更與該機關的中止案）`,
];

/** What a rebuild came to. */
export const linesOfTally = (tally: Tally, standing: number): string[] => [
  `重建 ${tally.started} 件，通知續行 ${tally.told} 件，汰換 ${tally.replaced} 件，終止多餘流程 ${tally.ended} 件；原即相符 ${tally.healthy} 件。`,
  ...(standing === 0 ? [] : [`另啟動常駐流程 ${standing} 個。`]),
  ...(tally.busy === 0 ? [] : [`另有 ${tally.busy} 件一再變動，未予處理；請稍後以 reconcile 比對。`]),
  ...(tally.unlike === 0
    ? []
    : [`另有 ${tally.unlike} 件已汰換，新流程尚未與登錄庫相符，如上所列；請稍後以 reconcile 比對。`]),
  ...(tally.left === 0 ? [] : [`另有 ${tally.left} 件不符，未予處理，如上所列。`]),
];

/** What was thrown away with a run: those who sent it were told that it would be carried out. */
export const linesOfDropped = (
  kind: CaseKind,
  caseId: string,
  commands: readonly UnansweredCommand[],
): string[] => [
  `${caseWorkflowId(kind, caseId)}：流程已受理而未完成的指令 ${commands.length} 件隨舊流程捨棄，請通知送出者以同一 Idempotency-Key 重送：`,
  ...commands.map(
    ({ commandId, type = '不明指令', personId }) =>
      `${GAP}${type}${personId === undefined ? '' : `（${personId}）`} ${commandId}`,
  ),
];

/** What may have been sent, and nobody knows: apart from what certainly was not. */
export function linesOfLetters({ waiting, underWay, again, unclear }: LetterTally): string[] {
  const doubtful = underWay + again + unclear;
  return [
    `待寄信件 ${waiting} 封，尚未寄過。`,
    ...(doubtful === 0
      ? []
      : [
          `另有 ${doubtful} 封不明是否已寄出：寄送中 ${underWay} 封，將以同一 Message-ID 再試 ${again} 封，已不再試、待人工處理 ${unclear} 封。`,
        ]),
  ];
}

/** What was done about one case. */
export function lineOfMended(mended: Exclude<Mended, 'unknown'>): string {
  switch (mended) {
    case 'healthy':
      return '登錄庫與引擎相符，無需重建。';
    case 'started':
      return '已由登錄庫重建。';
    case 'told':
      return '已通知流程依登錄庫續行。';
    case 'replaced':
      return '已以登錄庫為準汰換。';
    case 'unlike':
      return '已以登錄庫為準汰換，惟新流程尚未與登錄庫相符，如上所列；請查 worker 紀錄後再以 reconcile 比對。';
    case 'ended':
      return '已終止多餘的流程。';
    case 'busy':
      return '一再變動，未予處理；請稍後再試。';
    case 'left':
      return '不符，未予處理，如上所列。';
  }
}
