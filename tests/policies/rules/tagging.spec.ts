import { expect } from "chai";
import { AWS_MANDATORY_TAGS } from "../../../policies/rules/tagging/aws-mandatory-tags";
import { GOOGLE_LABELS } from "../../../policies/rules/tagging/google-labels";
import { TAG_VALUES } from "../../../policies/rules/tagging/tag-values";
import { outcomes } from "../support/judge";
import { resource, unknownInput } from "../support/mutate";

const TAGS = {
  CostCenter: "CC-1",
  DataClassification: "internal",
  Environment: "dev",
  ManagedBy: "pulumi",
  Owner: "Platform Team",
  Project: "kumiki",
};
const LABELS = {
  "cost-center": "cc-1",
  "data-classification": "internal",
  environment: "dev",
  "managed-by": "pulumi",
  owner: "platform-team",
  project: "kumiki",
};
const QUEUE = "aws:sqs/queue:Queue";
const DATASET = "gcp:bigquery/dataset:Dataset";
const DATABASE = "aws:rds/cluster:Cluster";
const queue = (tags: Record<string, string>) => resource(QUEUE, "queue", { tags });
const provider = (defaultTags: string | { tags: Record<string, string> }) =>
  resource("pulumi:providers:aws", "aws", { defaultTags });

describe("tagging-aws-mandatory-tags", () => {
  it("passes what carries all six, of its own or by default of the provider", () => {
    expect(outcomes(AWS_MANDATORY_TAGS, queue(TAGS))).to.deep.equal(["pass"]);
    const { Owner, ...own } = TAGS;
    const merged = resource(QUEUE, "queue", { tags: own }, { tagsAll: { ...own, Owner } });
    expect(outcomes(AWS_MANDATORY_TAGS, merged)).to.deep.equal(["pass"]);
  });

  it("finds each tag that is missing or empty", () => {
    const { Owner, ...others } = TAGS;
    expect(outcomes(AWS_MANDATORY_TAGS, queue({ ...others, Project: "" }))).to.deep.equal([
      `violation | Tag::Owner: the tag Owner is missing or empty; pass the component its tags | Tag::Project: the tag Project is missing or empty; pass the component its tags`,
    ]);
    expect(outcomes(AWS_MANDATORY_TAGS, resource(QUEUE, "queue"))[0]).to.match(/^violation(.*Tag::\w+:){6}/);
  });

  it("does not judge tags that are not known yet", () => {
    expect(
      outcomes(AWS_MANDATORY_TAGS, resource(QUEUE, "queue", {}, {}, { inputs: unknownInput({}, "tags") })),
    ).to.deep.equal(["unproven | unknown:tags: tags is not known yet"]);
  });

  it("is about every AWS type that can be tagged, and about no other", () => {
    expect(AWS_MANDATORY_TAGS.types).to.include.members([QUEUE, DATABASE, "aws:s3/bucket:Bucket", "aws:kms/key:Key"]);
    expect(AWS_MANDATORY_TAGS.types).not.to.include("aws:s3/bucketPolicy:BucketPolicy");
    expect(outcomes(AWS_MANDATORY_TAGS, resource("aws:s3/bucketPolicy:BucketPolicy", "policy"))[0]).to.match(
      /^notApplicable \| the stack has no /,
    );
  });
});

describe("tagging-aws-tag-values", () => {
  it("passes values in their form, and leaves missing ones to the other rule", () => {
    expect(outcomes(TAG_VALUES, queue(TAGS), resource(QUEUE, "bare"))).to.deep.equal(["pass", "pass"]);
  });

  it("finds values in another form, and does not repeat them", () => {
    expect(
      outcomes(
        TAG_VALUES,
        queue({ DataClassification: "secret", Environment: "Dev", ManagedBy: "hand", Project: "Kumiki" }),
      ),
    ).to.deep.equal([
      "violation | Tag::DataClassification: the tag DataClassification does not have the form it must have: one of the four classes" +
        " | Tag::Environment: the tag Environment does not have the form it must have: lower-case letters, digits and dashes, 16 at most" +
        " | Tag::ManagedBy: the tag ManagedBy does not have the form it must have: pulumi: who changes it by hand is undone by the next update" +
        " | Tag::Project: the tag Project does not have the form it must have: lower-case letters, digits and dashes, 32 at most",
    ]);
  });
});

describe("tagging-google-labels", () => {
  const dataset = (labels: Record<string, string>) => resource(DATASET, "dataset", { labels });

  it("passes labels that say what the AWS tags say", () => {
    for (const tags of [{ tags: TAGS }, JSON.stringify({ tags: TAGS })]) {
      expect(outcomes(GOOGLE_LABELS, dataset(LABELS), provider(tags))).to.deep.equal(["pass"]);
    }
    expect(outcomes(GOOGLE_LABELS, dataset(LABELS))).to.deep.equal(["pass"]);
  });

  it("finds labels that are missing, not accepted, or different", () => {
    const { owner, ...others } = LABELS;
    const labels = { ...others, environment: "Dev", project: "", "cost-center": "cc-2" };
    expect(outcomes(GOOGLE_LABELS, dataset(labels), provider({ tags: TAGS }))).to.deep.equal([
      "violation" +
        " | Label::cost-center: the label cost-center differs from the tag of the AWS resources; pass the component its tags" +
        " | Label::environment: the label environment is empty, or not in lower case; pass the component its tags" +
        " | Label::owner: the label owner is missing; pass the component its tags" +
        " | Label::project: the label project is empty, or not in lower case; pass the component its tags",
    ]);
  });
});
