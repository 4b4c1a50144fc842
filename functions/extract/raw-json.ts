/**
 * Takes JSON apart without interpreting it: every value is given as the text it was written in. `JSON.parse` would turn
 * integers beyond 2^53, which many systems use as ids, into other integers, and nobody would notice.
 */

/** The members of an object, by name. @throws SyntaxError if the text is not an object or ends early */
export function members(json: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = opened(json, "{");
  if (json[at] === "}") return found;
  for (;;) {
    const nameEnd = endOfString(json, at);
    const name: string = JSON.parse(json.slice(at, nameEnd));
    const start = past(json, nameEnd, ":");
    const end = endOfValue(json, start);
    found.set(name, json.slice(start, end));
    const next = afterBlanks(json, end);
    if (json[next] === "}") return found;
    at = past(json, next, ",");
  }
}

/** The items of an array. @throws SyntaxError if the text is not an array or ends early */
export function items(json: string): readonly string[] {
  const found: string[] = [];
  let at = opened(json, "[");
  if (json[at] === "]") return found;
  for (;;) {
    const end = endOfValue(json, at);
    found.push(json.slice(at, end));
    const next = afterBlanks(json, end);
    if (json[next] === "]") return found;
    at = past(json, next, ",");
  }
}

/** The value on one line. A line break within JSON text can only be white space: in a string it would be escaped. */
export function onOneLine(json: string): string {
  return json.replace(/[\r\n]+/g, " ");
}

function endOfValue(json: string, start: number): number {
  const first = json[start];
  if (first === '"') return endOfString(json, start);
  if (first === "{" || first === "[") return endOfNested(json, start);
  const end = search(/[,\]}\s]/g, json, start);
  if (end === start || first === undefined) throw malformed(start);
  return end === -1 ? json.length : end;
}

function endOfNested(json: string, start: number): number {
  let depth = 0;
  for (let at = start; ; ) {
    const next = search(/["[\]{}]/g, json, at);
    if (next === -1) throw malformed(json.length);
    if (json[next] === '"') {
      at = endOfString(json, next);
      continue;
    }
    depth += json[next] === "{" || json[next] === "[" ? 1 : -1;
    at = next + 1;
    if (depth === 0) return at;
  }
}

function endOfString(json: string, start: number): number {
  if (json[start] !== '"') throw malformed(start);
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  throw malformed(json.length);
}

/** Index of the first value or of the closing bracket. */
function opened(json: string, bracket: "{" | "["): number {
  return past(json, afterBlanks(json, 0), bracket);
}

function past(json: string, at: number, expected: string): number {
  const position = afterBlanks(json, at);
  if (json[position] !== expected) throw malformed(position);
  return afterBlanks(json, position + 1);
}

function afterBlanks(json: string, at: number): number {
  const next = search(/\S/g, json, at);
  return next === -1 ? json.length : next;
}

function search(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

/** The text itself is left out: it holds documents. */
function malformed(position: number): SyntaxError {
  return new SyntaxError(`the answer is not the JSON it should be, at character ${position}`);
}
