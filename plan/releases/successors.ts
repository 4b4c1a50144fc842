/** An end of a URN, taken apart. */
interface End {
  readonly type: string;
  readonly name: string;
}

/**
 * What to do about a resource that is gone: the alias that would cover it, and what it belongs on. A renamed component
 * loses all that is below it, and one alias on it covers all of that: so the outermost renamed parent is looked for first.
 */
export function suggestion(
  lost: string,
  goneComponents: readonly string[],
  added: readonly string[],
): string | undefined {
  const { type, name } = split(lost);
  const parents = goneComponents.map(split);
  const types = type.split("$");
  for (const depth of types.keys()) {
    const level = types.slice(0, depth + 1).join("$");
    const old =
      level === type ? name : longest(parents.filter((end) => end.type === level && name.startsWith(end.name)));
    const successors = added.filter((end) => split(end).type === level);
    if (old === undefined || successors.length === 0) continue;
    const alias = `the alias { name: "${old}" }`;
    return successors.length === 1
      ? `${successors[0]} is new: give it ${alias}.`
      : `${successors.join(" and ")} are new: give the one that takes over ${alias}.`;
  }
  return undefined;
}

/** Children are named after their parents, so of several that fit the longest is the nearest. */
function longest(ends: readonly End[]): string | undefined {
  return ends.map(({ name }) => name).sort((a, b) => b.length - a.length)[0];
}

function split(end: string): End {
  const at = end.indexOf("::");
  return { type: end.slice(0, at), name: end.slice(at + 2) };
}
