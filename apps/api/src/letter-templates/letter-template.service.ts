import { Inject, Injectable } from '@nestjs/common';
import type { wordingBody } from '@xiangaitong/contracts';
import {
  type BusinessNow,
  isLetterTemplate,
  type Actor,
  type Instant,
  type LetterTemplate,
} from '@xiangaitong/domain';
import { problemsOfWording } from '@xiangaitong/letters';
import {
  AuditRepository,
  LetterWordingRepository,
  SHIPPED,
  type LetterWording,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { canonicalJson } from '../commands/canonical-json';
import { commandIdOf } from '../commands/command-identity';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

interface Added {
  readonly wording: LetterWording;
  readonly replayed: boolean;
}

/** The wordings of the actor's own centre, and those that ship. */
@Injectable()
export class LetterTemplateService {
  constructor(
    private readonly wordings: LetterWordingRepository,
    private readonly audit: AuditRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem `resource.notFound` */
  require(name: string): LetterTemplate {
    if (!isLetterTemplate(name)) throw new Problem('resource.notFound');
    return name;
  }

  list(actor: Actor): Promise<readonly LetterWording[]> {
    return this.wordings.list(actor.organisationId);
  }

  /** The centre's own of this number, otherwise the one that ships. @throws Problem `resource.notFound` */
  async version(template: LetterTemplate, version: number, actor: Actor): Promise<LetterWording> {
    const found = (await this.wordings.list(actor.organisationId, template)).filter(
      (wording) => wording.version === version,
    );
    const wording = found.find(({ tenant }) => tenant !== SHIPPED) ?? found[0];
    if (wording === undefined) throw new Problem('resource.notFound');
    return wording;
  }

  inForce(template: LetterTemplate, actor: Actor, at = this.now()): Promise<LetterWording> {
    return this.wordings.inForce(actor.organisationId, template, at);
  }

  /**
   * Adds a version once it is known to fit every letter; the same request again finds it, also when its date has
   * passed meanwhile.
   */
  async add(
    template: LetterTemplate,
    { texts, effectiveAt }: z.output<typeof wordingBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Added> {
    const commandId = commandIdOf(actor, idempotencyKey);
    const tenant = actor.organisationId;
    const at = this.now();
    if (actor.role !== 'centreAdministrator') return this.notAllowed(template, actor, commandId, at);
    const earlier = await this.wordings.addedBy(tenant, commandId);
    if (earlier !== undefined) {
      const same = earlier.template === template && canonicalJson(earlier.texts) === canonicalJson(texts);
      if (!same) throw new Problem('request.idempotencyKeyReused');
      return { wording: earlier, replayed: true };
    }
    const fields = problemsOfWording(template, texts);
    if (fields.length > 0) throw new Problem('letterTemplate.invalid', { fields });
    if (effectiveAt !== undefined && effectiveAt < at) {
      throw new Problem('letterTemplate.effectivePast', {
        fields: [{ field: 'effectiveAt', message: '請訂現在或之後的時點；不填即自現在起生效。' }],
      });
    }
    return this.wordings.add({
      tenant,
      template,
      texts,
      effectiveAt: effectiveAt ?? at,
      at,
      actor,
      commandId,
    });
  }

  private async notAllowed(
    template: LetterTemplate,
    actor: Actor,
    requestId: string,
    at: Instant,
  ): Promise<never> {
    await this.audit.append({
      at,
      actor,
      tenant: actor.organisationId,
      action: 'AddLetterWording',
      outcome: 'refused',
      code: 'actor.notAllowed',
      requestId,
      detail: { template },
    });
    throw new Problem('actor.notAllowed');
  }
}
