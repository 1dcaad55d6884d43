import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { QueuePollers } from './queue-pollers.service';
import { ReadinessService } from './readiness.service';

@Module({
  controllers: [HealthController],
  providers: [ReadinessService, QueuePollers],
  exports: [QueuePollers],
})
export class HealthModule {}
