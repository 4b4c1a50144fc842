import { readPath } from "../../core/property-path";
import { type Rule, violations } from "../../core/rule";
import { looksLikeCredential } from "../../lib/secrets/credential-like";
import { isObject } from "../../lib/values/objects";

/** What looks like a credential and is not marked as one; the values of marked ones are followed by a rule of their own. */
export const FUNCTION_SETTINGS: Rule = {
  id: "least-privilege-functions-have-no-plain-credentials",
  title: "No credentials in the environment of functions",
  why: "Whoever may read the configuration of the function could read the credential.",
  fix: "let the function fetch the secret itself",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_45"],
  types: ["aws:lambda/function:Function"],
  judge({ inputs }) {
    const settings = readPath(inputs, "environment.variables").flatMap(({ value }) =>
      isObject(value) ? Object.entries(value) : [],
    );
    const suspects = settings.filter(([name, value]) => looksLikeCredential(name, String(value)));
    return violations(
      suspects.map(([name]) => ({
        key: `environment.variables.${name}`,
        message: `environment.variables.${name} looks like a credential; ${this.fix}`,
      })),
    );
  },
};
