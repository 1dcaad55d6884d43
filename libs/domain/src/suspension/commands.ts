import type { PersonId } from '../case/actor';
import type { DeliveryProof, NonArrival } from '../case/delivery';
import type { CivilDate } from '../time/civil-date';
import type { SuspensionDecision } from './decision';

interface SuspensionCommandMap {
  /** Opens the case with what was decided; the decision itself was checked where it was made. */
  DecideSuspension: { readonly decision: SuspensionDecision };
  ApproveSuspension: object;
  RefuseSuspension: { readonly reason: string };
  /** `effectiveDate` is the one that the letter names: a letter of an earlier date says nothing about this one. */
  RecordDelivery: { readonly proof: DeliveryProof; readonly effectiveDate?: CivilDate };
  RecordNonArrival: { readonly why: NonArrival; readonly effectiveDate?: CivilDate };
  /** A new date after one on which the notice had not arrived, or that passed before approval. */
  SetEffectiveDate: { readonly effectiveDate: CivilDate; readonly nonWorkingDayReason?: string };
  /** The actuator has brought the service to the ordered state; `serviceOn` is what really holds now. */
  RecordActuation: { readonly desired: 'off' | 'on'; readonly serviceOn: boolean };
  SubmitCure: { readonly statement: string; readonly fillerPersonId: PersonId };
  AssessCure: { readonly accepted: boolean; readonly remark: string };
  /** The cybersecurity authority confirms that the incident is handled (點13-3). */
  ConfirmRestoration: { readonly reference: string };
  RefuseRestoration: { readonly reason: string };
  Wake: object;
}

export type SuspensionCommandType = keyof SuspensionCommandMap;
export type SuspensionCommandOf<T extends SuspensionCommandType> = {
  readonly type: T;
} & SuspensionCommandMap[T];
/** Everything that can be asked of a suspension. */
export type SuspensionCommand = {
  [T in SuspensionCommandType]: SuspensionCommandOf<T>;
}[SuspensionCommandType];
