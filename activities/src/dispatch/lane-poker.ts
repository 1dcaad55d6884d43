import type { Client } from '@temporalio/client';
import { dispatchWorkflowId, lanes, pokeSignal } from '@xiangaitong/contracts';
import type { Lane } from '@xiangaitong/domain';

/** How long pokes are gathered into one, milliseconds: a storm of letters must not become one of signals. */
const GATHER_MS = 50;

/**
 * Tells a lane that letters wait. Best effort by design: a lane that hears nothing looks by itself, so a
 * lost poke costs time and never a letter.
 */
export class LanePoker {
  private readonly timers = new Map<Lane, NodeJS.Timeout>();

  /** @param onLost told of every poke that did not get through */
  constructor(
    private readonly client: Client,
    private readonly onLost: (lane: Lane, error: unknown) => void,
  ) {}

  poke(lane: Lane): void {
    if (this.timers.has(lane)) return;
    this.timers.set(
      lane,
      setTimeout(() => {
        this.timers.delete(lane);
        this.client.workflow
          .getHandle(dispatchWorkflowId(lane))
          .signal(pokeSignal)
          .catch((error: unknown) => this.onLost(lane, error));
      }, GATHER_MS),
    );
  }

  /** Drops what is being gathered; the lanes' own look makes up for it. */
  close(): void {
    for (const lane of lanes) clearTimeout(this.timers.get(lane));
    this.timers.clear();
  }
}
