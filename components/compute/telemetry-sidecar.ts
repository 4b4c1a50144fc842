import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "../shared/iam";
import { canonicalJson } from "./canonical-json";

/** The OpenTelemetry collector that runs in each task beside the application. */
export interface TelemetryArgs {
  /** Collector image, pinned by digest, with the `awsxray`, `prometheusremotewrite` and `sigv4auth` parts. */
  readonly collectorImage: string;
  /** `https://aps-workspaces.<region>.amazonaws.com/workspaces/<id>/api/v1/remote_write`. @default - no metrics are sent */
  readonly ampRemoteWriteUrl?: pulumi.Input<string>;
  /** Share of traces that are kept, 0-1, decided where the trace starts. @default 0.05 */
  readonly samplingRatio?: number;
}

/** What the collector takes of the task's size. */
export const COLLECTOR_CPU_UNITS = 32;
export const COLLECTOR_MEMORY_MIB = 128;

export const DEFAULT_SAMPLING_RATIO = 0.05;

/** Only this task reaches it: containers of a task share the loopback interface. */
const OTLP_GRPC = "127.0.0.1:4317";
const OTLP_HTTP = "127.0.0.1:4318";

/** Variables that lead any OpenTelemetry SDK to the collector. */
export function telemetryEnvironment(serviceName: string, samplingRatio: number): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${OTLP_GRPC}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_PROPAGATORS: "tracecontext,baggage,xray",
    OTEL_SERVICE_NAME: serviceName,
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: String(samplingRatio),
  };
}

/** The collector's configuration: JSON, which its YAML parser reads as well, in one canonical order. */
export function collectorConfig(region: string, ampRemoteWriteUrl?: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(ampRemoteWriteUrl).apply((url) => canonicalJson(configuration(region, url)));
}

/** What the collector needs of the task role: both containers of a task share it. */
export function telemetryGrants(region: string, accountId: string, ampRemoteWriteUrl?: pulumi.Input<string>): Grant[] {
  const traces: Grant = {
    sid: "SendTraces",
    actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    resources: ["*"],
    anyResource: "X-Ray has no resource a trace is written to.",
  };
  if (ampRemoteWriteUrl === undefined) return [traces];
  const workspace = pulumi
    .output(ampRemoteWriteUrl)
    .apply((url) => `arn:aws:aps:${region}:${accountId}:workspace/${workspaceId(url)}`);
  return [traces, { sid: "SendMetrics", actions: ["aps:RemoteWrite"], resources: [workspace] }];
}

function workspaceId(url: string): string {
  const [, id] = /\/workspaces\/([\w-]+)\//.exec(url) ?? [];
  if (id !== undefined) return id;
  throw new pulumi.RunError(
    `telemetry.ampRemoteWriteUrl must be the remote-write address of a workspace (…/workspaces/<id>/api/v1/remote_write), got "${url}".`,
  );
}

function configuration(region: string, ampRemoteWriteUrl: string | undefined): object {
  const processors = ["memory_limiter", "resourcedetection", "batch"];
  const metrics = ampRemoteWriteUrl !== undefined;
  return {
    extensions: {
      health_check: { endpoint: "127.0.0.1:13133" },
      ...(metrics ? { sigv4auth: { region, service: "aps" } } : {}),
    },
    receivers: { otlp: { protocols: { grpc: { endpoint: OTLP_GRPC }, http: { endpoint: OTLP_HTTP } } } },
    processors: {
      // Refuses data before the container is killed for its memory, which would take the whole task along.
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 },
      resourcedetection: { detectors: ["env", "ecs"], timeout: "2s" },
      batch: { timeout: "5s" },
    },
    exporters: {
      awsxray: { region },
      ...(metrics
        ? {
            prometheusremotewrite: {
              auth: { authenticator: "sigv4auth" },
              endpoint: ampRemoteWriteUrl,
              resource_to_telemetry_conversion: { enabled: true },
            },
          }
        : {}),
    },
    service: {
      extensions: ["health_check", ...(metrics ? ["sigv4auth"] : [])],
      pipelines: {
        traces: { receivers: ["otlp"], processors, exporters: ["awsxray"] },
        ...(metrics ? { metrics: { receivers: ["otlp"], processors, exporters: ["prometheusremotewrite"] } } : {}),
      },
      // The collector's own metrics would need a port of their own, and nobody scrapes it.
      telemetry: { metrics: { level: "none" } },
    },
  };
}
