import { z } from 'zod';
import { civilDate, instant, line } from './text';

const party = z.enum(['respondent', 'centre', 'bureau', 'authority']);

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), text: line(2000) }),
  z.strictObject({
    kind: z.literal('items'),
    heading: line(500).describe('The line directly above the items of the case'),
  }),
]);

const wordingText = z
  .strictObject({ subject: line(200), body: z.array(block).min(1, '至少要有一段。').max(30) })
  .meta({ id: 'WordingText' });

const wordingTexts = z
  .strictObject({
    respondent: wordingText.exactOptional(),
    centre: wordingText.exactOptional(),
    bureau: wordingText.exactOptional(),
    authority: wordingText.exactOptional(),
  })
  .meta({ id: 'WordingTexts' });

/** A new version of a letter's wording, with a text for every recipient. */
export const wordingBody = z
  .strictObject({
    texts: wordingTexts,
    effectiveAt: instant
      .exactOptional()
      .describe('From when it is in force; now, when absent. Business time, epoch milliseconds'),
  })
  .meta({ id: 'LetterWordingBody' });

/** What to look at: a text that is being written, or a version, with the facts of a letter or with samples. */
export const previewBody = z
  .strictObject({
    party: party.exactOptional().describe('Needed where the letter goes to several'),
    texts: wordingTexts.exactOptional(),
    version: z.int().min(1).exactOptional().describe('Without texts and version: the one in force'),
    dispatchId: z
      .string()
      .max(160)
      .exactOptional()
      .describe('The letter whose facts to use; samples without it'),
    confidential: z.boolean().exactOptional().describe('Of samples'),
  })
  .meta({ id: 'LetterPreviewBody' });

const wordingSummary = z.object({
  version: z.int(),
  shipped: z.boolean().describe('Ships with the product'),
  effectiveAt: instant,
  addedBy: z.string().optional(),
});

const textView = z
  .object({
    subject: z.string(),
    body: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('paragraph'), text: z.string() }),
        z.object({ kind: z.literal('items'), heading: z.string() }),
      ]),
    ),
  })
  .meta({ id: 'WordingTextView' });

export const wordingView = wordingSummary
  .extend({
    template: z.string(),
    texts: z.object({
      respondent: textView.optional(),
      centre: textView.optional(),
      bureau: textView.optional(),
      authority: textView.optional(),
    }),
  })
  .meta({ id: 'LetterWording' });

export const letterTemplatesView = z
  .object({
    entries: z.array(
      z.object({
        template: z.string(),
        name: z.string(),
        to: z.array(party),
        hasItems: z.boolean().describe('Its body has one block of items'),
        variables: z.array(
          z.object({
            name: z.string(),
            meaning: z.string(),
            always: z.boolean().describe('Others have to stand within a condition'),
          }),
        ),
        inForce: z.int().describe('The version that a letter written now is made with'),
        versions: z.array(wordingSummary),
      }),
    ),
  })
  .meta({ id: 'LetterTemplates' });

export const previewView = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'LetterPreview' });

/** 送達 of a letter in another way: the day, and what proves it. */
export const letterServiceBody = z
  .strictObject({ date: civilDate, proof: line(500) })
  .meta({ id: 'LetterServiceBody' });

/** Why a mail came back, as the mail server says it. */
export const bounceBody = z.strictObject({ reason: line(500) }).meta({ id: 'BounceBody' });

/** Why a letter that is not known to have arrived need not arrive any more. */
export const dismissalBody = z.strictObject({ reason: line(500) }).meta({ id: 'DismissalBody' });
