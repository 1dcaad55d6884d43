import { VersionConflictError } from '@xiangaitong/persistence';
import { Problem } from '../http/problem';

/**
 * For `catch` around what is entered under an id made of the key: the register has something else under that id.
 * @throws Problem `request.idempotencyKeyReused`; any other error as it came
 */
export function reusedKey(error: unknown): never {
  if (error instanceof VersionConflictError)
    throw new Problem('request.idempotencyKeyReused', { cause: error });
  throw error;
}
