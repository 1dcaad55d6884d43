import { Liquid, LiquidError, type Template } from 'liquidjs';

/** What a text may use beside the facts: conditions. There are no loops, no filters, and nothing that reads a file. */
const TAGS: readonly string[] = ['if', 'unless', 'case'];

/** The engine's own count of what it builds: a range such as `(1..100000000)` would fill the memory. */
const MEMORY_LIMIT = 100_000;

/** A text cannot be read or filled in; `message` is in Chinese and says what to mend. */
export class TemplateTextError extends Error {
  readonly code = 'letter.templateText';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TemplateTextError';
  }
}

/**
 * Liquid, with all taken away that letters do not need. What is filled in stays plain text: the layout escapes the
 * whole letter (`libs/mail`), so nothing is escaped here.
 */
const language = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // `{% if remark %}` asks whether there is one; in an output a missing fact is still an error.
  lenientIf: true,
  // An empty text is as good as none.
  jsTruthy: true,
  memoryLimit: MEMORY_LIMIT,
  // No file is ever looked for, should a tag that does come back.
  templates: {},
});
for (const tag of Object.keys(language.tags)) if (!TAGS.includes(tag)) delete language.tags[tag];
for (const filter of Object.keys(language.filters)) delete language.filters[filter];

/** The facts that a text uses, as it writes them. @throws TemplateTextError when it cannot be read */
export function namesIn(text: string): readonly string[] {
  const parsed = read(text);
  return readable(() => language.globalFullVariablesSync(parsed));
}

/** The text with the facts put in. @throws TemplateTextError when it cannot be read, or uses a fact that is missing */
export function fill(text: string, facts: Readonly<Record<string, string>>): string {
  const parsed = read(text);
  return readable(() => String(language.renderSync(parsed, facts)));
}

const read = (text: string): Template[] => readable(() => language.parse(text));

function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw new TemplateTextError(inChinese(error), { cause: error });
  }
}

function inChinese(error: LiquidError): string {
  const { message } = error;
  const [, tag] = /^tag "([^"]*)" not found/.exec(message) ?? [];
  if (tag !== undefined) return `不能使用 {% ${tag} %}，只能使用 ${TAGS.join('、')}。`;
  const [, filter] = /^undefined filter: ([^,]*)/.exec(message) ?? [];
  if (filter !== undefined) return `不能使用「| ${filter}」，範本不提供任何過濾器。`;
  const [, name] = /^undefined variable: ([^,]*)/.exec(message) ?? [];
  if (name !== undefined) return `「${name}」不是每封信都有，請以 {% if ${name} %}…{% endif %} 包住。`;
  return `語法有誤（${message}），請檢查 {{ }} 與 {% %} 是否成對。`;
}
