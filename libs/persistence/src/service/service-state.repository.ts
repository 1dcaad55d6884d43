import type { DataSource, EntityManager } from 'typeorm';
import type { OrganisationId, SuspensionEvent } from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { SuspensionEntity } from '../entities/case.entity';
import { ServiceStateEntity, type ServiceStateRow } from '../entities/service-state.entity';
import { EventEntity } from '../entities/stream.entity';
import { UnconfirmedRestorationError, UnorderedSuspensionError } from '../errors';
import { isDissolved } from './dissolution';
import { holding } from './holding';
import { lockState, setState, untouched } from './service-state';

/** What takes a confirmation's force away: the authority's refusal or withdrawal, or an execution after it. */
const withdrawing: readonly SuspensionEvent['type'][] = [
  'RestorationRefused',
  'ConfirmationWithdrawn',
  'SuspensionExecutionOrdered',
  'EmergencySuspensionOrdered',
];

type Standing = 'unordered' | 'ordered' | 'confirmed';

/** The exchange service that each organisation is to have (點5-3-5). */
export class ServiceStateRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Brings the desired state to what the organisation's suspensions call for.
   *
   * - `off`: off, if the suspension's execution has been ordered. An order that comes late, after the
   *   authority has confirmed the restoration, changes nothing.
   * - `on`: on, if the authority's confirmation stands in the suspension's events, no other suspension
   *   of the organisation holds it off, and the organisation is not dissolved (裁撤: approved in a case,
   *   or status `D` in the address book).
   *
   * The organisation's row is locked first, so that two of these follow one another. Recordings take
   * no part in that lock and need not: each `on` comes after its own suspension's restoration was
   * ordered in the record, so the last of them sees every other one's; an execution ordered meanwhile is followed
   * by its own `off`.
   *
   * @returns whether the service is to be on now
   * @throws UnconfirmedRestorationError, UnorderedSuspensionError; nothing has changed
   */
  async apply(
    organisationId: OrganisationId,
    desired: 'on' | 'off',
    suspensionId: string,
  ): Promise<{ readonly serviceOn: boolean }> {
    return inTransaction(this.dataSource, async (manager) => {
      const state = await lockState(manager, organisationId);
      const standing = await standingOf(manager, organisationId, suspensionId);
      if (desired === 'on' && standing !== 'confirmed') throw new UnconfirmedRestorationError(suspensionId);
      if (desired === 'off' && standing === 'unordered') throw new UnorderedSuspensionError(suspensionId);
      if (desired === 'off' && standing === 'confirmed') return { serviceOn: state.desired === 'on' };
      const next = desired === 'on' && (await mayBeOn(manager, organisationId, suspensionId)) ? 'on' : 'off';
      if (next !== state.desired) await setState(manager, organisationId, next, suspensionId);
      return { serviceOn: next === 'on' };
    });
  }

  /** The desired state; on for an organisation that was never suspended. */
  async get(organisationId: OrganisationId): Promise<ServiceStateRow> {
    const row = await this.dataSource.manager.findOneBy(ServiceStateEntity, { organisationId });
    return row ?? untouched(organisationId);
  }

  /** 裁撤: its service never comes back. */
  isDissolved(organisationId: OrganisationId): Promise<boolean> {
    return isDissolved(this.dataSource.manager, organisationId);
  }
}

/** What the suspension's own events say; a suspension of another organisation says nothing. */
async function standingOf(
  manager: EntityManager,
  organisationId: OrganisationId,
  suspensionId: string,
): Promise<Standing> {
  const own = await manager.existsBy(SuspensionEntity, { id: suspensionId, respondentId: organisationId });
  if (!own) return 'unordered';
  const confirming: SuspensionEvent['type'] = 'RestorationConfirmed';
  const last = await manager
    .createQueryBuilder(EventEntity, 'r')
    .where('r.streamKind = :kind AND r.streamId = :suspensionId AND r.type IN (:...types)', {
      kind: 'suspension',
      suspensionId,
      types: [confirming, ...withdrawing],
    })
    .orderBy('r.seq', 'DESC')
    .limit(1)
    .getOne();
  if (last === null) return 'unordered';
  return last.type === confirming ? 'confirmed' : 'ordered';
}

async function mayBeOn(
  manager: EntityManager,
  organisationId: OrganisationId,
  suspensionId: string,
): Promise<boolean> {
  if (await isDissolved(manager, organisationId)) return false;
  const others = await manager
    .createQueryBuilder(SuspensionEntity, 'r')
    .where('r.respondentId = :organisationId AND r.inForce = TRUE AND r.id <> :suspensionId', {
      organisationId,
      suspensionId,
    })
    .andWhere('r.phase IN (:...holding)', { holding })
    .getCount();
  return others === 0;
}
