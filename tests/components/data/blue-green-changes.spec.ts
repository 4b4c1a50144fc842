import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { BLUE_GREEN_CHANGES, BLUE_GREEN_SOURCE } from "../../../components/data/blue-green-changes";
import { checkInputs } from "../../../plan/cloud/schema";
import { projectRoot } from "../../../plan/project";
import { DOMAIN } from "./search-fixture";

/** An input with the property, whatever its value, and nothing else. */
function input(property: string): Record<string, unknown> {
  return property.split(".").reduceRight<Record<string, unknown>>((value, key) => ({ [key]: value }), {});
}

describe("changes of a search domain that take hours", () => {
  it("are told from those in place by properties the provider has", () => {
    const unknown = BLUE_GREEN_CHANGES.filter(({ property }) =>
      checkInputs(DOMAIN, input(property)).some((problem) => problem.includes("has no property")),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("are listed for operators as they are for the report", () => {
    const page = readFileSync(join(projectRoot, "docs/search.md"), "utf8");
    const rows = [...page.matchAll(/^\| `([\w.]+)` \| ([^|]+) \|(?: ([^|]+) |\s)\|$/gm)].map(
      ([, property, change, unless]) => ({ property, change, ...(unless === undefined ? {} : { unless }) }),
    );
    expect(rows).to.deep.equal(BLUE_GREEN_CHANGES);
    expect(page).to.contain(`(${BLUE_GREEN_SOURCE})`);
  });

  it("are what they are for the domain, not for its policy, its logs or its tags", () => {
    const properties = BLUE_GREEN_CHANGES.map(({ property }) => property);
    expect(properties).to.include.members(["clusterConfig.instanceType", "vpcOptions.subnetIds", "advancedOptions"]);
    const quick = ["accessPolicies", "logPublishingOptions", "tags"];
    expect(properties.filter((property) => quick.includes(property))).to.deep.equal([]);
  });
});
