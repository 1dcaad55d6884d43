import { ApplicationFailure } from '@temporalio/workflow';
import type { DomainError } from '@xiangaitong/domain';
import { refusalFailureType } from '@xiangaitong/contracts/workflow';

/** As which a caller hears of a refusal; `seq` says how much the run that refused knew. */
export const refusalFailure = (error: DomainError, seq: number): ApplicationFailure =>
  ApplicationFailure.create({
    type: refusalFailureType,
    message: error.code,
    details: [error, seq],
    nonRetryable: true,
  });
