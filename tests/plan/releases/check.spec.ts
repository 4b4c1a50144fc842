import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ResourceGraph } from "../../../plan/graph";
import { releaseProblems } from "../../../plan/releases/check";
import { parseManifest, type Release, renderManifest } from "../../../plan/releases/manifest";
import type { Removal } from "../../../plan/releases/removals";
import { register } from "../../support/platform";
import { type Built, leaf, Part } from "./parts";

const ID = "random:index/randomId:RandomId";
const REASON = "Nobody has used it since the spring.";

/** A component with one resource below it for each suffix. */
function part(name: string, suffixes: readonly string[] = ["id"], options?: pulumi.ComponentResourceOptions): Part {
  const parent = new Part("k:a:Part", name, options);
  for (const suffix of suffixes) leaf(`${name}-${suffix}`, parent);
  return parent;
}

function releaseOf(version: string, graph: ResourceGraph): Release {
  return { version, manifests: new Map([["test", parseManifest(renderManifest(graph), version)]]) };
}

/** What is wrong with the last program, the ones before it being releases 0.1.0, 0.2.0 and so on. */
async function problemsOf(programs: readonly Built[], removals: readonly Removal[] = []): Promise<string[]> {
  const graphs: ResourceGraph[] = [];
  for (const program of programs) graphs.push(await register(program));
  const present = graphs.at(-1);
  if (present === undefined) throw new Error("no program was given");
  const releases = graphs.slice(0, -1).map((graph, index) => releaseOf(`0.${index + 1}.0`, graph));
  return releaseProblems([present], releases, removals);
}

function loss(version: string, fix: string, ...ends: string[]): string {
  return [
    `test: an update from release ${version} would delete what follows, for nothing has its URN or an alias for it. ` +
      `${fix} If it is meant to go, name it in releases/removed.yaml with the reason:`,
    ...ends.map((end) => `  ${end}`),
  ].join("\n");
}

function removal(resource: string, after = "0.1.0"): Removal {
  return { after, stacks: ["test"], resources: [resource], reason: REASON };
}

describe("the resources of a release", () => {
  const child = (name: string) => `k:a:Part$${ID}::${name}`;

  it("may be joined by others", async () => {
    expect(await problemsOf([() => part("a"), () => [part("a", ["id", "more"]), part("b")]])).to.deep.equal([]);
  });

  it("are missed below a component that was renamed, or that may be one of several", async () => {
    expect(await problemsOf([() => part("a"), () => part("b")])).to.deep.equal([
      loss("0.1.0", 'k:a:Part::b is new: give it the alias { name: "a" }.', child("a-id")),
    ]);
    expect(await problemsOf([() => part("a"), () => [part("b"), part("c")]])).to.deep.equal([
      loss(
        "0.1.0",
        'k:a:Part::b and k:a:Part::c are new: give the one that takes over the alias { name: "a" }.',
        child("a-id"),
      ),
    ]);
  });

  it("are missed alone if they were renamed alone, or in a component with an alias", async () => {
    const fix = (name: string, old: string) => `${child(name)} is new: give it the alias { name: "${old}" }.`;
    expect(await problemsOf([() => part("a", ["id"]), () => part("a", ["key"])])).to.deep.equal([
      loss("0.1.0", fix("a-key", "a-id"), child("a-id")),
    ]);
    const renamed = () => part("b", ["key"], { aliases: [{ name: "a" }] });
    expect(await problemsOf([() => part("a", ["id"]), renamed])).to.deep.equal([
      loss("0.1.0", fix("b-key", "a-id"), child("a-id")),
    ]);
  });

  it("are missed by the parent they are named after, though another name is longer or the beginning of it", async () => {
    const before = () => [part("a"), part("a-b"), part("another")];
    const fix = (old: string) => `k:a:Part::d is new: give it the alias { name: "${old}" }.`;
    expect(await problemsOf([before, () => part("d")])).to.deep.equal([
      loss("0.1.0", fix("a-b"), child("a-b-id")),
      loss("0.1.0", fix("a"), child("a-id")),
      loss("0.1.0", fix("another"), child("another-id")),
    ]);
  });

  it("are not missed by a parent that is still there", async () => {
    const after = () => [part("a"), part("b")];
    expect(await problemsOf([() => part("a", ["id", "key"]), after])).to.deep.equal([
      loss("0.1.0", `${child("b-id")} is new: give it the alias { name: "a-key" }.`, child("a-key")),
    ]);
  });

  it("are missed once, for the newest release that had them", async () => {
    const fix = "Give what replaces it an alias.";
    expect(await problemsOf([() => part("a"), () => part("a"), () => leaf("x")])).to.deep.equal([
      loss("0.2.0", fix, child("a-id")),
    ]);
  });

  it("are missed if only an older release had them under a name no alias tells any more", async () => {
    const renamed = (name: string, old: string) => () => part(name, ["id"], { aliases: [{ name: old }] });
    expect(await problemsOf([() => part("a"), renamed("b", "a"), renamed("c", "b")])).to.deep.equal([
      loss("0.1.0", 'k:a:Part::c is new: give it the alias { name: "a" }.', child("a-id")),
    ]);
  });

  it("are not missed if only a component around nothing is gone", async () => {
    expect(await problemsOf([() => part("a", []), () => leaf("x")])).to.deep.equal([]);
  });

  it("cannot have two successors", async () => {
    const twice = () => [leaf("x"), leaf("y", undefined, { aliases: [{ name: "x" }] })];
    expect(await problemsOf([() => leaf("x"), twice])).to.deep.equal([
      `test: ${ID}::x and ${ID}::y both stand for ${ID}::x of release 0.1.0, which the engine refuses: ` +
        "take the alias off one of them.",
    ]);
  });
});

