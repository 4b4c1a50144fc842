import { z } from "zod";
import { STACK_TYPE } from "../../../plan/graph";
import { PASS, violation } from "../../core/rule";
import { adjustable } from "../../core/settings";

const SETTINGS = z.strictObject({
  atMost: z.int().min(0).max(200).default(24).describe("Network interfaces that endpoints may have in all"),
});

/** Counts interfaces, not endpoints: each zone of each endpoint is billed by the hour. */
export const INTERFACE_ENDPOINTS = adjustable(SETTINGS, ({ atMost }) => ({
  id: "cost-interface-endpoints",
  title: "Endpoints are few enough to cost less than the traffic they save",
  why: "In Tokyo an endpoint costs about USD 10 a month in each zone (2026), used or not.",
  fix: "shorten `network.interfaceEndpoints` in the stack file",
  severity: "low",
  pack: "cost",
  controls: [],
  types: [STACK_TYPE],
  judge: (_, graph) => {
    const interfaces = graph
      .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
      .filter(({ inputs }) => inputs.vpcEndpointType === "Interface")
      .reduce((sum, { inputs }) => sum + (Array.isArray(inputs.subnetIds) ? inputs.subnetIds.length : 1), 0);
    return interfaces <= atMost
      ? PASS
      : violation("endpoints", `interface endpoints have more than ${atMost} network interfaces in all; list fewer`);
  },
}));
