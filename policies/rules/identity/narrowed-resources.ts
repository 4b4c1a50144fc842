import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { iamActions } from "../../lib/iam/actions";
import { ANY_RESOURCE, isAnyResource } from "../../lib/iam/any-resource";
import { onlyBounds, ROLE, statementsIn, typesOf } from "../../lib/iam/sources";

/** A grant is for named resources, wherever the service can tell resources apart. */
export const narrowedResources: Rule = {
  id: "least-privilege-narrowed-resources",
  title: "A grant on every resource is one the service cannot narrow",
  why: "Whoever takes over the role would reach the data of every other part of the account.",
  fix: "give the grant the ARNs it is for; if the service knows none, list the action in policies/lib/iam/any-resource.ts",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_355", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "KMS.1", "KMS.2", "AWS-0346"],
  types: [...typesOf("identity"), ROLE],
  judge(subject, graph) {
    if (onlyBounds(subject, graph)) return notApplicable("it bounds roles and grants nothing");
    return violations(
      statementsIn(subject)
        .filter(({ allows }) => allows)
        .flatMap(({ name, actions, resources }): Finding[] => {
          if (resources?.inverted === true) {
            const message = `statement ${name} grants every resource but those it lists; name the resources it is for`;
            return [{ key: `NotResource::${name}`, message }];
          }
          if (!(resources?.patterns ?? []).some(isAnyResource)) return [];
          return iamActions()
            .expand(actions)
            .filter((action) => action.resourceTypes.length > 0 && ANY_RESOURCE[action.name] === undefined)
            .map((action) => ({
              key: `Resource::${action.name}`,
              message: `statement ${name} grants ${action.name} on every resource; name the ${action.resourceTypes.join(" or ")}`,
            }));
        }),
    );
  },
};
