import { Module, type DynamicModule } from '@nestjs/common';
import { ActivitiesModule } from './activities.module';
import { CatchUp } from './catch-up.service';
import { InfrastructureModule, type Foundations } from './infrastructure.module';
import { WorkerMetrics } from './metrics/worker-metrics.service';
import { WorkerHost } from './worker-host.service';

/** The worker: workflows, activities, and what they stand on. */
@Module({})
export class AppModule {
  static with(foundations: Foundations): DynamicModule {
    return {
      module: AppModule,
      imports: [InfrastructureModule.over(foundations), ActivitiesModule],
      providers: [WorkerMetrics, CatchUp, WorkerHost],
    };
  }
}
