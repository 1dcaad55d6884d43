import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ActorDirectory } from './actor-directory.service';
import { EndpointExplorer } from './endpoint-explorer.service';

/** What every endpoint needs: who asks, and that it is documented. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [ActorDirectory, EndpointExplorer],
  exports: [ActorDirectory, EndpointExplorer],
})
export class HttpModule {}
