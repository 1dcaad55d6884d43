import { Controller } from '@nestjs/common';
import type { wordingView } from '@xiangaitong/contracts';
import { letterCatalogue, letterNames, type LetterTemplate } from '@xiangaitong/domain';
import { variablesOf } from '@xiangaitong/letters';
import { SHIPPED, type LetterWording } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { LetterPreview } from './letter-preview.service';
import { LetterTemplateService } from './letter-template.service';
import * as http from './letter-templates.http';

/** What letters say: read, looked at, and added to. */
@Controller()
export class LetterTemplatesController {
  constructor(
    private readonly templates: LetterTemplateService,
    private readonly preview: LetterPreview,
  ) {}

  @Endpoint(http.listEndpoint)
  async list({ actor }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const wordings = await this.templates.list(actor);
    const names = Object.keys(letterCatalogue).map((name) => this.templates.require(name));
    const entries = names.map(async (template) => ({
      template,
      name: letterNames[template],
      to: [...letterCatalogue[template].to],
      hasItems: letterCatalogue[template].facts.includes('items'),
      variables: [...variablesOf(template)],
      inForce: (await this.templates.inForce(template, actor)).version,
      versions: wordings.filter((wording) => wording.template === template).map(summaryOf),
    }));
    return { status: 200, body: { entries: await Promise.all(entries) } };
  }

  @Endpoint(http.versionEndpoint)
  async version({
    params,
    actor,
  }: CallOf<typeof http.versionEndpoint>): Promise<AnswerOf<typeof http.versionEndpoint>> {
    const template = this.templates.require(params.template);
    return { status: 200, body: viewWording(await this.templates.version(template, params.version, actor)) };
  }

  @Endpoint(http.previewEndpoint)
  async look({
    params,
    body,
    actor,
  }: CallOf<typeof http.previewEndpoint>): Promise<AnswerOf<typeof http.previewEndpoint>> {
    const template: LetterTemplate = this.templates.require(params.template);
    return { status: 200, body: await this.preview.of(template, body, actor) };
  }

  @Endpoint(http.addEndpoint)
  async add({
    params,
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.addEndpoint>): Promise<AnswerOf<typeof http.addEndpoint>> {
    const template = this.templates.require(params.template);
    const { wording, replayed } = await this.templates.add(template, body, actor, idempotencyKey);
    if (replayed)
      return { status: 200, body: viewWording(wording), headers: { 'Idempotent-Replay': 'true' } };
    const Location = `/api/v1/letter-templates/${template}/versions/${wording.version}`;
    return { status: 201, body: viewWording(wording), headers: { Location } };
  }
}

const summaryOf = ({ version, tenant, effectiveAt, addedBy }: LetterWording) => ({
  version,
  shipped: tenant === SHIPPED,
  effectiveAt,
  addedBy: addedBy ?? undefined,
});

const viewWording = (wording: LetterWording): z.output<typeof wordingView> => {
  const { respondent, bureau, authority } = wording.texts;
  const text = (of: typeof respondent) => of && { subject: of.subject, body: [...of.body] };
  return {
    ...summaryOf(wording),
    template: wording.template,
    texts: { respondent: text(respondent), bureau: text(bureau), authority: text(authority) },
  };
};
