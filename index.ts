import { loadConfig } from "./config/load";
import { createAnalytics } from "./platform/analytics";
import { createApplication } from "./platform/application";
import { createBackups } from "./platform/backups";
import { createComputeBase } from "./platform/compute-base";
import { createData } from "./platform/data";
import { createEdge } from "./platform/edge";
import { createFoundation } from "./platform/foundation";
import { createGovernance } from "./platform/governance";
import { createNetwork } from "./platform/network";
import { createRecovery } from "./platform/recovery";
import { createSearch } from "./platform/search";
import { createStorage } from "./platform/storage";
import { createWork } from "./platform/worker";

// One layer after the other, each standing on those before it. What differs between stacks is in their stack files.
const config = loadConfig();
const foundation = createFoundation(config);
const governance = createGovernance(foundation);
const network = createNetwork(foundation);
const recovery = createRecovery(foundation);
const storage = createStorage(foundation);
const data = createData(foundation, network, recovery);
const search = createSearch(foundation, network, data);
const analytics = createAnalytics(foundation, network, storage, search);
const backups = createBackups(foundation, network, data);
const compute = createComputeBase(foundation);
const stores = { storage, data, search, analytics };
const work = createWork(foundation, network, stores, compute);
const application = createApplication(foundation, network, stores, compute, work.worker.queue);
const edge = createEdge(foundation, storage, application);

/** Address of the platform. */
export const url = edge.url;
/** Distribution to invalidate after static files were replaced. */
export const distributionId = edge.distributionId;
/** Bucket the static files go to. */
export const staticBucket = storage.store.bucket("static").name;
/** Repository the application's images are pushed to. */
export const repositoryUrl = compute.images.repositoryUrl;
export const clusterName = compute.cluster.clusterName;
export const serviceName = application.service.serviceName;
/** Command that changes the schema; to be run before a version that needs it. */
export const migrateCommand = work.migration.command;
/** Where the data is, by what other tools call it; what a stack does not have is missing. */
export const dataStores = {
  databaseCluster: data.database.clusterIdentifier,
  databaseReplicaEndpoint: data.database.replicaReaderEndpoint,
  cache: data.cache.replicationGroupId,
  searchEndpoint: search.domain.endpoint,
  analyticsDataset: analytics?.google.datasetId,
  backupVault: backups?.vaultArn,
};
/** Roles people take, by duty. */
export const peopleRoles = governance.people.arns;
export const vpcId = network.vpc.vpcId;
