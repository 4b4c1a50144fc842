import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { OBJECT_SUFFIX } from "../../functions/extract/line";
import { functionCode } from "../compute/function-code";
import { LambdaFunction } from "../compute/lambda-function";
import { Queue, type QueueProducer } from "../compute/queue";
import { PlatformComponent } from "../shared/component";
import type { BigQueryExportArgs } from "./bigquery-export-args";
import { checkBigQueryExportArgs, DEFAULTS } from "./bigquery-export-checks";
import { type ExportResources, extractGrants, loadGrants } from "./export-grants";
import { EXPORT_LAYOUT, METRIC_NAMESPACE } from "./export-layout";
import { type ExportSignals, exportSignals } from "./export-signals";

const EXTRACT_TIMEOUT = 600; // seconds; a run ends by itself before, and leaves the rest to the next one
const EXTRACT_MEMORY = 1769; // MiB, at which a function has one whole processor; it compresses while it reads
const LOAD_TIMEOUT = 300;
const LOAD_MEMORY = 512;

/** A message stays away while it is worked on; SQS asks for six times the function's time. */
const VISIBILITY = 6 * LOAD_TIMEOUT;

/** The longest SQS keeps a message: records of failed runs wait for somebody to look at them. */
const FAILED_RUN_RETENTION = 1_209_600;

/**
 * Copies new and changed documents of an OpenSearch domain into a BigQuery table, by two functions of which none sees
 * both sides: one in the network without the internet, one on the internet without the network, and the lake in between.
 *
 * ```ts
 * new BigQueryExport("export", {
 *   region, accountId, namePrefix, subnetIds, securityGroupId, kmsKeyArn, messagingKeyArn, logsKeyArn,
 *   domain: { endpoint: domain.endpoint, arn: domain.arn },
 *   lake: { name: store.bucket("lake").name, arn: store.bucket("lake").arn },
 *   target: { projectId, stagingDatasetId: "staging", stagingTable: "documents", location: "asia-northeast1" },
 *   federation: { audience, serviceAccountEmail },
 * });
 * ```
 *
 * Default settings: every hour, half a million documents at most; the newest two minutes wait for the next run; objects
 * of about 128 MiB before compression; one run at a time, two loads; an object that fails five times is put aside.
 * Whatever is killed, lost, repeated or reordered on the way, a document ends up once in the final table: see
 * `docs/adr/0012-export.md` for what that rests on.
 *
 * The extract function reaches the domain and S3 and needs nothing else: Lambda itself writes its logs, traces and
 * metrics and puts failed runs aside, and S3 and Lambda call KMS on its behalf.
 *
 * What it does not do: documents that are deleted stay in the table. It creates no table, no account at Google, and no
 * role in the domain. It owns the notifications of the lake's bucket, see `ExportLake`.
 *
 * A run of 20 s every hour costs about 0.35 USD a month in Tokyo (0.0000133 USD per GB-second, 2026-11); what leaves for
 * Google 0.114 USD per GB, compressed. Exported objects stay in the lake.
 */
export class BigQueryExport extends PlatformComponent {
  readonly extractRoleArn: pulumi.Output<string>;
  /** Known in advance: the domain's role mapping names it. */
  readonly extractRoleName: string;
  readonly loadRoleArn: pulumi.Output<string>;
  /** Known in advance: Google's provider admits this role and no other. */
  readonly loadRoleName: string;
  readonly extractFunctionName: pulumi.Output<string>;
  readonly loadFunctionName: pulumi.Output<string>;
  /** Queue of announced objects. */
  readonly queueArn: pulumi.Output<string>;
  /** Where objects end up that could not be loaded. */
  readonly dlqArn: pulumi.Output<string>;
  /** Where runs end up that failed on every attempt. */
  readonly failedRunsArn: pulumi.Output<string>;
  /** What to alarm on. */
  readonly signals: ExportSignals;

  constructor(
    name: string,
    private readonly args: BigQueryExportArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:analytics:BigQueryExport", name, args, options);
    checkBigQueryExportArgs(name, args);
    const failedRuns = this.createQueue("failed-runs", { retention: FAILED_RUN_RETENTION });
    const extract = this.createExtract(failedRuns);
    const announcements = this.createQueue("announcements", {
      visibilityTimeout: VISIBILITY,
      producer: { service: "s3.amazonaws.com", sourceArn: args.lake.arn },
    });
    const load = this.createLoad(announcements);
    this.announceObjects(announcements);
    this.extractRoleArn = extract.roleArn;
    this.extractRoleName = extract.roleName;
    this.loadRoleArn = load.roleArn;
    this.loadRoleName = load.roleName;
    this.extractFunctionName = extract.functionName;
    this.loadFunctionName = load.functionName;
    this.queueArn = announcements.arn;
    this.dlqArn = announcements.deadLetterArn;
    this.failedRunsArn = failedRuns.arn;
    this.signals = exportSignals({ exportName: args.namePrefix, announcements, failedRuns, extract, load });
    this.registerOutputs({
      extractRoleArn: this.extractRoleArn,
      extractRoleName: this.extractRoleName,
      loadRoleArn: this.loadRoleArn,
      loadRoleName: this.loadRoleName,
      extractFunctionName: this.extractFunctionName,
      loadFunctionName: this.loadFunctionName,
      queueArn: this.queueArn,
      dlqArn: this.dlqArn,
      failedRunsArn: this.failedRunsArn,
    });
  }

