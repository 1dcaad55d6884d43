import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { CommandRunner, Option } from 'nest-commander';
import { CONFIG } from '../register.module';
import { askApi, type Asked } from './ask-api';

export const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

/** A command that a person gives; it goes through the API, as that person. */
export abstract class ActingCommand extends CommandRunner {
  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  protected askAt<Answer>(asked: Omit<Asked<Answer>, 'url'>): Promise<Answer> {
    return askApi({ ...asked, url: this.config.api.publicUrl });
  }

  @Option({
    flags: '--as <person:role>',
    description: '操作人員與角色，例如 p-liu:centreAdministrator',
    required: true,
  })
  parseAs(value: string): string {
    return value;
  }
}
