import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import type { previewBody, previewView } from '@xiangaitong/contracts';
import {
  letterCatalogue,
  type Actor,
  type BusinessNow,
  type FieldProblem,
  type LetterParty,
  type LetterTemplate,
  type Recipient,
  type WordingText,
} from '@xiangaitong/domain';
import {
  addresseeOf,
  contentOf,
  problemsOfWording,
  sampleFacts,
  senderOf,
  type WordedLetter,
} from '@xiangaitong/letters';
import { renderLetter } from '@xiangaitong/mail';
import {
  LetterWordingRepository,
  OrganisationRepository,
  parseFacts,
  PersonRepository,
  SubstitutionRepository,
  SuccessionRepository,
  type DispatchRow,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { DispatchAccess } from '../dispatches/dispatch-access.service';
import { Problem } from '../http/problem';
import { CONFIG, NOW } from '../infrastructure/tokens';
import { LetterTemplateService } from './letter-template.service';

type Asked = z.output<typeof previewBody>;

/** A letter as it would go out; nothing is sent or kept. */
@Injectable()
export class LetterPreview {
  constructor(
    private readonly templates: LetterTemplateService,
    private readonly wordings: LetterWordingRepository,
    private readonly access: DispatchAccess,
    readonly organisations: OrganisationRepository,
    readonly people: PersonRepository,
    readonly substitutions: SubstitutionRepository,
    readonly successions: SuccessionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem `letterTemplate.invalid` for a text that does not fit every letter */
  async of(template: LetterTemplate, asked: Asked, actor: Actor): Promise<z.output<typeof previewView>> {
    const row =
      asked.dispatchId === undefined ? undefined : await this.letter(template, asked.dispatchId, actor);
    const party = row?.party ?? partyOf(template, asked.party);
    const text = await this.textOf(template, party, asked, actor, row);
    const letter: WordedLetter =
      row === undefined
        ? {
            template,
            facts: sampleFacts(template, { confidential: asked.confidential ?? false }),
            gating: false,
          }
        : { template, facts: parseFacts(row), gating: row.gating };
    const content = contentOf(letter, text, await this.frameOf(letter, party, actor, row));
    return { subject: content.subject, ...renderLetter(content) };
  }

  private async letter(template: LetterTemplate, id: string, actor: Actor): Promise<DispatchRow> {
    const row = await this.access.require(id, actor);
    if (row.template !== template) throw invalid('dispatchId', '這封信用的是別的範本。');
    return row;
  }

  private async textOf(
    template: LetterTemplate,
    party: LetterParty,
    { texts, version }: Asked,
    actor: Actor,
    row: DispatchRow | undefined,
  ): Promise<WordingText> {
    if (texts !== undefined) {
      // While one text is being written, the others may still be missing.
      const fields = problemsOfWording(template, texts).filter(({ field }) =>
        field.startsWith(`texts.${party}`),
      );
      if (fields.length > 0) throw new Problem('letterTemplate.invalid', { fields });
    }
    const wording =
      texts !== undefined
        ? { texts }
        : version !== undefined
          ? await this.templates.version(template, version, actor)
          : row?.wordingId != null
            ? await this.wordings.get(row.wordingId)
            : await this.templates.inForce(template, actor, row?.queuedAt);
    const text = wording.texts[party];
    if (text === undefined) throw invalid('party', '這個版本沒有給這個對象的內容。');
    return text;
  }

  private async frameOf(
    { facts }: WordedLetter,
    party: LetterParty,
    actor: Actor,
    row: DispatchRow | undefined,
  ) {
    const to: Recipient =
      row?.organisationId == null ? { party } : { party, organisationId: row.organisationId };
    const contact = row === undefined ? { contactPersonId: actor.personId } : facts;
    const at = this.now();
    const [{ salutation }, sender] = await Promise.all([
      addresseeOf(to, facts, this, at),
      senderOf(row?.tenant ?? actor.organisationId, contact, this, at),
    ]);
    return {
      recipientName: salutation,
      sender,
      portal: this.config.api.publicUrl,
    };
  }
}

function partyOf(template: LetterTemplate, asked: LetterParty | undefined): LetterParty {
  const { to } = letterCatalogue[template];
  const [first] = to;
  if (asked !== undefined && to.includes(asked)) return asked;
  if (asked === undefined && to.length === 1 && first !== undefined) return first;
  throw invalid('party', `請指明收文對象，可用的有：${to.join('、')}。`);
}

function invalid(field: string, message: string): Problem {
  const fields: FieldProblem[] = [{ field, message }];
  return new Problem('letterTemplate.invalid', { fields });
}
