import { expect } from "chai";
import fc from "fast-check";
import { releaseProblems } from "../../../plan/releases/check";
import { parseManifest, type Release, renderManifest } from "../../../plan/releases/manifest";
import { register } from "../../support/platform";
import { leaf, Part } from "./parts";

/** A component of a made-up program: what it is in, and what it is and was called within that. */
interface Component {
  readonly parent: number | undefined;
  readonly type: string;
  readonly suffixes: readonly string[];
}

/** Every component stands at the stack or in one before it; components of one type may stand side by side. */
const trees: fc.Arbitrary<Component[]> = fc
  .array(fc.tuple(fc.nat(), fc.constantFrom("k:a:A", "k:b:B")), { minLength: 1, maxLength: 6 })
  .map((drawn) =>
    drawn.map(([place, type], index): Component => {
      const parent = place % (index + 1);
      return { parent: parent === index ? undefined : parent, type, suffixes: [`c${index}`] };
    }),
  );

/** Releases, in each of which some components get a name nothing ever had. */
const histories = fc.tuple(trees, fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 4 }));

function renamed(tree: readonly Component[], picks: readonly number[], release: number): Component[] {
  const chosen = new Set(picks.map((pick) => pick % tree.length));
  return tree.map((component, index) =>
    chosen.has(index) ? { ...component, suffixes: [`r${release}n${index}`, ...component.suffixes] } : component,
  );
}

/** Names as components give them: the parent's name, then a suffix. Older suffixes stay as aliases, if they are kept. */
function build(tree: readonly Component[], keep: (olderSuffixes: readonly string[]) => readonly string[]): void {
  const built: { part: Part; name: string }[] = [];
  for (const { parent, type, suffixes } of tree) {
    const outer = parent === undefined ? undefined : built[parent];
    const [name = "", ...older] = suffixes.map((suffix) => (outer === undefined ? suffix : `${outer.name}-${suffix}`));
    const part = new Part(type, name, { parent: outer?.part, aliases: keep(older).map((old) => ({ name: old })) });
    leaf(`${name}-id`, part);
    built.push({ part, name });
  }
}

async function problemsOf(
  tree: readonly Component[],
  releases: readonly (readonly number[])[],
  keep: (olderSuffixes: readonly string[]) => readonly string[],
): Promise<string[]> {
  const versions = [tree];
  for (const [index, picks] of releases.entries()) versions.push(renamed(versions[index] ?? tree, picks, index));
  const graphs = await Promise.all(versions.map((version) => register(() => build(version, keep))));
  const published = graphs.slice(0, -1).map((graph, index): Release => {
    const manifest = parseManifest(renderManifest(graph), "manifest");
    return { version: `0.${index}.0`, manifests: new Map([["test", manifest]]) };
  });
  return releaseProblems(graphs.slice(-1), published, []);
}

describe("any components, renamed in any releases", () => {
  it("lose nothing of any of them, if each keeps all its older names as aliases", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ([tree, releases]) => {
        expect(await problemsOf(tree, releases, (older) => older)).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
  });

  it("lose something, if one was renamed and keeps none", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ([tree, releases]) => {
        fc.pre(releases.some((picks) => picks.length > 0));
        expect(await problemsOf(tree, releases, () => [])).not.to.deep.equal([]);
      }),
      { numRuns: 50 },
    );
  });
});
