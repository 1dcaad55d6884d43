import type { policyWhatIfView } from '@xiangaitong/contracts';
import {
  differenceInChinese,
  explainInChinese,
  letterNames,
  refusalInChinese,
  type CaseDifference,
  type CaseKind,
  type DomainError,
  type ForeseenDeadline,
  type Instant,
} from '@xiangaitong/domain';
import type { OpenCase } from '@xiangaitong/persistence';
import type { z } from 'zod';

type View = z.output<typeof policyWhatIfView>;
type Entry = View['entries'][number];
type Changes = { added: number; dropped: number; moved: number };

/** Entries at most: more than people read, and an answer of a megabyte or so. */
export const MAX_ENTRIES = 500;

const none = (): Changes => ({ added: 0, dropped: 0, moved: 0 });

/** Counts what a what-if finds, all of it, and keeps the first cases. */
export class WhatIfTally {
  private readonly examined = { notices: 0, suspensions: 0 };
  private readonly issueRefusals = none();
  private readonly deadlines = none();
  private readonly letters = none();
  private readonly suspensions = none();
  private readonly entries: Entry[] = [];
  private changed = 0;

  add(kind: CaseKind, { id, caseNumber, respondentName }: OpenCase, found: CaseDifference | undefined): void {
    this.examined[kind === 'notice' ? 'notices' : 'suspensions'] += 1;
    if (found === undefined) return;
    this.changed += 1;
    count(this.issueRefusals, found.issueRefusal === undefined ? [] : [found.issueRefusal]);
    count(this.deadlines, found.deadlines);
    count(this.letters, found.letters);
    count(this.suspensions, found.suspensions);
    if (this.entries.length >= MAX_ENTRIES) return;
    this.entries.push({
      kind,
      caseId: id,
      caseNumber,
      respondentName: respondentName ?? undefined,
      issueRefusal: found.issueRefusal && {
        before: viewRefusal(found.issueRefusal.before),
        after: viewRefusal(found.issueRefusal.after),
      },
      deadlines: found.deadlines.map(({ round, before, after }) => ({
        round,
        before: viewDeadline(before),
        after: viewDeadline(after),
      })),
      letters: found.letters.map((letter) => ({ ...letter, name: letterNames[letter.template] })),
      suspensions: found.suspensions.map(({ step, before, after }) => ({ step, before, after })),
      stopped: found.stopped,
      text: differenceInChinese(found),
    });
  }

  view(at: Instant): View {
    const { examined, changed, issueRefusals, deadlines, letters, suspensions, entries } = this;
    return {
      at,
      examined,
      changed,
      issueRefusals,
      deadlines,
      letters,
      suspensions,
      entries,
      omitted: changed - entries.length,
    };
  }
}

const viewRefusal = (refusal: DomainError | undefined) =>
  refusal && { code: refusal.code, detail: refusalInChinese(refusal) };

const viewDeadline = (deadline: ForeseenDeadline | undefined) =>
  deadline && { date: deadline.date, explanation: explainInChinese(deadline.explanation) };

function count(
  changes: Changes,
  found: readonly { readonly before?: unknown; readonly after?: unknown }[],
): void {
  for (const { before, after } of found) {
    if (before === undefined) changes.added += 1;
    else if (after === undefined) changes.dropped += 1;
    else changes.moved += 1;
  }
}
