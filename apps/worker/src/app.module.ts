import { Module } from '@nestjs/common';
import { ActivitiesModule } from './activities.module';
import { CatchUp } from './catch-up.service';
import { InfrastructureModule } from './infrastructure.module';
import { WorkerHost } from './worker-host.service';

/** The worker: workflows, activities, and what they stand on. */
@Module({ imports: [InfrastructureModule, ActivitiesModule], providers: [CatchUp, WorkerHost] })
export class AppModule {}
