import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { TelemetryArgs } from "../../../components/compute/telemetry-sidecar";
import { policyOf, register } from "../../support/platform";
import { COLLECTOR_IMAGE, container, ROLE_POLICY, service } from "./service-fixture";

// Mocks cannot show whether the collector accepts its configuration; they show the one it is given.

const WORKSPACE = "ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const REMOTE_WRITE = `https://aps-workspaces.ap-northeast-1.amazonaws.com/workspaces/${WORKSPACE}/api/v1/remote_write`;

function observed(more: Partial<TelemetryArgs> = {}) {
  return register(service({ cpu: 512, memory: 1024, telemetry: { collectorImage: COLLECTOR_IMAGE, ...more } }));
}

async function configuration(more: Partial<TelemetryArgs> = {}) {
  const [variable] = container(await observed(more), 1).environment as { name: string; value: string }[];
  return JSON.parse(String(variable?.value));
}

describe("the telemetry of a FargateService", () => {
  it("runs within the size of the task, of which the application gets the rest", async () => {
    const graph = await observed();
    const [app, collector] = [container(graph, 0), container(graph, 1)];
    expect([app.cpu, app.memoryReservation]).to.deep.equal([480, 896]);
    expect([collector.cpu, collector.memory]).to.deep.equal([32, 128]);
  });

  it("may fail without taking the task along, but starts first", async () => {
    const graph = await observed();
    expect(container(graph, 1).essential).to.equal(false);
    expect(container(graph, 0).dependsOn).to.deep.equal([{ condition: "START", containerName: "collector" }]);
  });

  it("is as unprivileged as the application, and listens to the task alone", async () => {
    const collector = container(await observed(), 1);
    expect(collector).to.include({ user: "10001:10001", readonlyRootFilesystem: true, privileged: false });
    expect(collector.portMappings).to.deep.equal([]);
    expect((await configuration()).receivers.otlp.protocols).to.deep.equal({
      grpc: { endpoint: "127.0.0.1:4317" },
      http: { endpoint: "127.0.0.1:4318" },
    });
  });

  it("tells the application where to send what, and how much of it", async () => {
    expect(container(await observed({ samplingRatio: 0.1 })).environment).to.deep.equal([
      { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://127.0.0.1:4317" },
      { name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "grpc" },
      { name: "OTEL_PROPAGATORS", value: "tracecontext,baggage,xray" },
      { name: "OTEL_SERVICE_NAME", value: "app" },
      { name: "OTEL_TRACES_SAMPLER", value: "parentbased_traceidratio" },
      { name: "OTEL_TRACES_SAMPLER_ARG", value: "0.1" },
    ]);
  });

  it("sends traces only, as long as there is no workspace for metrics", async () => {
    const config = await configuration();
    expect(config.exporters).to.deep.equal({ awsxray: { region: "ap-northeast-1" } });
    expect(Object.keys(config.service.pipelines)).to.deep.equal(["traces"]);
    const { Statement } = policyOf((await observed()).one(ROLE_POLICY, "app-task-role-policy"));
    expect(Statement.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([["SendTraces", ["*"]]]);
  });

  it("signs metrics for the workspace it is given, and may write to no other", async () => {
    const ampRemoteWriteUrl = pulumi.output(REMOTE_WRITE);
    const config = await configuration({ ampRemoteWriteUrl });
    expect(config.exporters.prometheusremotewrite).to.deep.equal({
      auth: { authenticator: "sigv4auth" },
      endpoint: REMOTE_WRITE,
      resource_to_telemetry_conversion: { enabled: true },
    });
    expect(config.extensions.sigv4auth).to.deep.equal({ region: "ap-northeast-1", service: "aps" });
    expect(config.service.extensions).to.deep.equal(["health_check", "sigv4auth"]);
    const { Statement } = policyOf((await observed({ ampRemoteWriteUrl })).one(ROLE_POLICY, "app-task-role-policy"));
    expect(Statement[1]).to.deep.include({
      Action: ["aps:RemoteWrite"],
      Resource: [`arn:aws:aps:ap-northeast-1:123456789012:workspace/${WORKSPACE}`],
    });
  });

  it("uses no component its pipelines do not define", async () => {
    const config = await configuration({ ampRemoteWriteUrl: REMOTE_WRITE });
    for (const pipeline of Object.values<Record<string, string[]>>(config.service.pipelines)) {
      for (const kind of ["receivers", "processors", "exporters"]) {
        expect(config[kind], kind).to.include.keys(...(pipeline[kind] ?? []));
      }
    }
    expect(config.extensions).to.have.keys(...config.service.extensions);
  });
});
