import * as pulumi from "@pulumi/pulumi";
import { objectGrants } from "../components/data/object-grants";
import type { Grant } from "../components/shared/iam";
import { entryOf } from "../components/shared/lookup";
import type { Analytics } from "./analytics";
import { CACHE_USERS, DATABASE_USERS, type Data } from "./data";
import type { Foundation } from "./foundation";
import type { Search } from "./search";
import type { Storage } from "./storage";

/** Everything a workload works with. */
export interface Stores {
  readonly storage: Storage;
  readonly data: Data;
  readonly search: Search;
  /** Undefined where the stack has no side on Google Cloud. */
  readonly analytics: Analytics | undefined;
}

/** How a workload finds the stores, and what it may do there. */
export interface WorkloadAccess {
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly grants: readonly Grant[];
}

/** Objects the application owns in the lake. */
const UPLOADS = "raw/uploads/";

/**
 * The same for the application and its workers, but for the database user. Nothing of it is a secret: who a workload is,
 * its role says.
 */
export function workloadAccess(
  foundation: Foundation,
  { storage, data, search, analytics }: Stores,
  workload: "app" | "worker",
): WorkloadAccess {
  const { common, keys } = foundation;
  const { cache } = data;
  const lake = storage.store.bucket("lake");
  return {
    environment: {
      ...databaseEnvironment(data, workload),
      CACHE_HOST: cache.configurationEndpoint,
      CACHE_PORT: cache.port.apply(String),
      CACHE_NAME: cache.replicationGroupId,
      CACHE_SESSION_USER: entryOf("cache user", cache.userIds, CACHE_USERS.sessions),
      CACHE_VALUES_USER: entryOf("cache user", cache.userIds, CACHE_USERS.values),
      SEARCH_ENDPOINT: search.domain.endpoint,
      UPLOAD_BUCKET: lake.name,
      UPLOAD_PREFIX: UPLOADS,
      // F10 of the flows is the application's alone: workers reach no internet once every service has an endpoint.
      ...(analytics === undefined || workload === "worker" ? {} : googleEnvironment(foundation, analytics)),
    },
    grants: [
      databaseGrant(data, workload),
      cache.connectGrant(CACHE_USERS.sessions),
      cache.connectGrant(CACHE_USERS.values),
      ...search.domain.clientGrants("documents-writer"),
      ...objectGrants(lake.arn, UPLOADS, keys.arn("data"), common.region),
    ],
  };
}

/** What a migration needs: the database, as the user that owns the schema. */
export function migrationAccess(data: Data): WorkloadAccess {
  return { environment: databaseEnvironment(data, "migration"), grants: [databaseGrant(data, "migration")] };
}

function databaseEnvironment({ database }: Data, workload: keyof typeof DATABASE_USERS) {
  return {
    DATABASE_HOST: database.writerEndpoint,
    DATABASE_READER_HOST: database.readerEndpoint,
    DATABASE_PORT: String(database.port),
    DATABASE_NAME: database.databaseName,
    DATABASE_USER: DATABASE_USERS[workload],
  };
}

function databaseGrant({ database }: Data, workload: keyof typeof DATABASE_USERS): Grant {
  return {
    sid: "ConnectToDatabase",
    actions: ["rds-db:connect"],
    resources: [database.connectResourceArn(DATABASE_USERS[workload])],
  };
}

/** What the credential bridge (functions/google-credentials) is given, and where the models are. */
function googleEnvironment({ config }: Foundation, { google }: Analytics) {
  const { projectId } = config.gcp;
  const { endpointAddress, endpointId, location } = google;
  return {
    GOOGLE_AUDIENCE: google.wifAudience,
    GOOGLE_SERVICE_ACCOUNT: google.appServiceAccountEmail,
    GOOGLE_PROJECT: projectId,
    GOOGLE_LOCATION: location,
    // A dedicated endpoint answers at its own address only, which nobody can tell from project and location.
    ...(endpointAddress === undefined
      ? {}
      : {
          GOOGLE_ENDPOINT: pulumi.interpolate`${endpointAddress}/v1/projects/${projectId}/locations/${location}/endpoints/${endpointId}`,
        }),
  };
}
