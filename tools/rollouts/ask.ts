import { DescribeServicesCommand, ECSClient, type Service } from "@aws-sdk/client-ecs";
import type { ExpectedService } from "./expected";

/** "You may specify up to 10 services": https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html (read 2026-11). */
const MOST_SERVICES = 10;

/** ECS refused to answer, or did not. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/**
 * What ECS says of each service, by ARN; of one that does not exist it says nothing.
 *
 * Credentials and endpoints come from wherever the AWS CLI would take them.
 * @throws RefusedError if there are no credentials, or they do not suffice, or there is no way to ECS
 */
export async function askEcs(services: readonly ExpectedService[]): Promise<ReadonlyMap<string, Service>> {
  const found = new Map<string, Service>();
  for (const batch of batches(services)) {
    const [{ region, cluster } = { region: "", cluster: "" }] = batch;
    const client = new ECSClient({ region });
    try {
      const question = new DescribeServicesCommand({ cluster, services: batch.map(({ arn }) => arn) });
      for (const service of (await client.send(question)).services ?? []) found.set(service.serviceArn ?? "", service);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new RefusedError(`ECS in ${region} does not answer: ${name}: ${message}`);
    } finally {
      client.destroy();
    }
  }
  return found;
}

/** One question is about one cluster, and about few services. */
function batches(services: readonly ExpectedService[]): ExpectedService[][] {
  const open = new Map<string, ExpectedService[]>();
  const all: ExpectedService[][] = [];
  for (const service of services) {
    const place = `${service.region} ${service.cluster}`;
    const batch = open.get(place);
    if (batch !== undefined && batch.length < MOST_SERVICES) {
      batch.push(service);
    } else {
      const next = [service];
      open.set(place, next);
      all.push(next);
    }
  }
  return all;
}
