/**
 * The editions of 公文電子交換系統資訊安全管理規範 with their texts. A case keeps the edition under which it was issued,
 * so that an old one stays readable; a new edition is added here and changes nothing that is there.
 */
import type { CivilDate } from '../time/civil-date';
import { text105 } from './edition-105';
import { text108 } from './edition-108';
import type { Outline } from './outline';

/** Named by the year of the Republic in which it was issued. */
export type EditionId = '105' | '108';

/** A 項, 款, 目 or 細目. Its number is its place in the list, from 1. */
export interface Provision {
  readonly text: string;
  readonly parts: readonly Provision[];
}

export interface RegulationEdition {
  readonly id: EditionId;
  readonly title: string;
  readonly issued: CivilDate;
  /** The letter with which it was issued. */
  readonly reference: string;
  /** The paragraphs (項) of each point (點), in order. The appendices are not among them. */
  readonly points: readonly (readonly Provision[])[];
}

/** Where in an edition; a number that is left out means all there is below the last one given. */
export interface ProvisionNumber {
  readonly point: number;
  readonly paragraph?: number;
  readonly subparagraph?: number;
  readonly item?: number;
}

const TITLE = '公文電子交換系統資訊安全管理規範';

/** Every edition that a case may have been issued under; seeds 000 and 001. */
export const regulationEditions: Readonly<Record<EditionId, RegulationEdition>> = {
  '105': {
    id: '105',
    title: TITLE,
    issued: '2016-04-29',
    reference: '行政院院授發檔(資)字第1050008272號函',
    points: text105.map((paragraphs) => paragraphs.map(provisionOf)),
  },
  '108': {
    id: '108',
    title: TITLE,
    issued: '2019-11-15',
    reference: '行政院院授發檔(資)字第1080008553號函',
    points: text108.map((paragraphs) => paragraphs.map(provisionOf)),
  },
};

/**
 * What stands there: the paragraphs of a point, or the one provision that is named; nothing where the edition has no
 * such number. Of a point with a single paragraph its number may be left out.
 */
export function provisionsAt(
  { points }: RegulationEdition,
  { point, paragraph, subparagraph, item }: ProvisionNumber,
): readonly Provision[] {
  const paragraphs = points[point - 1] ?? [];
  if (paragraph === undefined && subparagraph === undefined) return paragraphs;
  if (paragraph === undefined && paragraphs.length > 1) return [];
  let found = paragraphs[(paragraph ?? 1) - 1];
  for (const number of [subparagraph, item]) {
    if (number !== undefined) found = found?.parts[number - 1];
  }
  return found === undefined ? [] : [found];
}

/** The grounds for suspending service, 點13 para 2: twelve in edition 108, nine in 105. */
export function groundTexts(edition: EditionId): readonly string[] {
  const [paragraph] = provisionsAt(regulationEditions[edition], { point: 13, paragraph: 2 });
  return paragraph?.parts.map(({ text }) => text) ?? [];
}

function provisionOf(outline: Outline): Provision {
  if (typeof outline === 'string') return { text: outline, parts: [] };
  const [text, parts] = outline;
  return { text, parts: parts.map(provisionOf) };
}
