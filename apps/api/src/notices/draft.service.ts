import { Inject, Injectable } from '@nestjs/common';
import type { DraftBody } from '@xiangaitong/contracts';
import type { Actor, BusinessNow } from '@xiangaitong/domain';
import { DraftRepository, NoticeRepository, type Draft } from '@xiangaitong/persistence';
import { commandIdOf, derivedId } from '../commands/command-identity';
import { reusedKey } from '../commands/reused-key';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { DraftContent } from './draft-content.service';

/** Drafts of the actor's own centre. */
@Injectable()
export class DraftService {
  constructor(
    private readonly drafts: DraftRepository,
    private readonly notices: NoticeRepository,
    private readonly content: DraftContent,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** The same request again finds the draft that the first one made. */
  async create(
    form: DraftBody,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<{ readonly draft: Draft; readonly replayed: boolean }> {
    const { organisationId: tenant, personId: by } = actor;
    const id = derivedId('', 'draft', tenant, commandIdOf(actor, idempotencyKey));
    const there = await this.drafts.get(tenant, id);
    // Once it has been written on, what it began as is gone: then the key alone tells that it is the same.
    if (there !== undefined && there.version > 1) return { draft: there, replayed: true };
    const content = await this.content.of(form, actor);
    const draft = await this.drafts.create({ tenant, id, at: this.now(), by, content }).catch(reusedKey);
    return { draft, replayed: there !== undefined };
  }

  /** @throws Problem `resource.notFound` */
  async require(id: string, actor: Actor): Promise<Draft> {
    const draft = await this.drafts.get(actor.organisationId, id);
    if (draft === undefined) throw new Problem('resource.notFound');
    return draft;
  }

  /** @throws Problem when somebody else has changed it meanwhile, or it lies before the approver */
  async update(id: string, form: DraftBody & { readonly version: number }, actor: Actor): Promise<Draft> {
    const { organisationId: tenant, personId: by } = actor;
    const draft = await this.require(id, actor);
    if (draft.version !== form.version) throw new Problem('resource.versionConflict');
    const content = await this.content.of(form, actor);
    const { version } = await this.writable(draft, actor);
    return this.drafts.update({ tenant, id, at: this.now(), by, version, content });
  }

  /** A draft that was returned is written on again; one that waits for approval is not. */
  private async writable(draft: Draft, { organisationId: tenant, personId: by }: Actor): Promise<Draft> {
    if (draft.state === 'draft') return draft;
    const notice = await this.notices.get(tenant, draft.id);
    if (notice !== undefined && notice.phase !== 'returned') throw new Problem('notice.alreadySubmitted');
    return this.drafts.reopen({ tenant, id: draft.id, at: this.now(), by });
  }
}
