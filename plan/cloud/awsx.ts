import { createHash } from "node:crypto";
import type { PlainObject, PlainValue } from "../graph";
import type { RemoteComponents } from "./registration";

/**
 * The awsx components in use. They run in awsx's own process, so what they would register there is told here, after
 * `awsx/ecr` of https://github.com/pulumi/pulumi-awsx, version 3.9.
 */
export const awsxComponents: RemoteComponents = {
  "awsx:ecr:Repository": function* (component, { lifecyclePolicy, ...repositoryArgs }) {
    const name = component.toLowerCase(); // awsx lowers it, because ECR takes lower-case names only
    const { urn, outputs } = yield { type: "aws:ecr/repository:Repository", name, inputs: repositoryArgs };
    const lifecycle = (lifecyclePolicy ?? {}) as { skip?: boolean; rules?: ImageRule[] };
    if (lifecycle.skip !== true) {
      const inputs = {
        repository: outputs.name ?? null,
        policy: { rules: lifecycleRules(lifecycle.rules) },
        ...(repositoryArgs.region === undefined ? {} : { region: repositoryArgs.region }),
      };
      yield {
        type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        name,
        inputs,
        dependencies: { repository: [urn] },
      };
    }
    // `repository` and `lifecyclePolicy` are references to resources, which only an engine can resolve: left out.
    return { url: outputs.repositoryUrl ?? null };
  },
  /**
   * Opaque: its one child, a `docker-build:index:Image`, logs in to the registry and builds and pushes on the machine
   * that deploys. Nothing of that can be told in advance but the form of the result; the digest here is made up.
   */
  // biome-ignore lint/correctness/useYield: it registers nothing, see above
  "awsx:ecr:Image": function* (name, inputs) {
    const digest = createHash("sha256")
      .update(`${name}\0${JSON.stringify(inputs)}`)
      .digest("hex");
    return { imageUri: `${String(inputs.repositoryUrl)}@sha256:${digest}` };
  },
};

type ImageRule = PlainObject & { tagStatus: string };

/** Keeps one untagged image when nothing is said. */
const DEFAULT_RULES: readonly ImageRule[] = [
  { description: "remove untagged images", tagStatus: "untagged", maximumNumberOfImages: 1 },
];

/** A rule for any image comes last: ECR refuses it anywhere else. */
function lifecycleRules(rules: readonly ImageRule[] = DEFAULT_RULES): PlainValue[] {
  const ofAny = (rule: ImageRule) => rule.tagStatus === "any";
  return [...rules.filter((rule) => !ofAny(rule)), ...rules.filter(ofAny)].map((rule, index) => ({
    rulePriority: index + 1,
    ...(rule.description === undefined ? {} : { description: rule.description }),
    selection: {
      tagStatus: rule.tagStatus,
      ...(rule.tagPrefixList === undefined ? {} : { tagPrefixList: rule.tagPrefixList }),
      ...(rule.maximumNumberOfImages === undefined
        ? { countType: "sinceImagePushed", countNumber: rule.maximumAgeLimit ?? null, countUnit: "days" }
        : { countType: "imageCountMoreThan", countNumber: rule.maximumNumberOfImages }),
    },
    action: { type: "expire" },
  }));
}
