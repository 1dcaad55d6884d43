import { commandResultView, pendingView, submissionResultView } from '@xiangaitong/contracts';
import type { CommandOutcome } from './command.service';
import type { ShownResult } from './shown-outcome';

/** What every command on a running case answers with. */
export const commandResponses = { 200: commandResultView, 202: pendingView } as const;

/** The same, for the one that opens the case. */
export const openingResponses = {
  200: submissionResultView,
  201: submissionResultView,
  202: pendingView,
} as const;

type Done<Status, Body = ShownResult> = {
  readonly status: Status;
  readonly body: Body;
  readonly headers?: Record<string, string>;
};
type Pending = {
  readonly status: 202;
  readonly body: { readonly commandId: string; readonly status: 'pending' };
  readonly headers: Record<string, string>;
};

export type CommandAnswer = Done<200> | Pending;

const replay = { 'Idempotent-Replay': 'true' };

/** It was taken, and here is where to look. */
export const pendingAnswer = (id: string): Pending => ({
  status: 202,
  body: { commandId: id, status: 'pending' },
  headers: { Location: `/api/v1/commands/${encodeURIComponent(id)}` },
});

export function commandAnswer(outcome: CommandOutcome): CommandAnswer {
  if (outcome.kind === 'pending') return pendingAnswer(outcome.id);
  return { status: 200, body: outcome.result, ...(outcome.replayed ? { headers: replay } : {}) };
}

/** What the drafter should know, though it refuses nothing. */
export interface Warning {
  readonly code: 'notice.anotherOpen';
  readonly message: string;
  readonly noticeId: string;
  readonly caseNumber: string;
}

type Submitted = ShownResult & { readonly warnings: readonly Warning[] };

export function openingAnswer(
  outcome: CommandOutcome,
  warnings: readonly Warning[],
): Done<200 | 201, Submitted> | Pending {
  if (outcome.kind === 'pending') return pendingAnswer(outcome.id);
  const body = { ...outcome.result, warnings };
  if (outcome.replayed) return { status: 200, body, headers: replay };
  return { status: 201, body, headers: { Location: `/api/v1/notices/${outcome.result.caseId}` } };
}
