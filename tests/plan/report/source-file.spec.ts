import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../plan/project";
import { sourceFileOf } from "../../../plan/report/source-file";
import { bothStacks, STACKS } from "../../support/stacks";

const platform = bothStacks();

describe("the file that declares a resource", () => {
  it("is its component's, however deep the resource stands", () => {
    const prod = platform("prod");
    const fileOf = (type: string, name?: string) => sourceFileOf(prod.one(type, name), prod);
    expect(fileOf("aws:rds/cluster:Cluster", "db-cluster")).to.equal("components/data/aurora-cluster.ts");
    expect(fileOf("kumiki:data:AuroraCluster")).to.equal("components/data/aurora-cluster.ts");
    expect(fileOf("kumiki:analytics:BigQueryExport")).to.equal("components/analytics/bigquery-export.ts");
  });

  for (const stack of STACKS) {
    it(`exists for every component of ${stack}; what stands outside of any is the platform's`, () => {
      const graph = platform(stack);
      const files = [...new Set(graph.resources.map((resource) => sourceFileOf(resource, graph)))];
      expect(files.filter((file) => !existsSync(join(projectRoot, file)))).to.deep.equal([]);
      const outside = graph.resources.filter((resource) => sourceFileOf(resource, graph) === "platform/");
      expect(outside.map(({ type }) => type)).to.deep.equal([
        "pulumi:providers:aws",
        "pulumi:providers:gcp",
        "pulumi:pulumi:Stack",
      ]);
    });
  }
});
