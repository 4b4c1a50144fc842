import type { PlainValue } from "../../../plan/graph";
import { tierOf } from "../../../plan/tier";
import { readPath } from "../../core/property-path";
import { type Rule, violations } from "../../core/rule";
import { withId } from "../../lib/graph/references";

/** With the tier's isolation this says that a database cannot reach, nor be reached from, the internet. */
export const DATABASES_IN_DATA_TIER: Rule = {
  id: "network-databases-in-data-tier",
  title: "Databases live in subnets of the data tier",
  why: "In any other tier a route leads out of the network.",
  fix: "pass the component the subnets of the data tier",
  severity: "high",
  pack: "network",
  controls: ["RDS.46"],
  types: ["aws:rds/subnetGroup:SubnetGroup"],
  judge({ inputs }, graph) {
    const inData = (id: PlainValue | undefined) => {
      const subnet = withId("aws:ec2/subnet:Subnet", id, graph);
      return subnet !== undefined && tierOf(subnet) === "data";
    };
    const strays = readPath(inputs, "subnetIds[]").filter(({ value }) => !inData(value));
    return violations(
      strays.map(({ path }) => ({ key: path, message: `${path} is not of the data tier; ${this.fix}` })),
    );
  },
};
