import { formatRocDateTime, formatRocLong, letterNames, sentenceOf } from '@xiangaitong/domain';
import { parseEntry } from '../timeline/timeline-entry.parser';
import type { ApiClient, CaseRef, Dispatch, TimelineEntry } from './api-client';
import type { Script } from './script.parser';

const nameOfLetter = (template: string): string =>
  Object.entries(letterNames).find(([key]) => key === template)?.[1] ?? template;

/** Watches the cases of a demonstration through the interface and prints what happens, once each. */
export class Spectator {
  private readonly seen = new Set<string>();
  private readonly names: ReadonlyMap<string, string>;
  private readonly entries = new Map<string, readonly TimelineEntry[]>();
  private letters: readonly Dispatch[] = [];

  constructor(
    private readonly api: ApiClient,
    private readonly as: string,
    private readonly script: Script,
    private readonly print: (line: string) => void,
  ) {
    const { organisations, people } = script.directory;
    this.names = new Map([...organisations, ...people].map(({ id, name }) => [id, name]));
  }

  /** Looks once at every case and prints what is new, in the order in which it happened. */
  async look(cases: readonly CaseRef[]): Promise<void> {
    const lines: { readonly at: number; readonly key: string; readonly text: string }[] = [];
    const letters: Dispatch[] = [];
    for (const ref of cases) {
      const entries = await this.api.timeline(ref, this.as);
      this.entries.set(`${ref.kind}/${ref.id}`, entries);
      for (const entry of entries) {
        const key = `${ref.kind}/${ref.id}/${entry.seq}`;
        lines.push({ at: entry.at, key, text: this.eventLine(entry) });
      }
      for (const letter of await this.api.dispatches(ref, this.as)) {
        letters.push(letter);
        lines.push(...this.letterLines(letter));
      }
    }
    this.letters = letters;
    for (const { key, text } of lines.sort((a, b) => a.at - b.at)) {
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.print(text);
    }
  }

  /** All entries of the cases of this kind that have been seen. */
  timelineOf({ kind, id }: CaseRef): readonly TimelineEntry[] {
    return this.entries.get(`${kind}/${id}`) ?? [];
  }

  seenLetters(): readonly Dispatch[] {
    return this.letters;
  }

  private eventLine(entry: TimelineEntry): string {
    const by = entry.by.personId ?? entry.by.organisationId;
    const who = entry.by.role === 'system' ? '系統' : (this.names.get(by) ?? by);
    return `${formatRocDateTime(entry.at)}  ${sentenceOf(parseEntry(entry))}〔${who}〕`;
  }

  private letterLines(letter: Dispatch): { at: number; key: string; text: string }[] {
    const to = this.recipientOf(letter);
    const name = nameOfLetter(letter.template);
    const lines: { at: number; key: string; text: string }[] = [];
    if (letter.acceptedAt !== undefined) {
      lines.push({
        at: letter.acceptedAt,
        key: `${letter.id}/accepted`,
        text: `${' '.repeat(17)}✉ ${name} → ${to}：郵件伺服器已收下`,
      });
    }
    if (letter.deliveredAt !== undefined) {
      lines.push({
        at: letter.deliveredAt,
        key: `${letter.id}/delivered`,
        text: `${' '.repeat(17)}✔ ${name} → ${to}：${arrivalOf(letter)}`,
      });
    }
    if (letter.state === 'accepted' && letter.nonArrival !== undefined) {
      lines.push({
        at: Number.MAX_SAFE_INTEGER,
        key: `${letter.id}/unknown`,
        text: `${' '.repeat(17)}？ ${name} → ${to}：次日仍未確認收悉`,
      });
    }
    if (['failed', 'rejected', 'ambiguous'].includes(letter.state)) {
      lines.push({
        at: Number.MAX_SAFE_INTEGER,
        key: `${letter.id}/failed`,
        text: `${' '.repeat(17)}✘ ${name} → ${to}：未能寄達（${letter.lastError ?? '原因不明'}）`,
      });
    }
    return lines;
  }

  private recipientOf({ party, organisationId }: Dispatch): string {
    const byKind = this.script.directory.organisations.find(({ kind }) => kind === party)?.name;
    return (organisationId === undefined ? byKind : this.names.get(organisationId)) ?? party;
  }
}

const arrivalOf = ({ servedOn, serviceProof }: Dispatch): string =>
  servedOn === undefined ? '對方已確認收悉' : `已於${formatRocLong(servedOn)}送達（${serviceProof ?? ''}）`;
