import { expect } from "chai";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import { evaluate } from "../../../plan/evaluate";
import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { Provider } from "../../../tools/engine/provider/provider";
import { isObject, mapValues, revealAll, secret } from "../../../tools/engine/provider/wire";
import { TemporaryCloud } from "./provider-process";

for (const stack of ["dev", "prod"]) {
  describe(`every resource of ${stack} in the stand-in providers`, () => {
    let cloud: TemporaryCloud;
    let order: readonly ResourceNode[];
    let providers: ReadonlyMap<string | undefined, Provider>;
    const made = new Map<string, { id: string; inputs: PlainObject; properties: PlainObject }>();
    const providerOf = ({ provider }: ResourceNode): Provider => {
      const found = providers.get(provider);
      if (found === undefined) throw new Error(`no provider ${provider}`);
      return found;
    };
    const resultOf = ({ urn }: ResourceNode) => {
      const result = made.get(urn);
      if (result === undefined) throw new Error(`${urn} was not made`);
      return result;
    };

    before(async () => {
      const { graph } = await evaluate(stack);
      cloud = new TemporaryCloud();
      providers = providersOf(graph, cloud);
      order = inOrder(graph).filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    });
    after(() => cloud.remove());

    it("passes the check and is made as the plan says, each after what it depends on", () => {
      for (const node of order) {
        const provider = providerOf(node);
        const { inputs, problems } = provider.check(node.urn, {}, secretsMarked(node));
        expect(problems, node.urn).to.deep.equal([]);
        const result = provider.create(node.urn, inputs);
        expect({ ...revealAll(result.properties), id: result.id }, node.urn).to.deep.include({
          ...node.outputs,
          id: node.id,
        });
        made.set(node.urn, { ...result, inputs });
      }
    });

    it("has nothing to change when the program says the same again", () => {
      for (const node of order) {
        const { id, inputs, properties } = resultOf(node);
        const { inputs: again } = providerOf(node).check(node.urn, inputs, secretsMarked(node));
        expect(providerOf(node).diff(node.urn, id, inputs, properties, again, []).differences, node.urn).to.deep.equal(
          [],
        );
      }
    });

    it("is read back as it was made", () => {
      for (const node of order) {
        const { id, inputs, properties } = resultOf(node);
        expect(providerOf(node).read(node.urn, id, inputs, properties)).to.deep.equal({ id, inputs, properties });
      }
    });

    it("is deleted before what it depends on, until nothing is left but what is protected and what that stands on", () => {
      const refused = new Set<string>();
      for (const node of [...order].reverse()) {
        const { id, properties } = resultOf(node);
        try {
          providerOf(node).delete(node.urn, id, properties);
        } catch (error) {
          refused.add(node.type);
          expect(String(error), node.urn).to.match(/is still used by|rotection is (on|true)/);
        }
      }
      expect([...refused].sort()).to.deep.equal(stack === "dev" ? [] : KEPT_IN_PROD);
      expect(new Set(cloud.store.resources().map(({ type }) => type))).to.deep.equal(refused);
    });

    it("can be previewed while nothing is known", () => {
      for (const node of order) {
        const inputs = mapValues(node.inputs, () => UNKNOWN);
        const { inputs: checked, problems } = providerOf(node).check(node.urn, {}, inputs);
        expect(problems, node.urn).to.deep.equal([]);
        expect(providerOf(node).previewCreate(node.urn, checked), node.urn).to.deep.include(inputs);
      }
    });
  });
}

/** The database, the load balancer and the tables are protected; the rest is what they stand in. */
const KEPT_IN_PROD = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/globalCluster:GlobalCluster",
  "aws:rds/subnetGroup:SubnetGroup",
  "gcp:bigquery/dataset:Dataset",
  "gcp:bigquery/table:Table",
];

function providersOf(graph: ResourceGraph, cloud: TemporaryCloud): ReadonlyMap<string | undefined, Provider> {
  const random: [undefined, Provider] = [undefined, new Provider(cloud.store)];
  const explicit = graph.resources
    .filter(({ type }) => type.startsWith("pulumi:providers:"))
    .map(({ urn, inputs }): [string, Provider] => {
      const provider = new Provider(cloud.store);
      provider.configure(inputs);
      return [urn, provider];
    });
  return new Map<string | undefined, Provider>([random, ...explicit]);
}

/** As the engine does it: parents and whatever is depended on first. */
function inOrder(graph: ResourceGraph): ResourceNode[] {
  const ordered = new Set<ResourceNode>();
  const visit = (node: ResourceNode | undefined) => {
    if (node === undefined || ordered.has(node)) return;
    for (const urn of [...node.dependencies, ...Object.values(node.propertyDependencies).flat()]) visit(graph.get(urn));
    ordered.add(node);
  };
  for (const node of graph.resources) visit(node);
  return [...ordered];
}

function secretsMarked({ inputs, secretInputs }: ResourceNode): PlainObject {
  const mark = (value: PlainValue, path: string): PlainValue => {
    if (secretInputs.includes(path)) return secret(value);
    if (Array.isArray(value)) return value.map((item, index) => mark(item, `${path}[${index}]`));
    return isObject(value) ? mapValues(value, (item, key) => mark(item, `${path}.${key}`)) : value;
  };
  return mapValues(inputs, (value, key) => mark(value, key));
}
