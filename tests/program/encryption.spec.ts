import { expect } from "chai";
import type { PlainValue, ResourceGraph, ResourceNode } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { platformTests } from "./both-stacks";

// What is encrypted by which key, and whether the key lets the service in. A key that refuses a service is found out by
// the deployment only, hours into it.

const KEYS = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"];

/** Types that hold data, by the service their encryption goes through. Each resource of them is to have a key. */
const SERVICES: Readonly<Record<string, string>> = {
  "athena/workgroup": "s3",
  "backup/vault": "backup",
  "cloudwatch/logGroup": "logs",
  "ecr/repository": "ecr",
  "ecs/cluster": "fargate",
  "elasticache/replicationGroup": "elasticache",
  "lambda/function": "lambda",
  "opensearch/domain": "es",
  "rds/cluster": "rds",
  "s3/bucketServerSideEncryptionConfiguration": "s3",
  "scheduler/schedule": "scheduler",
  "secretsmanager/secret": "secretsmanager",
  "sqs/queue": "sqs",
};

/** Load balancers and S3 deliver access logs to no bucket with a key of ours. */
const WITHOUT_KEY = ["store-access-encryption", "store-access-replica-encryption"];

describe("the encryption of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "is by these keys, class of data by class of data, with one beside the data in each region (2.3-1, 2.3-3)",
    {
      dev: {
        "athena/workgroup": ["data"],
        "cloudwatch/logGroup": ["edge-logs", "logs"],
        "ecr/repository": ["data"],
        "ecs/cluster": ["tasks"],
        "elasticache/replicationGroup": ["data"],
        "lambda/function": ["data"],
        "opensearch/domain": ["data"],
        "rds/cluster": ["data"],
        "s3/bucketServerSideEncryptionConfiguration": ["data", "logs"],
        "scheduler/schedule": ["data"],
        "sqs/queue": ["messaging"],
      },
      prod: {
        "athena/workgroup": ["data"],
        "backup/vault": ["backup", "backup-replica"],
        "cloudwatch/logGroup": ["edge-logs", "logs", "logs-replica"],
        "ecr/repository": ["data", "data-replica"],
        "ecs/cluster": ["tasks"],
        "elasticache/replicationGroup": ["data"],
        "lambda/function": ["data"],
        "opensearch/domain": ["data"],
        "rds/cluster": ["data", "data-replica"],
        "s3/bucketServerSideEncryptionConfiguration": ["backup", "backup-replica", "data", "data-replica", "logs"],
        "scheduler/schedule": ["data"],
        "secretsmanager/secret": ["data", "data-replica"],
        "sqs/queue": ["messaging"],
      },
    },
    (graph, expected) => {
      const used: Record<string, string[]> = {};
      for (const { holder, keys } of encrypted(graph)) {
        const names = keys.map(({ name }) => name.replace("keys-", ""));
        used[kindOf(holder)] = [...new Set([...(used[kindOf(holder)] ?? []), ...names])].sort();
      }
      expect(used).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "leaves out nothing that holds data (2.3-1, 2.3-3)",
    { dev: ["store-access-encryption"], prod: WITHOUT_KEY },
    (graph, expected) => {
      const bare = encrypted(graph).filter(({ keys }) => keys.length === 0);
      expect(bare.map(({ holder }) => holder.name)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "is by keys in the region of what they encrypt, which admit the service that asks (2.3-1)",
    { dev: 20, prod: 50 },
    (graph, atLeast) => {
      const uses = encrypted(graph).flatMap(({ holder, keys }) => keys.map((key) => ({ holder, key })));
      expect(uses.length).to.be.greaterThan(atLeast);
      for (const { holder, key } of uses) {
        const service = SERVICES[kindOf(holder)];
        const policy = policyOf(key).Statement.filter(({ Action }) => Action.some((action) => USING.includes(action)));
        const admitted = new RegExp(`"${service}\\.(?:${key.region}\\.)?amazonaws\\.com"`);
        expect(JSON.stringify(policy), `${key.name} for ${holder.name}`).to.match(admitted);
        // The copy of a secret is the one thing that is described from another region.
        if (kindOf(holder) !== "secretsmanager/secret") expect(key.region, holder.name).to.equal(holder.region);
      }
    },
  );
});

/** Actions of which whoever writes encrypted data needs one. */
const USING = ["kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:Encrypt"];

interface Encrypted {
  readonly holder: ResourceNode;
  readonly keys: readonly ResourceNode[];
}

/** Everything of the types above, with the keys its inputs name. */
function encrypted(graph: ResourceGraph): Encrypted[] {
  const keys = KEYS.flatMap((type) => graph.ofType(type));
  return graph.resources
    .filter((resource) => resource.custom && kindOf(resource) in SERVICES)
    .map((holder) => {
      const texts = textsIn(holder.inputs);
      return { holder, keys: keys.filter(({ outputs }) => texts.includes(String(outputs.arn))) };
    });
}

/** `aws:sqs/queue:Queue` -> `sqs/queue` */
function kindOf({ type }: ResourceNode): string {
  return type.split(":")[1] ?? "";
}

function textsIn(value: PlainValue): string[] {
  if (typeof value === "string") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
}
