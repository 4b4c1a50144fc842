import { loadConfig } from "./config/load";
import { createApplication } from "./platform/application";
import { createComputeBase } from "./platform/compute-base";
import { createEdge } from "./platform/edge";
import { createFoundation } from "./platform/foundation";
import { createGovernance } from "./platform/governance";
import { createNetwork } from "./platform/network";
import { createStorage } from "./platform/storage";
import { createWorker } from "./platform/worker";

// One layer after the other, each standing on those before it. What differs between stacks is in their stack files.
const config = loadConfig();
const foundation = createFoundation(config);
const network = createNetwork(foundation);
const governance = createGovernance(foundation);
const storage = createStorage(foundation);
const compute = createComputeBase(foundation);
const worker = createWorker(foundation, network, compute);
const application = createApplication(foundation, network, storage, compute, worker.queue);
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
/** Roles people take, by duty. */
export const peopleRoles = governance.people.arns;
export const vpcId = network.vpc.vpcId;
