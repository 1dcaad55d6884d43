import { formatRocLong, type LetterFacts, type LetterTemplate, type WordingText } from '@xiangaitong/domain';
import type { LetterBlock, LetterContent } from '@xiangaitong/mail';
import { valuesOf } from './letter-variables';
import { fill } from './template-language';

/** The letter that is to be worded. */
export interface WordedLetter {
  readonly template: LetterTemplate;
  readonly facts: LetterFacts;
  /** The case waits to hear of its arrival: the recipient is asked to say so. */
  readonly gating: boolean;
}

/** What a letter needs beside its facts: who sends it, and where its recipient answers. */
export interface LetterFrame {
  readonly recipientName: string;
  readonly sender: {
    readonly organisation: string;
    /** A person, or the office itself, which has no telephone of its own in the directory. */
    readonly contact?: { readonly name: string; readonly phone?: string; readonly email: string };
  };
  /** Where a confidential letter's content is read after signing in. */
  readonly portal: string;
}

/**
 * The letter's content in Traditional Chinese. Subject and body come from the wording; salutation, table of facts,
 * the request to acknowledge and the signature are the same for every letter. Of a confidential case there are number,
 * dates and link only, whatever the wording says: it is not even looked at.
 * @throws TemplateTextError when the wording does not fit the facts, which its entry rules out
 */
export function contentOf(letter: WordedLetter, text: WordingText, frame: LetterFrame): LetterContent {
  const { facts, gating } = letter;
  const { sender } = frame;
  return {
    ...(facts.confidential
      ? { subject: `公文電子交換系統通知（${facts.caseNumber}）`, body: [] }
      : filled(text, facts)),
    salutation: `${frame.recipientName} 公鑒：`,
    facts: tableOf(letter),
    ...(gating ? { request: requestTo(frame) } : {}),
    ...(facts.confidential ? { link: { label: '登入系統檢視', url: frame.portal } } : {}),
    closing:
      sender.contact === undefined
        ? ['本信件由系統寄發；如有疑問，請洽本機關。']
        : ['本信件由系統寄發，回信即寄至聯絡窗口。'],
    sender: {
      organisation: sender.organisation,
      ...(sender.contact === undefined
        ? {}
        : {
            unit: `聯絡窗口：${sender.contact.name}（${sender.contact.email}）`,
            ...(sender.contact.phone === undefined ? {} : { phone: sender.contact.phone }),
          }),
    },
    confidential: facts.confidential,
  };
}

function filled(text: WordingText, facts: LetterFacts): Pick<LetterContent, 'subject' | 'body'> {
  const values = valuesOf(facts);
  const body = text.body.map((block): LetterBlock =>
    block.kind === 'items'
      ? { kind: 'items', heading: fill(block.heading, values), items: facts.items ?? [] }
      : { kind: 'paragraph', text: fill(block.text, values).trim() },
  );
  // What stands within a condition that does not hold leaves no empty line behind.
  return {
    subject: fill(text.subject, values),
    body: body.filter((block) => block.kind === 'items' || block.text !== ''),
  };
}

/** A date that no longer holds must not be read as one that does, least of all where nothing else is said. */
const effectiveLabels: Partial<Record<LetterTemplate, string>> = {
  suspensionCancelled: '原訂中止日期',
  suspensionNotExecuted: '原訂中止日期',
  suspensionDissolved: '原訂中止日期',
  serviceRestored: '原中止日期',
};

const earlierLabels: Partial<Record<LetterTemplate, string>> = { deadlineMoved: '原改善期限' };

function tableOf({ template, facts }: WordedLetter): LetterContent['facts'] {
  const row = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  const day = (date: string | undefined, after = '') =>
    date === undefined ? undefined : `${formatRocLong(date)}${after}`;
  return [
    ...row('案號', facts.caseNumber),
    ...row('改善對象', facts.confidential ? undefined : facts.respondentName),
    ...row('改善期限', day(facts.deadline, '前（含當日）')),
    ...row('補正期限', day(facts.supplementDate, '前（含當日）')),
    ...row(earlierLabels[template] ?? '原訂中止日期', day(facts.earlierDate)),
    ...row(effectiveLabels[template] ?? '中止日期', day(facts.effectiveDate)),
    ...row('法令依據', facts.confidential ? undefined : facts.legalBases?.join('、')),
  ];
}

/** 收悉: the recipient's own word that it has the letter; it says nothing of the case. */
const requestTo = ({ sender }: LetterFrame): string =>
  sender.contact === undefined
    ? '請於收到本通知後，即以電話或書面向本機關確認收悉。'
    : '請於收到本通知後，即以電話或回信向下列聯絡窗口確認收悉。';
