import * as awsx from "@pulumi/awsx/ecr";
import { expect } from "chai";
import { register } from "../../support/platform";

// Compares the model of awsx with what its source does; a new version of awsx has to be read again.

const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";

describe("awsx.ecr.Repository in the simulated cloud", () => {
  it("registers both children below itself, by its own name in lower case", async () => {
    const graph = await register(() => new awsx.Repository("AppImages"));
    const component = graph.one("awsx:ecr:Repository");
    expect(graph.childrenOf(component.urn).map(({ type, name }) => [type, name])).to.have.deep.members([
      [REPOSITORY, "appimages"],
      [LIFECYCLE, "appimages"],
    ]);
    expect(component.outputs.url).to.equal(graph.one(REPOSITORY).outputs.repositoryUrl);
  });

  it("keeps one untagged image when told nothing", async () => {
    const graph = await register(() => new awsx.Repository("images"));
    const rules = [
      {
        rulePriority: 1,
        description: "remove untagged images",
        selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 1 },
        action: { type: "expire" },
      },
    ];
    expect(graph.one(LIFECYCLE).inputs).to.deep.equal({
      repository: graph.one(REPOSITORY).outputs.name,
      policy: { rules },
    });
    expect(graph.one(LIFECYCLE).outputs.policy).to.equal(JSON.stringify({ rules }));
  });

  it("puts a rule for any image last and hands tag prefixes on", async () => {
    const graph = await register(
      () =>
        new awsx.Repository("images", {
          lifecyclePolicy: {
            rules: [
              { tagStatus: "any", maximumNumberOfImages: 5 },
              { tagStatus: "tagged", tagPrefixList: ["dev-"], maximumAgeLimit: 3 },
            ],
          },
        }),
    );
    expect(graph.one(LIFECYCLE).inputs.policy).to.deep.equal({
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: "tagged",
            tagPrefixList: ["dev-"],
            countType: "sinceImagePushed",
            countNumber: 3,
            countUnit: "days",
          },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 5 },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("has no lifecycle policy when that is skipped", async () => {
    const graph = await register(() => new awsx.Repository("images", { lifecyclePolicy: { skip: true } }));
    expect(graph.ofType(LIFECYCLE)).to.deep.equal([]);
  });
});
