import { Module } from '@nestjs/common';
import { ActivitiesModule } from './activities.module';
import { InfrastructureModule } from './infrastructure.module';
import { WorkerHost } from './worker-host.service';

/** The worker: workflows, activities, and what they stand on. */
@Module({ imports: [InfrastructureModule, ActivitiesModule], providers: [WorkerHost] })
export class AppModule {}
