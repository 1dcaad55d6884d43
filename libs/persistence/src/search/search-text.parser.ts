import { citeBasis, citeEmergency, citeGround, type CaseKind, type LegalBasis } from '@xiangaitong/domain';
import type { NoticeContent, SuspensionDecision } from '@xiangaitong/domain';
import { marksOf, wordsOf } from './search-terms';

/** What lists show of a case that can be looked for. */
export interface Named {
  readonly caseNumber: string;
  readonly respondentId: string;
  readonly respondentName: string | null;
}

/** The events that bring the text of a case: the last one counts. */
export const textEvents: Readonly<Record<CaseKind, readonly string[]>> = {
  notice: ['NoticeSubmitted'],
  suspension: ['SuspensionDecided', 'EmergencySuspensionOrdered'],
};

/** An event with what is said in it. */
interface Told {
  readonly type: string;
}

/**
 * What a case is found by: a line each for its number, its respondent, its reason and items, and the points that it
 * cites. Only what everyone who knows of the case reads in it (ADR 0015, 0023), and nobody's particulars. Old events may
 * lack a part; it is then not found by it.
 */
export function searchTextOf(named: Named, event: Told): string {
  const { content, decision, order } = event as Partial<{
    content: Partial<NoticeContent>;
    decision: Partial<SuspensionDecision>;
    order: { readonly reason?: string; readonly reference?: string };
  }>;
  const lines = [named.caseNumber, named.respondentId, named.respondentName ?? ''];
  const marks: string[] = [];
  if (content !== undefined) {
    lines.push(content.reason ?? '', ...(content.items ?? []).map(({ text }) => text));
    for (const basis of content.legalBases ?? []) {
      lines.push(citeBasis(basis));
      marks.push(...marksOfBasis(basis));
    }
  }
  if (decision !== undefined) {
    lines.push(decision.reason ?? '', decision.seriousReason ?? '');
    if (decision.ground !== undefined) {
      lines.push(citeGround(decision.ground));
      marks.push(...marksOf({ point: 13, paragraph: 2, subparagraph: decision.ground }));
    }
  }
  if (order !== undefined) {
    lines.push(order.reason ?? '', order.reference ?? '', citeEmergency);
    marks.push(...marksOf({ point: 13, paragraph: 3 }));
  }
  return [...lines.flatMap(wordsOf), ...new Set(marks)].join(' ');
}

const marksOfBasis = (basis: LegalBasis): readonly string[] =>
  basis.kind === 'regulation' ? marksOf(basis) : [];
