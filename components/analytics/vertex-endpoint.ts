import * as vertex from "@pulumi/gcp/vertex";
import * as pulumi from "@pulumi/pulumi";
import { RandomInteger } from "@pulumi/random";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import { BigQueryDataset } from "./bigquery-dataset";

/** What is kept of predictions. */
export interface PredictionLog {
  /** Share of requests that are kept with their answers, 0-1. */
  readonly sampling: number;
  /** Dataset they are kept in, of its own: whoever may read the final tables may not read this. */
  readonly datasetId: string;
  /** Days they are kept. */
  readonly expiration: number;
  /** Key of the dataset. */
  readonly keyName?: pulumi.Input<string>;
}

export interface VertexEndpointArgs extends GoogleArgs {
  /** Key of the endpoint and of models deployed to it, of its own location. Changing it replaces the endpoint. */
  readonly keyName?: pulumi.Input<string>;
  readonly log: PredictionLog;
  /** Role, and who gets it, on this endpoint alone. */
  readonly caller: { readonly role: pulumi.Input<string>; readonly member: pulumi.Input<string> };
  /** Whether deployments refuse to delete the endpoint. */
  readonly protect: boolean;
  /** The enabled API. */
  readonly after: readonly pulumi.Resource[];
  readonly transform?: (args: vertex.AiEndpointArgs) => vertex.AiEndpointArgs;
}

/**
 * An address for predictions, without a model: models are trained, deployed and paid for by the pipeline that makes
 * them, and an endpoint without one costs nothing.
 *
 * It is reached by its own host name only, not by that of the region.
 */
export class VertexEndpoint extends GoogleComponent {
  /** The number the API calls the endpoint by. */
  readonly endpointId: pulumi.Output<string>;
  /** Host name that answers predictions, with `https://` in front. */
  readonly address: pulumi.Output<string>;

  constructor(name: string, args: VertexEndpointArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:VertexEndpoint", name, args, options);
    const endpoint = this.createEndpoint(args);
    this.admit(endpoint, args);
    this.endpointId = endpoint.name;
    this.address = endpoint.dedicatedEndpointDns;
    this.registerOutputs({ endpointId: this.endpointId, address: this.address });
  }

  private createEndpoint(args: VertexEndpointArgs): vertex.AiEndpoint {
    const { keyName, protect, after, transform } = args;
    const inputs: vertex.AiEndpointArgs = {
      project: this.projectId,
      name: this.endpointNumber(args),
      displayName: this.logicalName,
      description: "Predictions for the platform's application",
      location: this.location,
      dedicatedEndpointEnabled: true,
      ...(keyName === undefined ? {} : { encryptionSpec: { kmsKeyName: keyName } }),
      ...this.logging(args),
      labels: this.labelsFor("endpoint"),
    };
    return new vertex.AiEndpoint(
      this.childName("endpoint"),
      transform?.(inputs) ?? inputs,
      // The pipeline that deploys models decides which of them gets which share of the requests.
      this.child({ protect, ignoreChanges: ["trafficSplit"], dependsOn: [...after] }),
    );
  }

  /**
   * The API wants a number of up to ten digits where others take a name, so the one Pulumi would generate is refused.
   * The number changes together with what replaces the endpoint, so that both can exist for a moment.
   */
  private endpointNumber({ keyName }: VertexEndpointArgs): pulumi.Output<string> {
    const { result } = new RandomInteger(
      this.childName("number"),
      {
        min: 1_000_000_000,
        max: 9_999_999_999,
        keepers: { location: this.location, ...(keyName === undefined ? {} : { keyName }) },
      },
      this.child(),
    );
    return pulumi.interpolate`${result}`;
  }

  private logging({ log, protect, after }: VertexEndpointArgs): Partial<vertex.AiEndpointArgs> {
    if (log.sampling === 0) return {};
    const { datasetId } = new BigQueryDataset(
      this.childName("log"),
      {
        ...this.site,
        datasetId: log.datasetId,
        description: "Requests to the endpoint, with what users typed, and the answers",
        keyName: log.keyName,
        timeTravel: 48,
        storageBillingModel: "LOGICAL",
        partitionExpiration: log.expiration,
        protect,
        after,
      },
      this.child(),
    );
    // The API makes the table itself and refuses one that exists.
    const outputUri = pulumi.interpolate`bq://${this.projectId}.${datasetId}.request_response_logging`;
    return {
      predictRequestResponseLoggingConfig: {
        enabled: true,
        samplingRate: log.sampling,
        bigqueryDestination: { outputUri },
      },
    };
  }

  private admit(endpoint: vertex.AiEndpoint, { caller }: VertexEndpointArgs): void {
    new vertex.AiEndpointIamMember(
      this.childName("caller"),
      { project: this.projectId, location: this.location, endpoint: endpoint.name, ...caller },
      this.child(),
    );
  }
}
