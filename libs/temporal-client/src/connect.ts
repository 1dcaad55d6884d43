import { Client, Connection } from '@temporalio/client';

/** A client that belongs to the caller, who closes it. */
export interface TemporalClient {
  readonly client: Client;
  close(): Promise<void>;
}

/** @throws when the server does not answer within ten seconds */
export async function connectTemporal(address: string, namespace: string): Promise<TemporalClient> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}
