import type { Figure, FigureGauge } from '@xiangaitong/observability';
import type { OperatorFigures } from '@xiangaitong/persistence';

/** A gauge made of what the register said last. */
export interface RegisterGauge extends Omit<FigureGauge, 'figures'> {
  readonly of: (figures: OperatorFigures) => readonly Figure[];
}

/** All of them together; 0 of none. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
