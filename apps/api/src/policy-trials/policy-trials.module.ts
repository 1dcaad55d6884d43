import { Module } from '@nestjs/common';
import { PolicyPreview } from './policy-preview.service';
import { PolicyTrialsController } from './policy-trials.controller';
import { PolicyWhatIf } from './policy-what-if.service';

@Module({
  controllers: [PolicyTrialsController],
  providers: [PolicyPreview, PolicyWhatIf],
})
export class PolicyTrialsModule {}
