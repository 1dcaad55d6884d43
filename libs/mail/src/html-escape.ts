const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is safe to stand in HTML. Only the `markup` tag makes one. */
export class SafeHtml {
  private constructor(private readonly html: string) {}

  /** Joins the literal parts of a template (trusted) and its values (escaped unless safe already). */
  static template(literals: readonly string[], values: readonly HtmlValue[]): SafeHtml {
    return new SafeHtml(literals.map((literal, index) => literal + written(values[index] ?? '')).join(''));
  }

  toString(): string {
    return this.html;
  }
}

/** What may stand in a `markup` template: plain text, which is escaped, or safe HTML. */
export type HtmlValue = string | SafeHtml | readonly SafeHtml[];

/**
 * Template tag: every plain string put in is escaped, so that forgetting to escape is not possible.
 * Not named `html`: prettier would reformat the templates, and with them what is sent.
 */
export function markup(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  return SafeHtml.template(literals, values);
}

/** Plain text with its line breaks kept. */
export function multiline(text: string): SafeHtml[] {
  return text.split('\n').map((line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`));
}

function written(value: HtmlValue): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return value instanceof SafeHtml ? value.toString() : value.map((part) => part.toString()).join('');
}
