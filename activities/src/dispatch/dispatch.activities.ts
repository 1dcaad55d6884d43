import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { FULL_BATCH, type DispatchActivities } from '@xiangaitong/contracts';
import { systemActor, type Lane } from '@xiangaitong/domain';
import type { DispatchRepository, NoticeRepository, SuspensionRepository } from '@xiangaitong/persistence';
import { CaseNotRunning, CommandRefused, type CaseGateway } from '@xiangaitong/temporal-client';
import { SEND_WITHIN_MS, sendLetters, type PostOffice } from './send-letters';

export interface DispatchDependencies extends PostOffice {
  readonly dispatches: DispatchRepository;
  readonly notices: NoticeRepository;
  readonly suspensions: SuspensionRepository;
  readonly gateway: CaseGateway;
}

/**
 * How long a claim holds, real milliseconds: all letters of a batch are tried at once, so it is over after the longest
 * that one may take, and what is recorded later than its lease changes nothing. So long waits what a dead sender held.
 */
const LEASE_MS = 2 * SEND_WITHIN_MS;
const HEARTBEAT_MS = 2_000;
const SENDER_ENDED = { kind: 'ambiguous', reason: 'the sender ended' } as const;
/**
 * How long further letters are claimed in one look, real milliseconds: a round trip to the engine a hundred costs more.
 * Well within what a worker that stops gives its activities, so that no letter is cut off in the middle.
 */
const GO_ON_FOR_MS = 5_000;

/** Draining the outbox, and telling a case what has not arrived. */
export const createDispatchActivities = (dependencies: DispatchDependencies): DispatchActivities => {
  const { dispatches, gateway, now } = dependencies;

  return {
    async dispatchBatch(lane: Lane) {
      const beat = setInterval(() => Context.current().heartbeat(), HEARTBEAT_MS);
      try {
        const claimedBy = `${lane}/${randomUUID()}`;
        // The sender that did not live to say so made an attempt all the same: it is counted where it is found out.
        const onLeasesEnded = (letters: number): void => {
          for (let left = letters; left > 0; left -= 1) dependencies.onAttempt(lane, SENDER_ENDED);
        };
        const claim = { claimedBy, leaseMs: LEASE_MS, onLeasesEnded };
        const until = Date.now() + GO_ON_FOR_MS;
        let tried = 0;
        for (let full = true; full && Date.now() < until && !Context.current().cancellationSignal.aborted;) {
          const letters = await dispatches.claim(lane, FULL_BATCH, { ...claim, now: now() });
          await sendLetters(letters, dependencies);
          tried += letters.length;
          full = letters.length >= FULL_BATCH;
        }
        for (const due of await dispatches.dueArrivalChecks(lane, now(), FULL_BATCH)) {
          await dispatches.markArrivalChecked(due.id);
        }
        const reports = await dispatches.unreported(lane, FULL_BATCH);
        const nextAt = await dispatches.nextDueAt(lane);
        return { tried, reports, ...(nextAt === undefined ? {} : { nextAt }) };
      } finally {
        clearInterval(beat);
      }
    },

    async reportNonArrival({ dispatchId, caseKind, caseId, tenant, why, effectiveDate, deadline }) {
      const commandId = `dispatch/${dispatchId}/${why}`;
      const envelope = { commandId, fingerprint: commandId, actor: systemActor(tenant) };
      const command = { type: 'RecordNonArrival', why } as const;
      const ended = async (): Promise<boolean> => {
        const cases = caseKind === 'notice' ? dependencies.notices : dependencies.suspensions;
        return (await cases.get(tenant, caseId))?.closed === true;
      };
      try {
        const { kind } =
          caseKind === 'notice'
            ? await gateway.sendToNotice(caseId, {
                ...envelope,
                command: { ...command, ...(deadline === undefined ? {} : { deadline }) },
              })
            : await gateway.sendToSuspension(caseId, {
                ...envelope,
                command: { ...command, ...(effectiveDate === undefined ? {} : { effectiveDate }) },
              });
        if (kind === 'pending') throw new Error('The command was taken and is not done yet');
      } catch (error) {
        // The case has gone on without this letter: it was served another way, or has ended.
        const overtaken =
          error instanceof CommandRefused || (error instanceof CaseNotRunning && (await ended()));
        if (!overtaken) throw error;
      }
      await dispatches.markReported(dispatchId);
    },
  };
};
