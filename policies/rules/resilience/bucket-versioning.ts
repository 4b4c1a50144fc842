import { PASS, type Rule, violation } from "../../core/rule";
import { referring } from "../../lib/facts/links";
import { objectOf } from "../../lib/facts/tags";

export const BUCKET_VERSIONING: Rule = {
  id: "resilience-bucket-versioning",
  title: "Every bucket keeps the versions it overwrites",
  why: "An overwritten or deleted object is otherwise gone, and the bucket can be neither replicated nor locked.",
  fix: "Build the bucket with the component `Bucket`, which always switches versioning on.",
  severity: "medium",
  pack: "resilience",
  controls: ["CKV_AWS_21"],
  types: ["aws:s3/bucket:Bucket"],
  judge: (bucket, graph) => {
    const isOn = referring(graph, "aws:s3/bucketVersioning:BucketVersioning", "bucket", bucket).some(
      ({ inputs }) => objectOf(inputs.versioningConfiguration).status === "Enabled",
    );
    return isOn ? PASS : violation("versioning", "no BucketVersioning switches versioning on; add one");
  },
};
