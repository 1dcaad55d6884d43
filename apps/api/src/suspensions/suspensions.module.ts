import { Module } from '@nestjs/common';
import { DispatchesModule } from '../dispatches/dispatches.module';
import { SuspensionQueriesController } from './suspension-queries.controller';
import { SuspensionOpeningController } from './suspension-opening.controller';
import { SuspensionOpening } from './suspension-opening.service';
import { SuspensionsController } from './suspensions.controller';

@Module({
  imports: [DispatchesModule],
  controllers: [SuspensionQueriesController, SuspensionOpeningController, SuspensionsController],
  providers: [SuspensionOpening],
})
export class SuspensionsModule {}
