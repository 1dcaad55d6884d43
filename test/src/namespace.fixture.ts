import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { waitUntil } from '@xiangaitong/testing';

const { INDEXED_VALUE_TYPE_KEYWORD, INDEXED_VALUE_TYPE_DATETIME, INDEXED_VALUE_TYPE_INT } =
  temporal.api.enums.v1.IndexedValueType;

/** As infra/local/temporal-server.mjs registers them. */
const searchAttributes = {
  CaseState: INDEXED_VALUE_TYPE_KEYWORD,
  Tenant: INDEXED_VALUE_TYPE_KEYWORD,
  NextWake: INDEXED_VALUE_TYPE_DATETIME,
  CaseRound: INDEXED_VALUE_TYPE_INT,
};

/** A Temporal namespace of a test's own, on the server of `address`. */
export interface TestNamespace {
  readonly name: string;
  readonly client: Client;
  /** Ends the connection. The namespace stays with its server, which a test run throws away. */
  close(): Promise<void>;
}

export async function createTestNamespace(address: string): Promise<TestNamespace> {
  const connection = await Connection.connect({ address });
  const name = `xgt-test-${randomUUID().slice(0, 12)}`;
  await connection.workflowService.registerNamespace({
    namespace: name,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  const options = { timeoutMs: 60_000, what: 'the new namespace to be usable' };
  // Each part of the server learns of it in its own time.
  await waitUntil(async () => {
    await connection.operatorService.addSearchAttributes({ namespace: name, searchAttributes });
    return true;
  }, options);
  const client = new Client({ connection, namespace: name });
  await waitUntil(() => takesSearchAttributes(client), options);
  return { name, client, close: () => connection.close() };
}

/** A workflow that nobody works on, with the attributes set: what the server refuses until it knows them. */
async function takesSearchAttributes(client: Client): Promise<boolean> {
  const probe = await client.workflow.start('probe', {
    workflowId: 'probe',
    taskQueue: 'nobody',
    workflowIdConflictPolicy: 'USE_EXISTING',
    typedSearchAttributes: [
      { key: defineSearchAttributeKey('CaseState', SearchAttributeType.KEYWORD), value: 'probe' },
      { key: defineSearchAttributeKey('Tenant', SearchAttributeType.KEYWORD), value: 'probe' },
      { key: defineSearchAttributeKey('NextWake', SearchAttributeType.DATETIME), value: new Date(0) },
      { key: defineSearchAttributeKey('CaseRound', SearchAttributeType.INT), value: 1 },
    ],
  });
  await probe.terminate('the namespace is usable');
  return true;
}
