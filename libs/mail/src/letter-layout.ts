import { prepareLetter, type LetterContent } from './letter-content';
import { letterHtml } from './letter-html';
import { letterText } from './letter-text';

/** A letter in both forms, for `OutgoingMail`. */
export interface RenderedLetter {
  /** A whole HTML document for mail programs, Outlook included. */
  readonly html: string;
  /** The same facts as plain text. */
  readonly text: string;
}

/**
 * Lays a letter out as an office would send it. Everything in `content` is plain text and is escaped.
 *
 * @throws MailError `INVALID_LETTER` for a link that is not http or https, or an empty subject.
 */
export function renderLetter(content: LetterContent): RenderedLetter {
  const letter = prepareLetter(content);
  return { html: letterHtml(letter), text: letterText(letter) };
}
