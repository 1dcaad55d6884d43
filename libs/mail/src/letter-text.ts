import { chineseNumber, type LetterBlock, type LetterContent } from './letter-content';

const RULE = '－'.repeat(24);

/** A prepared letter as plain text: the same facts in the same order as the HTML. */
export function letterText(letter: LetterContent): string {
  const { sender } = letter;
  const blocks = [
    `${sender.organisation}\n主旨：${letter.subject}\n${RULE}`,
    letter.salutation,
    ...letter.body.map(block),
    letter.facts.map(({ label, value }) => `${label}：${value}`).join('\n'),
    letter.request,
    letter.link === undefined ? undefined : `${letter.link.label}：\n${letter.link.url}`,
    ...letter.closing,
    [RULE, sender.organisation, sender.unit, sender.phone === undefined ? undefined : `電話：${sender.phone}`]
      .filter((line) => line !== undefined)
      .join('\n'),
  ];
  return `${blocks.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`;
}

const block = (part: LetterBlock): string =>
  part.kind === 'paragraph'
    ? part.text
    : [part.heading, ...part.items.map((item, index) => `${chineseNumber(index + 1)}、${item}`)].join('\n');