  private createQueue(
    suffix: string,
    settings: { visibilityTimeout?: number; retention?: number; producer?: QueueProducer },
  ): Queue {
    const { region, accountId, messagingKeyArn } = this.args;
    return new Queue(
      this.childName(suffix),
      { region, accountId, kmsKeyArn: messagingKeyArn, ...settings, ...this.inherited },
      { parent: this },
    );
  }

  private createExtract(failures: Queue): LambdaFunction {
    const { domain, subnetIds, securityGroupId, reservedConcurrency = DEFAULTS.reservedConcurrency } = this.args;
    const { pageSize = DEFAULTS.pageSize, maxDocs = DEFAULTS.maxDocs, safetyLag = DEFAULTS.safetyLag } = this.args;
    return new LambdaFunction(
      this.childName("extract"),
      {
        ...this.common,
        functionName: "extract",
        description: "Copies new documents of the search domain to the lake.",
        code: functionCode("extract"),
        grants: extractGrants(this.resources),
        environment: {
          ...this.environment,
          SEARCH_ENDPOINT: pulumi.interpolate`https://${domain.endpoint}`,
          INDEX_PATTERN: domain.indexPattern ?? DEFAULTS.indexPattern,
          PAGE_SIZE: `${pageSize}`,
          MAX_DOCUMENTS: `${maxDocs}`,
          SAFETY_LAG_SECONDS: `${safetyLag}`,
          CHECKPOINT_KEY: EXPORT_LAYOUT.checkpointKey,
        },
        timeout: EXTRACT_TIMEOUT,
        memory: EXTRACT_MEMORY,
        reservedConcurrency: reservedConcurrency.extract,
        network: { subnetIds, securityGroupId },
        schedule: { expression: this.args.schedule ?? DEFAULTS.schedule },
        failures,
      },
      { parent: this },
    );
  }

  private createLoad(queue: Queue): LambdaFunction {
    const { target, federation, reservedConcurrency = DEFAULTS.reservedConcurrency } = this.args;
    return new LambdaFunction(
      this.childName("load"),
      {
        ...this.common,
        functionName: "load",
        description: "Loads exported documents into BigQuery.",
        code: functionCode("load"),
        grants: loadGrants(this.resources),
        environment: {
          ...this.environment,
          PROJECT_ID: target.projectId,
          DATASET_ID: target.stagingDatasetId,
          TABLE_ID: target.stagingTable,
          LOCATION: target.location,
          GOOGLE_AUDIENCE: federation.audience,
          GOOGLE_SERVICE_ACCOUNT: federation.serviceAccountEmail,
        },
        timeout: LOAD_TIMEOUT,
        memory: LOAD_MEMORY,
        reservedConcurrency: reservedConcurrency.load,
        // One object a call: a load can take minutes, and those behind it would wait without being worked on.
        consumes: { queue, batchSize: 1, maximumConcurrency: reservedConcurrency.load },
      },
      { parent: this },
    );
  }

  /** S3 tries the queue out before it accepts this: the queue's policy has to be there, as `Queue.arn` makes sure. */
  private announceObjects(queue: Queue): void {
    const { lake, transform } = this.args;
    const notification: s3.BucketNotificationArgs = {
      region: this.region,
      bucket: lake.name,
      queues: [
        {
          id: "exported-documents",
          queueArn: queue.arn,
          // Not only what the function writes: an object that is copied onto itself is announced, and loaded, again.
          events: ["s3:ObjectCreated:*"],
          filterPrefix: EXPORT_LAYOUT.dataPrefix,
          filterSuffix: OBJECT_SUFFIX,
        },
      ],
    };
    new s3.BucketNotification(
      this.childName("notification"),
      transform?.notification?.(notification) ?? notification,
      this.child(),
    );
  }

  /** What both functions are made with. */
  private get common() {
    const { region, accountId, namePrefix, kmsKeyArn, logsKeyArn, logRetention } = this.args;
    return { region, accountId, namePrefix, kmsKeyArn, logsKeyArn, logRetention, ...this.inherited };
  }

  /** What both functions are told. */
  private get environment() {
    return {
      BUCKET: this.args.lake.name,
      BUCKET_OWNER: this.args.accountId,
      DATA_PREFIX: EXPORT_LAYOUT.dataPrefix,
      EXPORT_NAME: this.args.namePrefix,
      METRIC_NAMESPACE,
    };
  }

  private get resources(): ExportResources {
    const { region, domain, lake, kmsKeyArn } = this.args;
    return {
      region,
      kmsKeyArn,
      domainArn: domain.arn,
      indexPattern: domain.indexPattern ?? DEFAULTS.indexPattern,
      lakeArn: lake.arn,
    };
  }
}
