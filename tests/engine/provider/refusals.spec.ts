import { expect } from "chai";
import { schemaOf } from "../../../plan/cloud/schema";
import type { PlainObject } from "../../../plan/graph";
import { Provider } from "../../../tools/engine/provider/provider";
import { TARGETS } from "../../../tools/engine/provider/rules/references";
import { TemporaryCloud, urnOf } from "./provider-process";

/** What a service would refuse, said by the provider in the service's own words. */
describe("the simulated cloud refuses", () => {
  let cloud: TemporaryCloud;
  let provider: Provider;
  beforeEach(() => {
    cloud = new TemporaryCloud();
    provider = new Provider(cloud.store);
  });
  afterEach(() => cloud.remove());

  const make = (type: string, name: string, inputs: PlainObject) => {
    const urn = urnOf(type, name);
    const made = provider.create(urn, provider.check(urn, {}, inputs).inputs);
    provider.read(urn, made.id, made.inputs, made.properties); // the engine knows it from now on
    return { urn, ...made };
  };
  const remove = ({ urn, id, properties }: ReturnType<typeof make>) => provider.delete(urn, id, properties);

  const network = () => make("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
  const subnet = (vpcId: string, cidrBlock = "10.0.1.0/24", name = "a") =>
    make("aws:ec2/subnet:Subnet", name, { vpcId, cidrBlock });

  it("to delete a network with a subnet in it, and lets it go afterwards", () => {
    const vpc = network();
    const part = subnet(vpc.id);
    expect(() => remove(vpc)).to.throw(
      `DependencyViolation: ${vpc.id} is still used by aws:ec2/subnet:Subnet ${part.id}`,
    );
    remove(part);
    remove(vpc);
    expect(cloud.store.resources()).to.deep.equal([]);
  });

  it("to delete what many things use, and names three of them", () => {
    const vpc = network();
    for (const index of [1, 2, 3, 4, 5]) subnet(vpc.id, `10.0.${index}.0/24`, `s${index}`);
    expect(() => remove(vpc)).to.throw(
      /^DependencyViolation: vpc-\w+ is still used by( aws:\S+ subnet-\w+,?){3} and 2 more$/,
    );
  });

  it("to delete a security group another one's rule names, but not one that only has rules itself", () => {
    const vpc = network();
    const group = (name: string) => make("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: vpc.id });
    const [front, back] = [group("front"), group("back")];
    const rule = make("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
      securityGroupId: back.id,
      referencedSecurityGroupId: front.id,
      ipProtocol: "tcp",
    });
    expect(() => remove(front)).to.throw(`DependencyViolation: ${front.id} is still used by ${RULE} ${rule.id}`);
    remove(back);
  });

  it("to make something in a network that was deleted", () => {
    const vpc = network();
    remove(vpc);
    expect(() => subnet(vpc.id)).to.throw(`InvalidVpcID.NotFound: vpcId names ${vpc.id}, which does not exist`);
  });

  it("to change something into naming what was deleted", () => {
    const vpc = network();
    const old = make("aws:ec2/vpc:Vpc", "old", { cidrBlock: "10.9.0.0/16" });
    const part = subnet(vpc.id);
    remove(old);
    expect(() => provider.update(part.urn, part.id, part.properties, { ...part.inputs, vpcId: old.id })).to.throw(
      `InvalidVpcID.NotFound: vpcId names ${old.id}, which does not exist`,
    );
  });

  it("to set something on a bucket that is not there yet, though its name is known", () => {
    const setting = () =>
      make("aws:s3/bucketVersioning:BucketVersioning", "v", {
        bucket: "ours",
        versioningConfiguration: { status: "Enabled" },
      });
    expect(setting).to.throw("NoSuchBucket: bucket names ours, which does not exist");
    make("aws:s3/bucket:Bucket", "ours", { bucket: "ours" });
    expect(setting().id).to.equal("ours");
  });

  it("nothing about a network that was there before the stack", () => {
    expect(subnet("vpc-0123456789abcdef0").id).to.match(/^subnet-0/);
  });

  it("a second resource of the same name, as the service calls it", () => {
    make("aws:s3/bucket:Bucket", "ours", { bucket: "ours" });
    expect(() => make("aws:s3/bucket:Bucket", "theirs", { bucket: "ours" })).to.throw(
      "AlreadyExists: there is a aws:s3/bucket:Bucket ours already",
    );
    const group = (name: string) => make("aws:lb/targetGroup:TargetGroup", name, { name: "app", port: 80 });
    const first = group("one");
    expect(() => group("two")).to.throw(`DuplicateTargetGroupName: ${first.id} has the same name`);
  });

  it("a name that is taken in one region, and takes it in another", () => {
    const log = (name: string, region: string) =>
      make("aws:cloudwatch/logGroup:LogGroup", name, { name: "/app", region });
    log("here", "ap-northeast-1");
    log("there", "ap-northeast-3");
    const group = (name: string, region: string) =>
      make("aws:lb/targetGroup:TargetGroup", name, { name: "app", port: 80, region });
    group("here", "ap-northeast-1");
    group("there", "ap-northeast-3");
    expect(() => log("again", "ap-northeast-3")).to.throw(
      "AlreadyExists: there is a aws:cloudwatch/logGroup:LogGroup /app already",
    );
  });

  it("to delete what is used in the same region, and lets go what another region uses under the same name", () => {
    const group = (name: string, region: string) =>
      make("aws:rds/subnetGroup:SubnetGroup", name, { name: "db", region, subnetIds: [] });
    const [here, there] = [group("here", "ap-northeast-1"), group("there", "ap-northeast-3")];
    make("aws:rds/cluster:Cluster", "db", {
      clusterIdentifier: "db",
      engine: "aurora-postgresql",
      dbSubnetGroupName: "db",
      region: "ap-northeast-3",
    });
    remove(here);
    expect(() => remove(there)).to.throw(
      "InvalidDBSubnetGroupStateFault: db is still used by aws:rds/cluster:Cluster db",
    );
  });

  it("a subnet whose addresses another one has", () => {
    const vpc = network();
    const first = subnet(vpc.id, "10.0.0.0/20");
    expect(() => subnet(vpc.id, "10.0.15.0/24", "b")).to.throw(
      `InvalidSubnet.Conflict: ${first.id} has addresses of 10.0.15.0/24`,
    );
    subnet(vpc.id, "10.0.16.0/24", "c");
    subnet(make("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.0.0.0/16" }).id, "10.0.0.0/24", "d");
  });

  it("no second setting of the same thing: it overwrites the first, and is gone with it", () => {
    make("aws:s3/bucket:Bucket", "ours", { bucket: "ours" });
    const policy = (name: string) => make("aws:s3/bucketPolicy:BucketPolicy", name, { bucket: "ours", policy: name });
    const [old] = [policy("old"), policy("new")];
    expect(cloud.store.find("aws:s3/bucketPolicy:BucketPolicy", "ap-northeast-1 ours")?.outputs.policy).to.equal("new");
    remove(old);
    expect(cloud.store.find("aws:s3/bucketPolicy:BucketPolicy", "ap-northeast-1 ours")).to.equal(undefined);
  });

  it("to delete what is protected, by its own word", () => {
    const cluster = make("aws:rds/cluster:Cluster", "db", { engine: "aurora-postgresql", deletionProtection: true });
    expect(() => remove(cluster)).to.throw("InvalidParameterCombination: deletionProtection is on");
    const open = { ...cluster.inputs, deletionProtection: false };
    cluster.properties = provider.update(cluster.urn, cluster.id, cluster.properties, open).properties;
    expect(() => remove(cluster)).to.throw(
      "InvalidParameterCombination: finalSnapshotIdentifier is required unless skipFinalSnapshot is true",
    );
    provider.update(cluster.urn, cluster.id, cluster.properties, { ...open, skipFinalSnapshot: true });
    remove(cluster);
  });

  it("to delete a dataset with a table in it, unless the program said so", () => {
    const dataset = make("gcp:bigquery/dataset:Dataset", "lake", { datasetId: "lake" });
    const table = make("gcp:bigquery/table:Table", "days", {
      datasetId: "lake",
      tableId: "days",
      deletionProtection: true,
    });
    expect(() => remove(table)).to.throw("the table cannot be destroyed while deletionProtection is true");
    expect(() => remove(dataset)).to.throw(`resourceInUse: ${dataset.id} is still used by gcp:bigquery/table:Table`);
    provider.update(dataset.urn, dataset.id, dataset.properties, { ...dataset.inputs, deleteContentsOnDestroy: true });
    remove(dataset);
  });

  it("to delete a bucket with something in it, unless the program said so", () => {
    const bucket = make("aws:s3/bucket:Bucket", "ours", { bucket: "ours" });
    cloud.store.plantContent("ours");
    expect(() => remove(bucket)).to.throw("BucketNotEmpty: the bucket holds objects, and forceDestroy is off");
    provider.update(bucket.urn, bucket.id, bucket.properties, { ...bucket.inputs, forceDestroy: true });
    remove(bucket);
  });

  it("nothing but what the tables say, and those name types and inputs that exist", () => {
    const wrong = TARGETS.flatMap(({ type, heldBy = {}, namedBy = {}, unless }) => [
      ...(schemaOf(type) === undefined ? [type] : []),
      ...(unless !== undefined && schemaOf(type)?.inputs[unless] === undefined ? [`${type}.${unless}`] : []),
      ...[...Object.entries(heldBy), ...Object.entries(namedBy)].flatMap(([user, properties]) =>
        [properties]
          .flat()
          .flatMap((property) => (schemaOf(user)?.inputs[property] === undefined ? [`${user}.${property}`] : [])),
      ),
    ]);
    expect(wrong).to.deep.equal([]);
    expect(TARGETS.filter(({ heldBy, inUse }) => (heldBy === undefined) !== (inUse === undefined))).to.deep.equal([]);
  });
});

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
