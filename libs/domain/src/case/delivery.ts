import type { CivilDate } from '../time/civil-date';

/** How a written notice is known to have reached its recipient. An SMTP 250 is neither. */
export type DeliveryProof =
  | {
      /** The recipient's own acknowledgement. */
      readonly kind: 'delivered';
      readonly source: 'link' | 'returnReceipt' | 'reply' | 'telephone';
    }
  | {
      /** 送達: recorded by an officer, with the day and its proof. */
      readonly kind: 'served';
      readonly date: CivilDate;
      readonly proof: string;
    };

/** Why a letter is not known to have arrived; `unknown`: a server took it, and nobody has said that it has it. */
export type NonArrival = 'bounced' | 'unknown' | 'ambiguous';

/** What a case that waits for a letter hears; `notSent`: no server took it, however often it was tried. */
export type HeardNonArrival = NonArrival | 'notSent';
