import { awsArn, physicalName } from "../shared/naming";

/**
 * Names of a cluster and what belongs to it. They are known in advance, because RDS derives the log groups' names from
 * them, and the role of the rotation has to name one cluster and one secret before either exists.
 */
export interface AuroraNames {
  readonly cluster: string;
  /** The copy in another region, and the global cluster that joins the two. */
  readonly replica: string;
  readonly global: string;
  readonly proxy: string;
  readonly proxyReader: string;
  /** Taken when the cluster is deleted. */
  readonly finalSnapshot: string;
  /** Where the master password is kept, unless RDS keeps it. */
  readonly masterSecret: string;
}

/**
 * @param generation 1 for the first cluster, one more for each restored one: names of different clusters never meet
 * @throws RangeError if a name would be longer than RDS accepts
 */
export function auroraNames(namePrefix: string, name: string, generation: number): AuroraNames {
  const named = (...suffix: string[]) => physicalName("rdsCluster", namePrefix, name, `g${generation}`, ...suffix);
  return {
    cluster: named(),
    replica: named("replica"),
    global: named("global"),
    proxy: named("proxy"),
    proxyReader: named("proxy", "reader"),
    finalSnapshot: `${named()}-final`,
    masterSecret: `${named()}-master-user`, // a dash and six letters would look like the end of its ARN
  };
}

/** Where a cluster's log of one type goes; RDS offers no choice. */
export function databaseLogGroup(clusterIdentifier: string, logType: string): string {
  return `/aws/rds/cluster/${clusterIdentifier}/${logType}`;
}

/** Where a proxy's log goes; RDS offers no choice. */
export function proxyLogGroup(proxyName: string): string {
  return `/aws/rds/proxy/${proxyName}`;
}

/** ARN pattern of a secret whose name is known: Secrets Manager adds six characters of its own. */
export function secretArnPattern(region: string, accountId: string, secretName: string): string {
  return awsArn("secretsmanager", region, accountId, `secret:${secretName}-??????`);
}
