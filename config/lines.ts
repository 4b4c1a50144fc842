import { isMap, isNode, isScalar, isSeq, type LineCounter, type YAMLMap } from "yaml";
import { NAMESPACE } from "./source";

/**
 * The line, from 1, of a dotted key in the `config:` map of a stack file. A key that is missing, perhaps because it is
 * required, gets the line of the nearest key around it; `undefined` when there is none.
 */
export function lineOf(config: YAMLMap, lines: LineCounter, path: string): number | undefined {
  const [section = "", ...members] = path.split(/[.[\]]+/).filter((name) => name !== "");
  const flat = childAt(config, withNamespace(path)) ?? childAt(config, path);
  let found = flat ?? childAt(config, withNamespace(section));
  let line = found?.offset;
  for (const member of flat === undefined ? members : []) {
    found = found === undefined ? undefined : childAt(found.node, member);
    line = found?.offset ?? line;
  }
  return line === undefined ? undefined : lines.linePos(line).line;
}

interface Child {
  readonly node: unknown;
  readonly offset: number | undefined;
}

/** A member by name, placed where its key stands, or an item of a list by index. */
function childAt(parent: unknown, name: string): Child | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(name)];
    return item === undefined ? undefined : { node: item, offset: isNode(item) ? item.range?.[0] : undefined };
  }
  const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === name) : undefined;
  return pair === undefined
    ? undefined
    : { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined };
}

function withNamespace(name: string): string {
  return name.includes(":") ? name : `${NAMESPACE}:${name}`;
}
