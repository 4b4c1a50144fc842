import { PASS, type Rule, UnknownValue, violation } from "../../core/rule";
import { isAnyResource } from "../../lib/iam/any-resource";
import { parseDocument, type Statement } from "../../lib/iam/document";
import { networkOf } from "../../lib/network/network";
import { readText, UNKNOWN } from "../../lib/network/read";
import { ENDPOINT, ENDPOINT_POLICY } from "../../lib/network/types";

/** Part of N7 and N8: an endpoint without a policy is a way to every bucket and queue there is, of any account. */
export const endpointsNarrowed: Rule = {
  id: "network-endpoints-narrowed",
  title: "Every endpoint has a policy that says whose resources it is for",
  why: "Without a policy an endpoint carries data out, to resources of anybody's account.",
  fix: "give the endpoint a policy that names resources, or the accounts they may belong to",
  severity: "high",
  pack: "network",
  controls: [],
  types: [ENDPOINT],
  judge: (subject, graph) => {
    const { links } = networkOf(graph);
    const apart = graph
      .ofType(ENDPOINT_POLICY)
      .find((policy) => links.one(policy, [ENDPOINT], "vpcEndpointId") === subject.urn);
    const text = readText((apart ?? subject).inputs, "policy");
    if (text === UNKNOWN) throw new UnknownValue(`${subject.name}.policy`);
    if (text === undefined || text === "") {
      return violation("no-policy", `${subject.name} has no policy; name the resources or accounts it is for`);
    }
    const open = parseDocument(text).some(isOpen);
    return open
      ? violation("open-policy", `${subject.name} has a policy that admits everything; name resources or accounts`)
      : PASS;
  },
};

/** Whether a statement allows any resource under no condition. */
function isOpen({ allows, resources, conditions }: Statement): boolean {
  const any = resources === undefined || resources.inverted || resources.patterns.some(isAnyResource);
  return allows && conditions.length === 0 && any;
}
