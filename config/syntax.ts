import { type Document, isScalar, type LineCounter, visit, type YAMLError } from "yaml";

const OPEN = "a quote or bracket opened above is not closed";
const INDENTED = 'here or just below a line is indented unlike its neighbours, or a text with ": " lacks quotes';
const NO_PAIR = 'a line is neither "key: value" nor an item of a list';

/** Codes of the parser that stand for two mistakes, told apart by its words. */
const BY_WORDS: readonly (readonly [words: RegExp, cause: string])[] = [
  [/^All mapping items must start at the same column/, INDENTED],
  [/^Implicit map keys need to be followed by map values/, NO_PAIR],
];

/** What a mistake in the syntax comes from most often, in words of the file. The parser's own words are about its grammar. */
const CAUSES: Partial<Record<YAMLError["code"], string>> = {
  BAD_INDENT: OPEN,
  BAD_SCALAR_START: "a text that begins with a special character needs quotes",
  BLOCK_AS_IMPLICIT_KEY: INDENTED,
  MISSING_CHAR: OPEN,
  MULTILINE_IMPLICIT_KEY: NO_PAIR,
  MULTIPLE_DOCS: "a stack file is one document; remove the line --- and what follows it",
  TAB_AS_INDENT: "the line is indented by a tab; use blanks",
  TAG_RESOLVE_FAILED: "a tag (!name) has no meaning here; remove it",
  UNEXPECTED_TOKEN: "a quote, bracket or comma is missing or too many, or the line is indented unlike its neighbours",
};

/** Characters that look like those of YAML and are ordinary text to it. */
const LOOKALIKES = /[：，［］｛｝＃＊“”‘’\u3000]/u;

/** Document, map, pair "config", map, pair: what stands around a value of the first level. */
const FIRST_LEVEL = 5;

/** The first mistake in the syntax of a file, as `:<line>: <what to do>`; `undefined` when there is none. */
export function syntaxProblem(document: Document.Parsed, text: string, lines: LineCounter): string | undefined {
  const error = [...document.errors, ...document.warnings].at(0);
  if (error === undefined) return firstOf(document, text, lines);
  const [offset] = error.pos;
  const { line } = lines.linePos(offset);
  if (error.code === "DUPLICATE_KEY") {
    const key = /^(["']?)(.+?)\1:(?=\s|$)/m.exec(text.slice(offset))?.[2] ?? "?";
    return `:${line}: the key "${key}" stands here for the second time; keep one of the two`;
  }
  const lookalike = LOOKALIKES.exec(text.split("\n")[line - 1] ?? "")?.[0];
  if (lookalike !== undefined) {
    return `:${line}: the character "${lookalike}" is not the one YAML knows; type it in half width`;
  }
  const cause = BY_WORDS.find(([words]) => words.test(error.message))?.[1] ?? CAUSES[error.code] ?? error.message;
  return `:${line}: not valid YAML: ${cause}`;
}

/** The first scalar that configuration would read as something else than it says. */
function firstOf(document: Document, text: string, lines: LineCounter): string | undefined {
  let found: string | undefined;
  const note = (offset: number, problem: string) => {
    found = `:${lines.linePos(offset).line}: ${problem}`;
    return visit.BREAK;
  };
  visit(document, {
    Pair: (_, { key }) =>
      isScalar(key) && key.value === "<<"
        ? note(key.range?.[0] ?? 0, "a merge key (<<) is not read here; write the keys out")
        : undefined,
    Scalar: (_, { value, range, source = text }, ancestors) => {
      if (typeof value !== "number") return undefined;
      // JSON would silently turn it into "not set".
      if (!Number.isFinite(value)) return note(range?.[0] ?? 0, `${source} is no value; write a finite number`);
      // The engine reads it as octal, as YAML 1.1 did; on the first level it takes scalars for text.
      if (/^[-+]?0\d/.test(source) && ancestors.length > FIRST_LEVEL) {
        return note(range?.[0] ?? 0, `${source} has a leading zero; leave it out, or quote the value if it is a text`);
      }
      return undefined;
    },
  });
  return found;
}
