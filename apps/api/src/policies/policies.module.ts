import { Module } from '@nestjs/common';
import { PoliciesController } from './policies.controller';
import { PolicyVersions } from './policy-versions.service';

@Module({
  controllers: [PoliciesController],
  providers: [PolicyVersions],
})
export class PoliciesModule {}
