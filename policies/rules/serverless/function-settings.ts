import { readPath } from "../../core/property-path";
import { type Rule, violations } from "../../core/rule";
import { looksLikeCredential } from "../../lib/secrets/credential-like";
import { isObject } from "../../lib/values/objects";

/** The settings of a function hold no credential: neither one that looks like it, nor one that is marked as secret. */
export const FUNCTION_SETTINGS: Rule = {
  id: "least-privilege-functions-have-no-plain-credentials",
  title: "No credentials in the environment of functions",
  why: "Whoever may read the configuration of the function could read the credential.",
  fix: "let the function fetch the secret itself",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_45"],
  types: ["aws:lambda/function:Function"],
  judge({ inputs, secretInputs }) {
    const settings = readPath(inputs, "environment.variables").flatMap(({ value }) =>
      isObject(value) ? Object.entries(value) : [],
    );
    const suspects = settings.filter(([name, value]) => {
      const marked = secretInputs.some((path) => covers(path, `environment.variables.${name}`));
      return marked || looksLikeCredential(name, String(value));
    });
    return violations(
      suspects.map(([name]) => ({
        key: `environment.variables.${name}`,
        message: `environment.variables.${name} looks like a credential; ${this.fix}`,
      })),
    );
  },
};

/** A secret may be marked as a whole: the object that holds it. */
function covers(secret: string, path: string): boolean {
  return path === secret || path.startsWith(`${secret}.`) || secret.startsWith(`${path}.`);
}
