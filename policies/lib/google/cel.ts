/**
 * The part of CEL that attribute conditions need: `==`, `!=`, `in`, `startsWith`, `&&`, `||` and brackets. What is not
 * understood limits nothing, so a condition can only be judged weaker than it is.
 */
export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  /** The attribute is one of the values. */
  | { readonly kind: "oneOf"; readonly attribute: string; readonly values: readonly string[] }
  /** Something that says nothing of use, such as `!=` or a beginning. */
  | { readonly kind: "other" };

const OTHER: Expression = { kind: "other" };
const TOKEN = /\s*(&&|\|\||==|!=|[()[\],]|'[^'\\]*'|"[^"\\]*"|[A-Za-z_][\w.]*)/y;

/** Reads a condition; undefined where it is none of this. */
export function parseCel(source: string): Expression | undefined {
  const tokens = tokensOf(source);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  const expression = reader.either();
  return reader.atEnd ? expression : undefined;
}

/** The values an attribute can have where the condition holds; undefined where it leaves that open. */
export function admitted(expression: Expression, attribute: string): ReadonlySet<string> | undefined {
  if (expression.kind === "oneOf") return expression.attribute === attribute ? new Set(expression.values) : undefined;
  if (expression.kind === "other") return undefined;
  const parts = expression.parts.map((part) => admitted(part, attribute));
  const known = parts.filter((part) => part !== undefined);
  if (expression.kind === "or")
    return known.length < parts.length ? undefined : new Set(known.flatMap((part) => [...part]));
  const [first, ...others] = known;
  return first && new Set([...first].filter((value) => others.every((other) => other.has(value))));
}

function tokensOf(source: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

class Reader {
  private next = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get atEnd(): boolean {
    return this.next === this.tokens.length;
  }

  either(): Expression {
    return this.chain("||", "or", () => this.both());
  }

  private both(): Expression {
    return this.chain("&&", "and", () => this.comparison());
  }

  private chain(sign: string, kind: "and" | "or", part: () => Expression): Expression {
    const first = part();
    const parts = [first];
    while (this.take(sign)) parts.push(part());
    return parts.length === 1 ? first : { kind, parts };
  }

  private comparison(): Expression {
    if (this.take("(")) {
      const inner = this.either();
      return this.take(")") ? inner : OTHER;
    }
    const attribute = this.tokens[this.next++] ?? "";
    if (this.take("==")) return this.oneOf(attribute, [this.text()]);
    if (this.take("in") && this.take("[")) {
      const values = [this.text()];
      while (this.take(",")) values.push(this.text());
      return this.take("]") ? this.oneOf(attribute, values) : OTHER;
    }
    if (this.take("!=") || this.take("(")) this.text();
    this.take(")");
    return OTHER;
  }

  private oneOf(attribute: string, values: readonly (string | undefined)[]): Expression {
    const known = values.filter((value) => value !== undefined);
    return known.length === values.length ? { kind: "oneOf", attribute, values: known } : OTHER;
  }

  private text(): string | undefined {
    const token = this.tokens[this.next++];
    return token !== undefined && /^['"]/.test(token) ? token.slice(1, -1) : undefined;
  }

  private take(token: string): boolean {
    if (this.tokens[this.next] !== token) return false;
    this.next++;
    return true;
  }
}
