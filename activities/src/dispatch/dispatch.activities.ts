import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { FULL_BATCH, type DispatchActivities } from '@xiangaitong/contracts';
import {
  addDays,
  civilDateAt,
  deadlineInstant,
  systemActor,
  type BusinessClock,
  type BusinessNow,
  type Instant,
  type Lane,
} from '@xiangaitong/domain';
import { TemplateTextError } from '@xiangaitong/letters';
import { MailError, type MailTransport, type SendOutcome } from '@xiangaitong/mail';
import {
  retryDelayMs,
  type AttemptOutcome,
  type ClaimedLetter,
  type NoticeRepository,
  type SuspensionRepository,
} from '@xiangaitong/persistence';
import { CaseNotRunning, CommandRefused, type CaseGateway } from '@xiangaitong/temporal-client';
import { mailOf, NoAddressError, type LetterDesk } from './letter-mail';

export interface DispatchDependencies extends LetterDesk {
  readonly notices: NoticeRepository;
  readonly suspensions: SuspensionRepository;
  readonly transport: MailTransport;
  readonly gateway: CaseGateway;
  readonly clock: BusinessClock;
  readonly now: BusinessNow;
}

/** Longest time one letter may take, real milliseconds: a server that trickles bytes must not hold a lane. */
const SEND_WITHIN_MS = 60_000;
/**
 * How long a claim holds, real milliseconds: all letters of a batch are tried at once, so it is over after the longest
 * that one may take, and what is recorded later than its lease changes nothing. So long waits what a dead sender held.
 */
const LEASE_MS = 2 * SEND_WITHIN_MS;
const HEARTBEAT_MS = 2_000;
/** A training clock never makes the outside world faster than this, real milliseconds. */
const LEAST_REAL_WAIT_MS = 10_000;

/** Draining the outbox, and telling a case what has not arrived. */
export const createDispatchActivities = (dependencies: DispatchDependencies): DispatchActivities => {
  const { dispatches, gateway, clock, now } = dependencies;
  const later = (businessMs: number): Instant =>
    now() + Math.max(businessMs, LEAST_REAL_WAIT_MS * clock.scale);

  const attempt = async (letter: ClaimedLetter): Promise<void> => {
    const { outcome, messageId } = await send(letter, dependencies, now());
    const at = now();
    // 機關公文電子交換作業辦法 §7: whether it has arrived is looked at by the next day.
    const nextDay = deadlineInstant(addDays(civilDateAt(at), 1));
    await dispatches.recordOutcome(letter, outcome, {
      at,
      retryAt: later(retryDelayMs(letter.attemptAnew)),
      arrivalCheckAt: Math.max(nextDay, later(0)),
      ...(messageId === undefined ? {} : { messageId }),
    });
  };

  return {
    async dispatchBatch(lane: Lane) {
      const beat = setInterval(() => Context.current().heartbeat(), HEARTBEAT_MS);
      try {
        const claimedBy = `${lane}/${randomUUID()}`;
        const letters = await dispatches.claim(lane, FULL_BATCH, {
          claimedBy,
          now: now(),
          leaseMs: LEASE_MS,
        });
        await Promise.all(letters.map(attempt));
        for (const due of await dispatches.dueArrivalChecks(lane, now(), FULL_BATCH)) {
          await dispatches.markArrivalChecked(due.id);
        }
        const reports = await dispatches.unreported(lane, FULL_BATCH);
        const nextAt = await dispatches.nextDueAt(lane);
        return { tried: letters.length, reports, ...(nextAt === undefined ? {} : { nextAt }) };
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

async function send(
  letter: ClaimedLetter,
  dependencies: DispatchDependencies,
  now: Instant,
): Promise<{ readonly outcome: AttemptOutcome; readonly messageId?: string }> {
  try {
    const mail = await mailOf(letter, dependencies, now);
    const signal = AbortSignal.any([
      Context.current().cancellationSignal,
      AbortSignal.timeout(SEND_WITHIN_MS),
    ]);
    const outcome: SendOutcome = await dependencies.transport.send(mail, { signal });
    return { outcome, messageId: mail.messageId };
  } catch (error) {
    if (!isForAPerson(error)) throw error;
    // Nothing has left, and trying again changes nothing: a person has to mend address or text.
    return { outcome: { kind: 'rejected', permanent: true, response: error.message } };
  }
}

const isForAPerson = (error: unknown): error is Error =>
  error instanceof NoAddressError || error instanceof MailError || error instanceof TemplateTextError;
