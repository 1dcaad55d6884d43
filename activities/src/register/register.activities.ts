import type { RegisterActivities } from '@xiangaitong/contracts';
import type { Lane } from '@xiangaitong/domain';
import { StaleRunError, type RegisterRepository } from '@xiangaitong/persistence';

/** Recording, with a word to the lanes for which letters were written. */
export const createRegisterActivities = (
  register: RegisterRepository,
  poke: (lane: Lane) => void,
): RegisterActivities => ({
  async record(input) {
    try {
      const outcome = await register.record(input);
      for (const effect of input.effects) if (effect.kind === 'letter') poke(effect.lane);
      return outcome;
    } catch (error) {
      if (error instanceof StaleRunError) return { kind: 'stale' };
      throw error;
    }
  },

  loadCase: (kind, caseId) => register.loadCase(kind, caseId),
});
