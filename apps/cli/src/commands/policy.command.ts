import { policyVersionsView, policyVersionView } from '@xiangaitong/contracts';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { z } from 'zod';
import { ActingCommand, print } from '../acting/acting.command';
import { readJson } from '../directory/json-file.parser';
import { linesOfPolicy, linesOfSummary } from '../policy/policy-lines';
import { PolicyWhatIfCommand, PreviewPolicyCommand } from './policy-trial.command';

interface As {
  readonly as: string;
}

@SubCommand({ name: 'list', description: '列出本中心的各版本，新的在前' })
export class ListPoliciesCommand extends ActingCommand {
  async run(_: string[], { as }: As): Promise<void> {
    const { entries } = await this.askAt({ path: '/policies', as, answer: policyVersionsView });
    print(entries.flatMap(linesOfSummary));
  }
}

@SubCommand({ name: 'show', arguments: '<version>', description: '一個版本的內容，及與所接續版本的差異' })
export class ShowPolicyCommand extends ActingCommand {
  async run([version = '']: string[], { as, json = false }: As & { json?: boolean }): Promise<void> {
    const path = `/policies/${encodeURIComponent(version)}`;
    const view = await this.askAt({ path, as, answer: policyVersionView });
    print(json ? [JSON.stringify(view.policy, null, 2)] : linesOfPolicy(view));
  }

  @Option({ flags: '--json', description: '只印出內容，存成檔案修改後可供 propose 使用' })
  parseJson(): boolean {
    return true;
  }
}

/** What a person does with a policy. */
abstract class PolicyActCommand extends ActingCommand {
  protected async ask(path: string, as: string, body: object): Promise<void> {
    const view = await this.askAt({
      path: `/policies${path}`,
      as,
      body,
      answer: policyVersionView,
      lineOf: ({ field, message }) => `${field}：${message}`,
    });
    print(linesOfPolicy(view));
  }
}

@SubCommand({
  name: 'propose',
  arguments: '<file>',
  description: '以 JSON 檔案的內容提出新版本，並列出差異；由第二人核准，自生效日起生效',
})
export class ProposePolicyCommand extends PolicyActCommand {
  async run(
    [file = '']: string[],
    { as, from, reason }: As & { from: string; reason: string },
  ): Promise<void> {
    // What may be in it is for the API to say, which names every field that is wrong.
    const policy = await readJson(file, z.unknown());
    await this.ask('', as, { policy, effectiveDate: from, reason });
  }

  @Option({ flags: '--from <date>', description: '生效日，YYYY-MM-DD，今天或之後', required: true })
  parseFrom(value: string): string {
    return value;
  }

  @Option({ flags: '--reason <text>', description: '變更的理由', required: true })
  parseReason(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'approve',
  arguments: '<version>',
  description: '由第二人核准一個版本，最遲於生效日當日',
})
export class ApprovePolicyCommand extends PolicyActCommand {
  async run([version = '']: string[], { as }: As): Promise<void> {
    await this.ask(`/${encodeURIComponent(version)}/approval`, as, {});
  }
}

@SubCommand({ name: 'refuse', arguments: '<version>', description: '由第二人退回一個版本' })
export class RefusePolicyCommand extends PolicyActCommand {
  async run([version = '']: string[], { as, reason }: As & { reason: string }): Promise<void> {
    await this.ask(`/${encodeURIComponent(version)}/refusal`, as, { reason });
  }

  @Option({ flags: '--reason <text>', description: '退回理由', required: true })
  parseReason(value: string): string {
    return value;
  }
}

/** The command `policy`, and all that belong to it. */
@Command({
  name: 'policy',
  description: '處理政策的版本',
  subCommands: [
    ListPoliciesCommand,
    ShowPolicyCommand,
    ProposePolicyCommand,
    ApprovePolicyCommand,
    RefusePolicyCommand,
    PreviewPolicyCommand,
    PolicyWhatIfCommand,
  ],
})
export class PolicyCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.outputHelp();
  }
}
