import { expect } from "chai";
import { evaluate } from "../../plan/evaluate";
import { ResourceGraph } from "../../plan/graph";
import { readAdoptMap } from "../../tools/adopt/adopt-map";
import { AdoptError } from "../../tools/adopt/problems";

const HAS =
  "it has: analytics, analyzer, analyzer-ap-northeast-3, analyzer-us-east-1, app, backup, bootstrap, cache, cluster, " +
  "database-setup, db, db-rotation, edge, endpoints, export, groups, images, keys, kumiki, lake, migrate, origin, " +
  "origin-secret, people, recovery, recovery-groups, search, search-setup, store, vpc, worker, workload-boundary";

const FAULTS: readonly (readonly [what: string, map: string, ...problems: string[]])[] = [
  ["an unknown component", "marketing: {}", `prod has no component "marketing"; ${HAS}`],
  ["a misspelt component", "analytcs: {}", 'prod has no component "analytcs"; did you mean "analytics"?'],
  [
    "a misspelt resource",
    "vpc: {vpc-pubic-a: subnet-1}",
    'vpc has no resource "vpc-pubic-a"; did you mean "vpc-public-a"?',
  ],
  [
    "a resource of another component",
    "vpc: {db-cluster: legacy}",
    'vpc has no resource "db-cluster"; "npm run adopt -- prod" prints what it has',
  ],
  [
    "a name of two resources",
    "images: {images-repository: kumiki-prod/app}",
    "images.images-repository: 2 have that name; write the one that is meant: " +
      "aws:ecr/lifecyclePolicy:LifecyclePolicy::images-repository, aws:ecr/repository:Repository::images-repository",
  ],
  [
    "an empty id",
    'vpc: {vpc-network: "", vpc-public-a: }',
    "vpc.vpc-network: the id is empty; write the one it is imported by, or nothing",
    "vpc.vpc-public-a: the id is empty; write the one it is imported by, or nothing",
  ],
  [
    "an account's number without quotes, whose zeros would be lost",
    "images: {images-scanning: 123456789012}",
    "images.images-scanning: the id 123456789012 is read as a number; write it in quotes",
  ],
  [
    "an id that is no text",
    "vpc: {vpc-network: [vpc-1], vpc-public-a: true}",
    "vpc.vpc-network: expected an id as text, got a list",
    "vpc.vpc-public-a: expected an id as text, got true",
  ],
  [
    "one id for two resources of a type",
    "vpc: {vpc-public-a: subnet-1, vpc-public-c: subnet-1}",
    'vpc.vpc-public-a and vpc.vpc-public-c both have the id "subnet-1"; one aws:ec2/subnet:Subnet can be adopted by one ' +
      "of them",
  ],
  [
    "a resource that is named twice",
    "vpc: {vpc-network: vpc-1}\nkumiki-prod: {vpc-network: vpc-2}",
    "vpc.vpc-network and kumiki-prod.vpc-network are the same resource; leave one of them out",
  ],
  [
    "a random password",
    "origin-secret: {origin-secret-first: hunter2}",
    "origin-secret.origin-secret-first: a random:index/randomPassword:RandomPassword exists nowhere but in the state; take " +
      'the line out, the next "up" makes a new one',
  ],
  [
    "a provider",
    "kumiki-prod: {aws: some-id}",
    "kumiki-prod.aws: a provider exists nowhere but in the state; take the line out, the import file declares what it needs",
  ],
  [
    "an id in another region than the program's",
    "edge: {edge-firewall-acl: a1b2/acl/CLOUDFRONT@us-west-2}",
    'edge.edge-firewall-acl: "a1b2/acl/CLOUDFRONT@us-west-2" is in us-west-2, where prod has nothing of the kind; it belongs ' +
      "in us-east-1",
  ],
  ["a text for a component", "vpc: vpc-1", 'vpc: expected a map of its resources to their ids, got "vpc-1"'],
  ["a list", "- vpc", 'expected a map of components, such as "vpc:", got a list'],
  [
    "an empty map",
    "vpc:\n",
    'nothing is adopted; give at least one resource the id of what exists, such as "vpc-network: vpc-0123"',
  ],
  [
    "everything at once, in the order of the map",
    "vcp: {}\nvpc: {vpc-network: 1, vpc-public-a: subnet-1, vpc-public-c: subnet-1}",
    `prod has no component "vcp"; ${HAS}`,
    "vpc.vpc-network: the id 1 is read as a number; write it in quotes",
    'vpc.vpc-public-a and vpc.vpc-public-c both have the id "subnet-1"; one aws:ec2/subnet:Subnet can be adopted by one ' +
      "of them",
  ],
];

describe("a map of what to adopt", function () {
  this.timeout(60_000);
  let graph: ResourceGraph;
  before(async () => {
    ({ graph } = await evaluate("prod"));
  });

  const problemsOf = (map: string): readonly string[] => {
    try {
      return [`read as ${readAdoptMap(map, graph).length} adoptions`];
    } catch (error) {
      if (error instanceof AdoptError) return error.problems;
      throw error;
    }
  };
  const idsOf = (map: string) => readAdoptMap(map, graph).map(({ node, id }) => `${node.type} ${id}`);

  for (const [what, map, ...problems] of FAULTS) {
    it(`is refused for ${what}`, () => expect(problemsOf(map)).to.deep.equal(problems));
  }

  it("is refused for what YAML is not, in the parser's words", () => {
    const [problem, ...more] = problemsOf("vpc: {a: 1\nvpc: {a: 2}");
    expect(problem).to.match(/^it is no YAML: .* at line \d+, column \d+/);
    expect(more).to.deep.equal([]);
  });

  it("takes the outermost of components that share a name, and any component of the way", () => {
    const role = "legacy-task-role";
    for (const component of ["worker", "kumiki:compute:FargateService::worker", "worker-task-role"]) {
      expect(idsOf(`${component}: {worker-task-role: ${role}}`)).to.deep.equal([`aws:iam/role:Role ${role}`]);
    }
  });

  it("asks for the type where components with one name are not one inside the other", () => {
    const renamed = graph.resources.map((node) =>
      node.name === "cache" && !node.custom ? { ...node, name: "vpc" } : node,
    );
    expect(() => readAdoptMap("vpc: {}", new ResourceGraph("prod", renamed))).to.throw(
      "vpc: 2 have that name; write the one that is meant: kumiki:data:Cache::vpc, kumiki:network:Vpc::vpc",
    );
  });

  it("takes a name with its type where the name alone is not enough", () => {
    expect(idsOf("images: {aws:ecr/repository:Repository::images-repository: shop}")).to.deep.equal([
      "aws:ecr/repository:Repository shop",
    ]);
  });

  it("adds the region to an id where the provider would look in another one", () => {
    const map = [
      "vpc: {vpc-network: vpc-1}",
      "recovery: {recovery-network: vpc-1, recovery-data-a: subnet-1@ap-northeast-3}",
      "people: {people-operator: operator}",
      "edge: {edge-firewall-acl: a1b2/acl/CLOUDFRONT}",
    ].join("\n");
    expect(idsOf(map)).to.deep.equal([
      "aws:ec2/vpc:Vpc vpc-1",
      "aws:ec2/vpc:Vpc vpc-1@ap-northeast-3",
      "aws:ec2/subnet:Subnet subnet-1@ap-northeast-3",
      "aws:iam/role:Role operator",
      "aws:wafv2/webAcl:WebAcl a1b2/acl/CLOUDFRONT@us-east-1",
    ]);
  });
});
