import type { ResourceGraph, ResourceNode } from "../../../plan/graph";

/** What a store's name stands for in one stack. */
export interface Store {
  /** ARN patterns; all of them are needed to reach the store. */
  readonly arns: readonly string[];
  /** The service through which a key is used, as `kms:ViaService` has it; undefined for what is no key. */
  readonly via?: string;
  /** Patterns that reach no more than the store itself, though they are written otherwise. */
  readonly also?: readonly string[];
  /** The resource whose own policy has a say. */
  readonly owner?: ResourceNode;
}

/** How a key is used where only resources of AWS are given grants for it. */
export const BY_GRANT = "a grant";

/** How a key is used for schedules: by the role of the schedule, through no service. */
export const BY_SCHEDULE = "a schedule";

const WITHOUT_SERVICE: ReadonlySet<string> = new Set([BY_GRANT, BY_SCHEDULE]);

type Resolver = (graph: ResourceGraph, name: string) => Store;

/** Kinds of stores. A name that stands for nothing in a stack is an error of the row, and fails the rule. */
const KINDS: Readonly<Record<string, Resolver>> = {
  bucket: (graph, name) => ({ arns: [arnOf(bucket(graph, name))], owner: bucket(graph, name) }),
  objects: (graph, name) => {
    const [bucketName = "", ...path] = name.split("/");
    const owner = bucket(graph, bucketName);
    return { arns: [`${arnOf(owner)}/${path.join("/")}`], owner };
  },
  /** All objects of a bucket, and of its copy where the stack has one. */
  copies: (graph, name) => {
    const copies = graph
      .ofType("aws:s3/bucket:Bucket")
      .filter((candidate) => [`store-${name}-bucket`, `store-${name}-replica-bucket`].includes(candidate.name));
    return { arns: copies.map((copy) => `${arnOf(copy)}/*`) };
  },
  queue: (graph, name) => {
    const owner = graph.one("aws:sqs/queue:Queue", `${name}-queue`);
    return { arns: [arnOf(owner)], owner };
  },
  database: (graph, name) => {
    const proxies = graph.ofType("aws:rds/proxy:Proxy").map((proxy) => arnOf(proxy).split(":").at(-1));
    return { arns: [databaseUser(graph, proxies[0] ?? clusterId(graph), name)] };
  },
  proxied: (graph, name) => ({ arns: [databaseUser(graph, clusterId(graph), name)] }),
  cluster: (graph, name) => ({ arns: [arnOf(cluster(graph, name))] }),
  cache: (graph, name) => ({
    arns: [
      arnOf(graph.one("aws:elasticache/replicationGroup:ReplicationGroup")),
      arnOf(graph.one("aws:elasticache/user:User", `cache-user-${name}`)),
    ],
  }),
  search: (graph, path) => {
    const owner = graph.one("aws:opensearch/domain:Domain");
    return { arns: [`${arnOf(owner)}/${path}`], owner };
  },
  // Secrets Manager ends an ARN in six random letters; a grant may leave them open.
  secret: (graph, name) => {
    const arn = secretArn(graph, name);
    return { arns: [arn], also: [arn.replace(/.{6}$/, "??????")] };
  },
  function: (graph, name) => ({ arns: [arnOf(graph.one("aws:lambda/function:Function", `${name}-function`))] }),
  key: (graph, name) => {
    const [key = "", service = ""] = name.split(" via ");
    const owner = keyOf(graph, key);
    const arn = arnOf(owner);
    return {
      arns: [arn],
      owner,
      via: WITHOUT_SERVICE.has(service) ? service : `${service}.${arn.split(":")[3]}.amazonaws.com`,
    };
  },
};

/** What a store's name begins with, before its colon. */
export const STORE_KINDS: readonly string[] = Object.keys(KINDS);

export function storeOf(graph: ResourceGraph, store: string): Store {
  const colon = store.indexOf(":");
  const resolve = KINDS[store.slice(0, colon)];
  if (resolve === undefined) throw new Error(`there is no kind of store "${store.slice(0, colon)}"`);
  return resolve(graph, store.slice(colon + 1));
}

function bucket(graph: ResourceGraph, name: string): ResourceNode {
  return graph.one("aws:s3/bucket:Bucket", `store-${name}-bucket`);
}

function cluster(graph: ResourceGraph, name: string): ResourceNode {
  return graph.one("aws:rds/cluster:Cluster", `${name}-cluster`);
}

function clusterId(graph: ResourceGraph): string {
  return String(cluster(graph, "db").outputs.clusterResourceId);
}

function databaseUser(graph: ResourceGraph, database: string, user: string): string {
  const [, , , region, account] = arnOf(cluster(graph, "db")).split(":");
  return `arn:aws:rds-db:${region}:${account}:dbuser:${database}/${user}`;
}

/** The secret of RDS's own, or the one with the rotation of ours. */
function secretArn(graph: ResourceGraph, name: string): string {
  const [own] = graph
    .ofType("aws:secretsmanager/secret:Secret")
    .filter((secret) => secret.name === `db-${name}-secret`);
  if (own !== undefined) return arnOf(own);
  const secrets = cluster(graph, "db").outputs.masterUserSecrets;
  const [managed] = Array.isArray(secrets) ? secrets : [];
  if (managed === null || typeof managed !== "object" || Array.isArray(managed))
    throw new Error(`there is no secret ${name}`);
  return String(managed.secretArn);
}

function keyOf(graph: ResourceGraph, name: string): ResourceNode {
  const keys = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"].flatMap((type) => graph.ofType(type));
  const [key] = keys.filter((candidate) => candidate.name === `keys-${name}`);
  if (key === undefined) throw new Error(`there is no key ${name}`);
  return key;
}

function arnOf({ name, outputs }: ResourceNode): string {
  if (typeof outputs.arn !== "string") throw new Error(`${name} has no ARN`);
  return outputs.arn;
}
