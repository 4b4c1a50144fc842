import type { ResourceNode } from "../../../plan/graph";
import { type Finding, notApplicable, type Rule, violation, violations } from "../../core/rule";
import type { Condition } from "../../lib/iam/document";
import { documentOf } from "../../lib/iam/sources";

const WEBSITE = "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

/** Files of the web site leave their bucket through the stack's own distribution, and no other way. */
export const distributionReadsOnly: Rule = {
  id: "least-privilege-distribution-reads-only",
  title: "A web bucket is read by the stack's own distribution only",
  why: "Past the distribution there is no firewall, no log and no TLS of one's own choice.",
  fix: "admit cloudfront.amazonaws.com for s3:GetObject with aws:SourceArn of the distribution, and drop the web site",
  severity: "high",
  pack: "least-privilege",
  controls: ["AwsSolutions-S5"],
  types: ["aws:s3/bucketPolicy:BucketPolicy", WEBSITE],
  judge(subject, graph) {
    if (subject.type === WEBSITE) {
      return violation("Website", "a bucket that serves a web site is read without TLS; use a distribution instead");
    }
    const admitting = (documentOf(subject) ?? []).filter(
      ({ allows, principals }) => allows && principals?.services.includes("cloudfront.amazonaws.com") === true,
    );
    if (admitting.length === 0) return notApplicable("no distribution reads the bucket");
    const own = graph.ofType(DISTRIBUTION);
    return violations(
      admitting.flatMap(({ name, actions, conditions }): Finding[] => {
        const reads = !actions.inverted && actions.patterns.every((action) => action === "s3:GetObject");
        const named = conditions.some((condition) => namesOne(condition, own));
        return [
          ...(reads
            ? []
            : [{ key: `Action::${name}`, message: `statement ${name} lets a distribution do more than read` }]),
          ...(named
            ? []
            : [{ key: `Source::${name}`, message: `statement ${name} does not name the stack's distribution` }]),
        ];
      }),
    );
  },
};

function namesOne({ key, operator, values }: Condition, distributions: readonly ResourceNode[]): boolean {
  if (key !== "aws:sourcearn" || !/^(String|Arn)(Equals|Like)$/.test(operator)) return false;
  return values.length > 0 && values.every((value) => distributions.some(({ outputs }) => outputs.arn === value));
}
