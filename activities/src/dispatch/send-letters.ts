import { Context } from '@temporalio/activity';
import {
  addDays,
  civilDateAt,
  deadlineInstant,
  type BusinessClock,
  type BusinessNow,
  type Instant,
  type Lane,
} from '@xiangaitong/domain';
import { TemplateTextError } from '@xiangaitong/letters';
import { MailError, type MailTransport, type OutgoingMail } from '@xiangaitong/mail';
import {
  retryDelayMs,
  type AcceptedLetter,
  type AttemptOutcome,
  type ClaimedLetter,
  type DispatchRepository,
  type LetterWording,
} from '@xiangaitong/persistence';
import { Gathered } from './gathered';
import { mailOf, NoAddressError, type LetterDesk } from './letter-mail';
import { once } from './once';
import { wordingsOf, type WordingShelf } from './wordings-of';

export interface PostOffice extends LetterDesk, WordingShelf {
  readonly dispatches: Pick<DispatchRepository, 'keepWordings' | 'recordOutcome' | 'recordAccepted'>;
  readonly transport: MailTransport;
  readonly clock: BusinessClock;
  readonly now: BusinessNow;
  /** Told of every attempt that was made and recorded, also of one whose sender died: when that is found out. */
  readonly onAttempt: (lane: Lane, outcome: AttemptOutcome) => void;
}

/** Longest time one letter may take, real milliseconds: a server that trickles bytes must not hold a lane. */
export const SEND_WITHIN_MS = 60_000;
/** A training clock never makes the outside world faster than this, real milliseconds. */
const LEAST_REAL_WAIT_MS = 10_000;

/** How long the outcome of an attempt is kept trying to be recorded, real milliseconds: well within the claim. */
const RECORD_WITHIN_MS = 30_000;
const RECORD_AGAIN_AFTER_MS = 1_000;

/**
 * Sends letters that were claimed together, and records how each attempt ended. What they have in common is looked up
 * once; names and addresses are those of this moment all the same. A letter that cannot be made now, because the
 * register does not answer, is put back as not sent; the others go on.
 * @throws the first of what went wrong, when every letter has come to its end
 */
export async function sendLetters(letters: readonly ClaimedLetter[], office: PostOffice): Promise<void> {
  const { dispatches, now, onAttempt } = office;
  const at = now();
  const wordings = wordingsOf(letters, office);
  const desk = deskOf(office);
  const accepted = new Gathered<AcceptedLetter>((those) =>
    untilRecorded(() =>
      dispatches.recordAccepted(those, { at: now(), arrivalCheckAt: arrivalCheckAt(office) }),
    ),
  );
  const send = async (letter: ClaimedLetter): Promise<void> => {
    const { outcome, messageId, failure } = await attempt(letter, wordings, desk, office, at);
    if (outcome.kind === 'accepted' && messageId !== undefined) {
      await accepted.add({ ...letter, messageId, response: outcome.response });
    } else {
      await untilRecorded(() =>
        dispatches.recordOutcome(letter, outcome, {
          at: now(),
          retryAt: later(retryDelayMs(letter.attemptAnew), office),
          arrivalCheckAt: arrivalCheckAt(office),
          ...(messageId === undefined ? {} : { messageId }),
        }),
      );
    }
    onAttempt(letter.lane, outcome);
    if (failure !== undefined) throw failure;
  };
  const ends = await Promise.allSettled(letters.map(send));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/**
 * Records how attempts ended, also where the register is away for a moment: else they would count as ambiguous when
 * the claim runs out, and be sent again. Safe to repeat: it compares sender and attempt, so that what was recorded
 * before, or has another sender by now, stays as it is.
 */
async function untilRecorded(write: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + RECORD_WITHIN_MS;
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      if (performance.now() >= until) throw error;
      await Context.current().sleep(RECORD_AGAIN_AFTER_MS);
    }
  }
}

const later = (businessMs: number, { clock, now }: PostOffice): Instant =>
  now() + Math.max(businessMs, LEAST_REAL_WAIT_MS * clock.scale);

/** 機關公文電子交換作業辦法 §7: whether it has arrived is looked at by the next day. */
const arrivalCheckAt = (office: PostOffice): Instant =>
  Math.max(deadlineInstant(addDays(civilDateAt(office.now()), 1)), later(0, office));

/** The same desk, asking everything once. */
function deskOf({ organisations, people, substitutions, successions, ...office }: PostOffice): LetterDesk {
  return {
    ...office,
    organisations: {
      get: once((id: string) => organisations.get(id)),
      byKind: once((kind: Parameters<typeof organisations.byKind>[0]) => organisations.byKind(kind)),
    },
    people: { get: once((id: string) => people.get(id)) },
    substitutions: { standInOf: once((id: string, when: Instant) => substitutions.standInOf(id, when)) },
    successions: { successorOf: once((id: string, when: Instant) => successions.successorOf(id, when)) },
  };
}

interface Attempt {
  readonly outcome: AttemptOutcome;
  readonly messageId?: string;
  /** Why the letter could not be made: a fault of ours, of which somebody has to hear. */
  readonly failure?: Error;
}

async function attempt(
  letter: ClaimedLetter,
  wordings: Promise<ReadonlyMap<string, LetterWording>>,
  desk: LetterDesk,
  { transport }: PostOffice,
  at: Instant,
): Promise<Attempt> {
  let mail: OutgoingMail | undefined;
  try {
    const wording = (await wordings).get(letter.id);
    if (wording === undefined) throw new TypeError(`${letter.id} has no wording`);
    mail = await mailOf(letter, wording, desk, at);
    const signal = AbortSignal.any([
      Context.current().cancellationSignal,
      AbortSignal.timeout(SEND_WITHIN_MS),
    ]);
    return { outcome: await transport.send(mail, { signal }), messageId: mail.messageId };
  } catch (error) {
    // Nothing has left, and trying again changes nothing: a person has to mend address or text.
    if (isForAPerson(error))
      return { outcome: { kind: 'rejected', permanent: true, response: error.message } };
    if (mail !== undefined || !(error instanceof Error)) throw error;
    // Nothing has left either, and it may go better another time. What the database said stays out of the record.
    return {
      outcome: { kind: 'notSent', reason: `the letter could not be made: ${error.name}` },
      failure: error,
    };
  }
}

const isForAPerson = (error: unknown): error is Error =>
  error instanceof NoAddressError || error instanceof MailError || error instanceof TemplateTextError;
