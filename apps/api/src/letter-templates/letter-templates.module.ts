import { Module } from '@nestjs/common';
import { DispatchesModule } from '../dispatches/dispatches.module';
import { LetterPreview } from './letter-preview.service';
import { LetterTemplateService } from './letter-template.service';
import { LetterTemplatesController } from './letter-templates.controller';

@Module({
  imports: [DispatchesModule],
  controllers: [LetterTemplatesController],
  providers: [LetterPreview, LetterTemplateService],
})
export class LetterTemplatesModule {}
