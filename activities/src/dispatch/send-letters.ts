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
  /** Told of every attempt that was made and recorded. */
  readonly onAttempt: (lane: Lane, outcome: AttemptOutcome) => void;
}

/** Longest time one letter may take, real milliseconds: a server that trickles bytes must not hold a lane. */
export const SEND_WITHIN_MS = 60_000;
/** A training clock never makes the outside world faster than this, real milliseconds. */
const LEAST_REAL_WAIT_MS = 10_000;

/**
 * Sends letters that were claimed together, and records how each attempt ended. What they have in common is looked up
 * once; names and addresses are those of this moment all the same.
 */
export async function sendLetters(letters: readonly ClaimedLetter[], office: PostOffice): Promise<void> {
  const { dispatches, now, onAttempt } = office;
  const at = now();
  const wordings = await wordingsOf(letters, office);
  const desk = deskOf(office);
  const accepted = new Gathered<AcceptedLetter>((those) =>
    dispatches.recordAccepted(those, { at: now(), arrivalCheckAt: arrivalCheckAt(office) }),
  );
  const send = async (letter: ClaimedLetter): Promise<void> => {
    const { outcome, messageId } = await attempt(letter, wordings.get(letter.id), desk, office, at);
    if (outcome.kind === 'accepted' && messageId !== undefined) {
      await accepted.add({ ...letter, messageId, response: outcome.response });
    } else {
      await dispatches.recordOutcome(letter, outcome, {
        at: now(),
        retryAt: later(retryDelayMs(letter.attemptAnew), office),
        arrivalCheckAt: arrivalCheckAt(office),
        ...(messageId === undefined ? {} : { messageId }),
      });
    }
    onAttempt(letter.lane, outcome);
  };
  await Promise.all(letters.map(send));
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

async function attempt(
  letter: ClaimedLetter,
  wording: LetterWording | undefined,
  desk: LetterDesk,
  { transport }: PostOffice,
  at: Instant,
): Promise<{ readonly outcome: AttemptOutcome; readonly messageId?: string }> {
  try {
    if (wording === undefined) throw new TypeError(`${letter.id} has no wording`);
    const mail: OutgoingMail = await mailOf(letter, wording, desk, at);
    const signal = AbortSignal.any([
      Context.current().cancellationSignal,
      AbortSignal.timeout(SEND_WITHIN_MS),
    ]);
    return { outcome: await transport.send(mail, { signal }), messageId: mail.messageId };
  } catch (error) {
    if (!isForAPerson(error)) throw error;
    // Nothing has left, and trying again changes nothing: a person has to mend address or text.
    return { outcome: { kind: 'rejected', permanent: true, response: error.message } };
  }
}

const isForAPerson = (error: unknown): error is Error =>
  error instanceof NoAddressError || error instanceof MailError || error instanceof TemplateTextError;
