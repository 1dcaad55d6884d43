import { Injectable } from '@nestjs/common';
import type { Actor, CaseKind } from '@xiangaitong/domain';
import { RegisterRepository, type CaseScope, type Page } from '@xiangaitong/persistence';
import { audienceOf, type Audience, type CaseRow } from './audience';
import { CaseAccess } from './case-access.service';
import { ListScope, type CasesAsked } from './list-scope.service';
import { PartyViews, type PartyView } from './party-views.service';
import { viewTimeline } from './timeline-view';

/** What one kind of case has of its own. */
export interface KindOfCase<Row extends CaseRow, View> {
  readonly kind: CaseKind;
  readonly find: (id: string) => Promise<Row | undefined>;
  readonly view: (row: Row, parties: PartyView, audience: Audience) => View;
}

interface OneCase {
  readonly params: { readonly id: string };
  readonly actor: Actor;
  readonly about: (caseId: string) => void;
}

/** What people look up about cases, of either kind. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly parties: PartyViews,
    private readonly register: RegisterRepository,
    private readonly access: CaseAccess,
    private readonly scope: ListScope,
  ) {}

  /**
   * @param read reads the page, within the scopes of what the actor may see
   * @throws Problem as `ListScope.casesOf`
   */
  async list<Row extends CaseRow, View>(
    of: KindOfCase<Row, View>,
    asked: CasesAsked,
    actor: Actor,
    read: (scopes: readonly CaseScope[]) => Promise<Page<Row>>,
  ) {
    const { items, next } = await read(await this.scope.casesOf(of.kind, actor, asked));
    const partiesOf = await this.parties.of(items);
    // A successor, and of another's case a centre, see in their lists what the respondent does, as `CaseAccess` has it.
    const entries = items.map((row) => of.view(row, partiesOf(row), audienceOf(row, actor) ?? 'respondent'));
    return { status: 200 as const, body: { entries, next } };
  }

  /** @throws Problem `resource.notFound` */
  async get<Row extends CaseRow, View>(of: KindOfCase<Row, View>, { params, actor, about }: OneCase) {
    about(params.id);
    const { row, audience } = await this.access.readable(await of.find(params.id), actor);
    const partiesOf = await this.parties.of([row]);
    return { status: 200 as const, body: of.view(row, partiesOf(row), audience) };
  }

  /** @throws Problem `resource.notFound` */
  async timeline<Row extends CaseRow, View>(of: KindOfCase<Row, View>, { params, actor, about }: OneCase) {
    about(params.id);
    const { audience } = await this.access.readable(await of.find(params.id), actor);
    const events = await this.register.timeline(of.kind, params.id);
    return { status: 200 as const, body: viewTimeline(of.kind, events, audience, actor.organisationId) };
  }
}
