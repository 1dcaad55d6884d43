import type { DataSource } from 'typeorm';

/** Connections of a pool at this moment. */
export interface DatabasePoolUse {
  readonly inUse: number;
  readonly free: number;
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number;
}

/** What mysql2's pool keeps for itself; it has no public way to ask. Queues of its own, with a length. */
interface PoolInsides {
  readonly _allConnections?: { readonly length: number };
  readonly _freeConnections?: { readonly length: number };
  readonly _connectionQueue?: { readonly length: number };
}

/** How the pool of a data source is used; zeros before it is initialised. Costs nothing: no statement is sent. */
export function poolUse(dataSource: DataSource): DatabasePoolUse {
  const { pool } = dataSource.driver as { readonly pool?: PoolInsides };
  const all = pool?._allConnections?.length ?? 0;
  const free = pool?._freeConnections?.length ?? 0;
  return { inUse: all - free, free, waiting: pool?._connectionQueue?.length ?? 0 };
}
