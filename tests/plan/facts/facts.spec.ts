import { expect } from "chai";
import { allowedValuesOf, isStateful, replacementOf, stringLimitsOf } from "../../../plan/facts";

describe("service facts", () => {
  it("say what replaces an Aurora cluster, and what does not", () => {
    expect(replacementOf("aws:rds/cluster:Cluster", "clusterIdentifier")).to.equal("yes");
    expect(replacementOf("aws:rds/cluster:Cluster", "storageType")).to.equal("maybe");
    expect(replacementOf("aws:rds/cluster:Cluster", "backupRetentionPeriod")).to.equal("no");
  });
});

void [allowedValuesOf, isStateful, stringLimitsOf];
