import { Connection, isGrpcServiceError, type Client } from '@temporalio/client';
import { caseStateAttribute, tenantAttribute } from '@xiangaitong/contracts';
import { isPolled, WORKFLOW_TASKS } from './queue-pollers';

const GRPC_NOT_FOUND = 5;

/** What the engine lacks before cases can run in it. */
export type EngineLack =
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'searchAttributes'; readonly names: readonly string[] }
  /** Task queues that no worker polls: what is started there stands still. */
  | { readonly kind: 'workers'; readonly queues: readonly string[] };

/**
 * Looks whether the engine is set up: it is not, after its data was deleted, where nobody has made namespace and search
 * attributes again.
 * @param queues those on which the cases are that somebody wants to look at or to start
 * @throws when it cannot be reached
 */
export async function lackOfEngine(
  client: Client,
  queues: readonly string[],
): Promise<EngineLack | undefined> {
  const { namespace } = client.options;
  try {
    await client.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === GRPC_NOT_FOUND)
      return { kind: 'namespace', name: namespace };
    throw error;
  }
  const { connection } = client;
  if (connection instanceof Connection) {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const names = [caseStateAttribute, tenantAttribute]
      .map(({ name }) => name)
      .filter((name) => !(name in (customAttributes ?? {})));
    if (names.length > 0) return { kind: 'searchAttributes', names };
  }
  const polled = await Promise.all(queues.map((queue) => isPolled(client, queue, WORKFLOW_TASKS)));
  const unpolled = queues.filter((_, index) => polled[index] !== true);
  return unpolled.length === 0 ? undefined : { kind: 'workers', queues: unpolled };
}
