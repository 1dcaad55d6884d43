import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { CommandRunner, Option } from 'nest-commander';
import { askApi, type ApiQuestion } from '../api/ask-api';
import { CONFIG } from '../register.module';

export const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

/** A command that a person gives; it goes through the API, as that person. */
export abstract class ActingCommand extends CommandRunner {
  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  protected ask<T>(question: ApiQuestion<T>): Promise<T> {
    return askApi(this.config.api.publicUrl, question);
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
