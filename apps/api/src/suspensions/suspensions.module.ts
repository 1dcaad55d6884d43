import { Module } from '@nestjs/common';
import { SuspensionQueriesController } from './suspension-queries.controller';
import { SuspensionOpeningController } from './suspension-opening.controller';
import { SuspensionOpening } from './suspension-opening.service';
import { SuspensionsController } from './suspensions.controller';

@Module({
  controllers: [SuspensionQueriesController, SuspensionOpeningController, SuspensionsController],
  providers: [SuspensionOpening],
})
export class SuspensionsModule {}