describe("a removal", () => {
  const FILE = "releases/removed.yaml";
  const lost = `${ID}::x`;
  const before = () => [leaf("x"), leaf("kept")];
  const after = () => leaf("kept");

  it("excuses the loss, in every release that had the resource", async () => {
    expect(await problemsOf([before, after], [removal(lost)])).to.deep.equal([]);
    expect(await problemsOf([before, before, after], [removal(lost, "0.2.0")])).to.deep.equal([]);
    expect(await problemsOf([before, before, after, after], [removal(lost, "0.2.0")])).to.deep.equal([]);
  });

  it("excuses nothing in another stack", async () => {
    const elsewhere = { ...removal(lost), stacks: ["prod"] };
    expect(await problemsOf([before, after], [elsewhere])).to.deep.equal([
      `${FILE}: there is no stack "prod", only test.`,
      loss("0.1.0", "Give what replaces it an alias.", lost),
    ]);
  });

  const useless: readonly (readonly [
    what: string,
    programs: readonly Built[],
    removals: readonly Removal[],
    why: string,
  ])[] = [
    ["of what is still there", [before, before], [removal(lost)], "is still there: take the entry out"],
    [
      "of what has a new name",
      [before, () => [leaf("kept"), leaf("y", undefined, { aliases: [{ name: "x" }] })]],
      [removal(lost)],
      `lives on as ${ID}::y: take the entry out`,
    ],
    ["of what no release had", [after, after], [removal(lost)], "was never released as a resource: take the entry out"],
    [
      "after a release that was not the last",
      [before, before, after],
      [removal(lost)],
      'was last in release 0.2.0: say "after: 0.2.0"',
    ],
    [
      "after a release that did not have it",
      [before, after],
      [removal(lost, "0.3.0")],
      'was last in release 0.1.0: say "after: 0.1.0"',
    ],
    ["told twice", [before, after], [removal(lost), removal(lost)], "is named twice"],
  ];
  for (const [what, programs, removals, why] of useless) {
    it(`${what} is refused`, async () => {
      expect(await problemsOf(programs, removals)).to.deep.equal([`${FILE}: ${lost} ${why} [test].`]);
    });
  }

  it("of a component is refused: nothing is lost with it", async () => {
    expect(await problemsOf([() => part("a", []), () => leaf("x")], [removal("k:a:Part::a")])).to.deep.equal([
      `${FILE}: k:a:Part::a was never released as a resource: take the entry out [test].`,
    ]);
  });
});
