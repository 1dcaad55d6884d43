import { Module } from '@nestjs/common';
import { AuditedActs } from '../commands/audited-acts.service';
import { PoliciesController } from './policies.controller';
import { PolicyVersions } from './policy-versions.service';

@Module({
  controllers: [PoliciesController],
  providers: [AuditedActs, PolicyVersions],
})
export class PoliciesModule {}
