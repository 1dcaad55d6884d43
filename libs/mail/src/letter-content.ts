import { MailError } from './mail-error';

/** A part of what a letter says: a paragraph, or items numbered 一、二、三 with the line that stands above them. */
export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'items'; readonly heading: string; readonly items: readonly string[] };

/** What a letter says, in Traditional Chinese, without any markup. */
export interface LetterContent {
  readonly subject: string;
  /** 「○○局公鑒：」 */
  readonly salutation?: string;
  readonly body: readonly LetterBlock[];
  /** Short facts shown as a table: case number, deadline and so on. Labels of six characters at most stay on one line. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What the recipient is asked to do with the letter itself; says nothing of the case, so a confidential one keeps it. */
  readonly request?: string;
  /** An http or https address; shown as a button and written out in full. */
  readonly link?: { readonly label: string; readonly url: string };
  readonly closing: readonly string[];
  readonly sender: { readonly organisation: string; readonly unit?: string; readonly phone?: string };
  /**
   * The case is confidential: the body is left out whatever it holds, and a fixed sentence says where to
   * read it. Subject and facts stay, so give only number and date there.
   */
  readonly confidential?: boolean;
}

/** The sentence that stands in for the content of a confidential letter. */
export const CONFIDENTIAL_NOTICE = '本案內容不以電子郵件傳送。請登入系統檢視，或依另行寄送之書面辦理。';

/**
 * The content as it may be shown: no control or direction-changing characters, which can hide or reorder
 * what is read; nothing confidential; a link that is really one to a web page.
 *
 * @throws MailError `INVALID_LETTER` for a link that is not http or https, or an empty subject.
 */
export function prepareLetter(content: LetterContent): LetterContent {
  const { salutation, request, link, sender, confidential } = content;
  const subject = oneLine(content.subject);
  if (subject === '') throw new MailError('INVALID_LETTER', 'A letter needs a subject');
  return {
    subject,
    ...(salutation === undefined ? {} : { salutation: clean(salutation) }),
    body:
      confidential === true ? [{ kind: 'paragraph', text: CONFIDENTIAL_NOTICE }] : content.body.map(shown),
    facts: content.facts.map(({ label, value }) => ({ label: oneLine(label), value: clean(value) })),
    ...(request === undefined ? {} : { request: clean(request) }),
    ...(link === undefined ? {} : { link: { label: oneLine(link.label), url: webAddress(link.url) } }),
    closing: content.closing.map(clean),
    sender: {
      organisation: oneLine(sender.organisation),
      ...(sender.unit === undefined ? {} : { unit: oneLine(sender.unit) }),
      ...(sender.phone === undefined ? {} : { phone: oneLine(sender.phone) }),
    },
    ...(confidential === undefined ? {} : { confidential }),
  };
}

const shown = (block: LetterBlock): LetterBlock =>
  block.kind === 'paragraph'
    ? { kind: 'paragraph', text: clean(block.text) }
    : { kind: 'items', heading: clean(block.heading), items: block.items.map(clean) };

/** 一 to 九十九, then Arabic digits. */
export function chineseNumber(value: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  if (value < 1 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`;
  return ten + (digits[value % 10] ?? '');
}

function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[^\P{Cc}\n\t]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
}

function oneLine(text: string): string {
  return clean(text).replace(/\s*\n\s*/g, ' ');
}

function webAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new MailError('INVALID_LETTER', 'The link of a letter must be an http or https address');
  }
  return parsed.href;
}
