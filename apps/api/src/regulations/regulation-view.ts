import type { regulationsView, regulationView } from '@xiangaitong/contracts';
import {
  editionInChinese,
  groundTexts,
  regulationInForce,
  type Provision,
  type RegulationEdition,
} from '@xiangaitong/domain';
import type { z } from 'zod';

type Summary = z.output<typeof regulationsView>['entries'][number];
type RegulationView = z.output<typeof regulationView>;
type ProvisionView = RegulationView['points'][number]['paragraphs'][number];

export const summaryOf = ({ id, title, issued, reference }: RegulationEdition): Summary => ({
  id,
  title,
  issued,
  reference,
  inForce: id === regulationInForce,
});

export const viewEdition = (edition: RegulationEdition): RegulationView => ({
  ...summaryOf(edition),
  points: edition.points.map((paragraphs, index) => ({
    number: index + 1,
    paragraphs: paragraphs.map(viewProvision),
  })),
  grounds: groundTexts(edition.id).map((text, index) => ({ number: index + 1, text })),
  text: editionInChinese(edition),
});

const viewProvision = ({ text, parts }: Provision, index: number): ProvisionView => ({
  number: index + 1,
  text,
  parts: parts.map(viewProvision),
});
