import type { Policy } from '@xiangaitong/domain';
import type { PolicyRow } from '../entities/directory.entity';

export const parsePolicy = (row: PolicyRow): Policy => row.json as Policy;
