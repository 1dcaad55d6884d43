import type { OrganisationId, PersonId } from '../case/actor';
import type { FieldProblem } from '../errors';
import { chineseNumeral } from '../regulation/chinese-numeral';
import type { CivilDate } from '../time/civil-date';

/** 改善事項: an action is answered and assessed; an instruction only says how (seed 002, item 5). */
export interface NoticeItem {
  readonly number: number;
  readonly kind: 'action' | 'instruction';
  readonly text: string;
}

/** 法令依據: a point of an edition of the regulation, or a free citation. */
export type LegalBasis =
  | {
      readonly kind: 'regulation';
      readonly edition: string;
      readonly point: number;
      readonly paragraph?: number;
      readonly subparagraph?: number;
    }
  | { readonly kind: 'other'; readonly text: string };

/** What the issuer fills in (part A of seed 002). */
export interface NoticeContent {
  readonly respondentId: OrganisationId;
  /** The name at issue: papers keep it when the organisation is renamed. */
  readonly respondentName: string;
  /** 事由 */
  readonly reason: string;
  readonly items: readonly NoticeItem[];
  readonly legalBases: readonly LegalBasis[];
  /** 應於○年○月○日前改善完竣: includes that day. */
  readonly deadline: CivilDate;
  /** 主管機關聯絡窗口; a person's particulars stay outside the case. */
  readonly contactPersonId: PersonId;
  readonly trackerId: PersonId;
  readonly confidential: boolean;
}

/** Names every field of part A that is missing; empty when the form is complete. */
export function problemsOf(content: NoticeContent): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const need = (present: boolean, field: string, message: string): void => {
    if (!present) problems.push({ field, message });
  };
  need(content.respondentId !== '', 'respondentId', '請選擇改善對象。');
  need(content.respondentName.trim() !== '', 'respondentName', '請填寫改善對象名稱。');
  need(content.reason.trim() !== '', 'reason', '請填寫事由。');
  need(
    content.items.some((item) => item.kind === 'action'),
    'items',
    '至少要有一項應辦的改善事項。',
  );
  for (const [index, item] of content.items.entries()) {
    need(item.text.trim() !== '', `items.${index}.text`, '請填寫改善事項內容。');
    need(item.number === index + 1, `items.${index}.number`, '改善事項請從 1 起連續編號。');
  }
  need(content.legalBases.length > 0, 'legalBases', '請填寫法令依據。');
  for (const [index, basis] of content.legalBases.entries()) {
    if (basis.kind === 'other')
      need(basis.text.trim() !== '', `legalBases.${index}.text`, '請填寫法令依據。');
  }
  need(content.contactPersonId !== '', 'contactPersonId', '請填寫主管機關聯絡窗口。');
  need(content.trackerId !== '', 'trackerId', '請指定追蹤人員。');
  return problems;
}

/** The numbers of the items that must be answered and assessed. */
export const actionNumbers = (content: NoticeContent): number[] =>
  content.items.filter((item) => item.kind === 'action').map((item) => item.number);

/** The actions that nobody has accepted, in any round. */
export const openActions = (content: NoticeContent, accepted: readonly number[]): number[] =>
  actionNumbers(content).filter((item) => !accepted.includes(item));

/** A legal basis as the form prints it. */
export function citeBasis(basis: LegalBasis): string {
  if (basis.kind === 'other') return basis.text;
  const paragraph = basis.paragraph === undefined ? '' : `第${chineseNumeral(basis.paragraph)}項`;
  const subparagraph = basis.subparagraph === undefined ? '' : `第${chineseNumeral(basis.subparagraph)}款`;
  return `公文電子交換系統資訊安全管理規範第${chineseNumeral(basis.point)}點${paragraph}${subparagraph}`;
}
