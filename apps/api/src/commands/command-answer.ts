import { commandResultView, pendingView, type CommandResult } from '@xiangaitong/contracts';
import type { CommandOutcome } from './command.service';

/** What every command on a running case answers with. */
export const commandResponses = { 200: commandResultView, 202: pendingView } as const;

/** The same, for the one that opens the case. */
export const openingResponses = { 200: commandResultView, 201: commandResultView, 202: pendingView } as const;

type Done<Status> = {
  readonly status: Status;
  readonly body: CommandResult;
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

export function openingAnswer(outcome: CommandOutcome): CommandAnswer | Done<201> {
  if (outcome.kind === 'pending' || outcome.replayed) return commandAnswer(outcome);
  const headers = { Location: `/api/v1/notices/${outcome.result.caseId}` };
  return { status: 201, body: outcome.result, headers };
}
