import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';

/** A command that a run has taken and not answered. */
export interface UnansweredCommand {
  /** The caller's own id, by which it may be repeated. */
  readonly commandId: string;
  /** Absent where the history holds what no release of ours has put there. */
  readonly type?: string;
  readonly personId?: string;
}

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

const envelope = z.object({
  command: z.object({ type: z.string() }),
  actor: z.object({ personId: z.string() }),
});

/** What a history says was taken as an Update and never came to an end, in the order in which it was taken. */
export function unansweredIn({ events }: History): readonly UnansweredCommand[] {
  const open = new Map<string, UnansweredCommand>();
  for (const event of events ?? []) {
    // Of an Update that a reset has put in again only the admission holds the request.
    const request =
      event.workflowExecutionUpdateAdmittedEventAttributes?.request ??
      event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest;
    const commandId = request?.meta?.updateId;
    if (commandId != null) open.set(commandId, { commandId, ...said(request?.input?.args?.payloads?.[0]) });
    const ended = event.workflowExecutionUpdateCompletedEventAttributes?.meta?.updateId;
    if (ended != null) open.delete(ended);
  }
  return [...open.values()];
}

function said(
  payload: Parameters<typeof defaultPayloadConverter.fromPayload>[0] | undefined,
): Omit<UnansweredCommand, 'commandId'> {
  if (payload === undefined) return {};
  const { data } = envelope.safeParse(defaultPayloadConverter.fromPayload(payload));
  return data === undefined ? {} : { type: data.command.type, personId: data.actor.personId };
}
