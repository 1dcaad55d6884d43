import type { Evidence } from './evidence';
import type { LedgerEntry } from './ledger';
import type { Violation } from './violation';

/** What a caller who names a case or a draft is told when the register does not have it. */
const NOT_FOUND = 'resource.notFound';

/** Every answer that a caller heard holds, and every request had one that was final. */
export function* verifyAnswers(evidence: Evidence): Generator<Violation> {
  const recorded = new Map(evidence.commands.map((command) => [command.commandId, command]));
  const drafts = new Map(evidence.drafts.map(({ id, respondentId }) => [id, respondentId]));
  const streams = new Map(evidence.cases.map((one) => [`${one.kind}/${one.id}`, one.events]));
  for (const entry of lastWords(evidence.ledger)) {
    const { answer, commandId, path, draft } = entry;
    const said = `${commandId} ${path}`;
    if (answer === 'sent' || answer === 'taken')
      yield { kind: 'unansweredRequest', what: `${said}: ${answer}, and never answered in the end` };
    if (draft !== undefined) {
      if (drafts.get(draft.id) !== draft.respondentId)
        yield { kind: 'lostDraft', what: `${said}: draft ${draft.id} was acknowledged and is not there` };
      continue;
    }
    const command = recorded.get(commandId);
    if (answer === 'refused') {
      if (command !== undefined)
        yield { kind: 'refusedAndDone', what: `${said}: ${entry.code}, and it is recorded` };
      // Officers name only what an answer has told them of.
      if (entry.code === NOT_FOUND)
        yield { kind: 'deniedCase', what: `${said}: ${entry.code}, though its existence was acknowledged` };
    } else if (command !== undefined) {
      const there = (streams.get(`${command.caseKind}/${command.caseId}`) ?? [])
        .filter(({ seq }) => seq > command.seq - command.events.length && seq <= command.seq)
        .map(({ type }) => type);
      if (!isAsTold(entry, command) || there.join() !== command.events.join())
        yield {
          kind: 'lostCommand',
          what: `${said}: told ${entry.seq} ${entry.events?.join()}, recorded ${command.seq} ${command.events.join()}, in the stream ${there.join()}`,
        };
    } else if (answer !== 'sent')
      yield { kind: 'lostCommand', what: `${said} was acknowledged and is not recorded` };
  }
}

/** The last answer to each request. Whoever was told that it is done may rely on it, whatever a later answer says. */
function lastWords(ledger: readonly LedgerEntry[]): Iterable<LedgerEntry> {
  const last = new Map<string, LedgerEntry>();
  for (const entry of ledger)
    if (last.get(entry.commandId)?.answer !== 'done') last.set(entry.commandId, entry);
  return last.values();
}

/** Officers are told the place in the stream and every event; a respondent is told the case, and only some events. */
const isAsTold = (told: LedgerEntry, { caseId, seq, events }: Evidence['commands'][number]): boolean =>
  (told.caseId === undefined || told.caseId === caseId) &&
  (told.seq === undefined || (told.seq === seq && told.events?.join() === events.join()));
