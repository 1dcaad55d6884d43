import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { TemporalClient } from '@xiangaitong/temporal-client';

/** The connection to the engine; closed when the last request has been answered. */
@Injectable()
export class TemporalConnection implements OnApplicationShutdown {
  constructor(private readonly connected: TemporalClient) {}

  get client(): Client {
    return this.connected.client;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connected.close();
  }
}
