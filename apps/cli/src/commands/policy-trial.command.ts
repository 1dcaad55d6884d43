import { policyPreviewView, policyWhatIfView } from '@xiangaitong/contracts';
import { Option, SubCommand } from 'nest-commander';
import { z } from 'zod';
import { ActingCommand, print } from '../acting/acting.command';
import { readJson } from '../directory/json-file.parser';
import { linesOfWhatIf } from '../policy/what-if-lines';

interface As {
  readonly as: string;
}

const lineOf = ({ field, message }: { readonly field: string; readonly message: string }): string =>
  `${field}：${message}`;

// What may be in the file is for the API to say, which names every field that is wrong.
const readPolicy = (file: string): Promise<unknown> => readJson(file, z.unknown());

@SubCommand({
  name: 'preview',
  arguments: '<file>',
  description: '以範例案件逐日演示 JSON 檔案的政策內容；不留紀錄',
})
export class PreviewPolicyCommand extends ActingCommand {
  async run(
    [file = '']: string[],
    { as, scenario = 'silence', issuedOn }: As & { scenario?: string; issuedOn?: string },
  ): Promise<void> {
    const body = { policy: await readPolicy(file), scenario, issuedOn };
    const { text } = await this.askAt({
      path: '/policies/preview',
      as,
      body,
      answer: policyPreviewView,
      lineOf,
    });
    print(text);
  }

  @Option({ flags: '--scenario <name>', description: 'silence（無人回應，預設）或 cured（如期改善）' })
  parseScenario(value: string): string {
    return value;
  }

  @Option({ flags: '--issued-on <date>', description: '範例案件的發文日，YYYY-MM-DD；預設今天' })
  parseIssuedOn(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'what-if',
  arguments: '[file]',
  description:
    '試算 JSON 檔案的內容或一個版本（--version）對本中心未結案件的影響：發文、期限、信件、中止的差異；不留紀錄',
})
export class PolicyWhatIfCommand extends ActingCommand {
  async run([file]: string[], { as, version }: As & { version?: string }): Promise<void> {
    const body = {
      ...(file === undefined ? {} : { policy: await readPolicy(file) }),
      ...(version === undefined ? {} : { version: Number(version) }),
    };
    const view = await this.askAt({
      path: '/policies/what-if',
      as,
      body,
      answer: policyWhatIfView,
      lineOf,
    });
    print(linesOfWhatIf(view));
  }

  @Option({ flags: '--version <number>', description: '本中心已提出的版本' })
  parseVersion(value: string): string {
    return value;
  }
}
