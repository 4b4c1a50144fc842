import { type ResourceGraph, type ResourceNode, STACK_TYPE } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { isOpenPlace } from "../../lib/secrets/places";
import { secretForms, textsAt } from "../../lib/secrets/secret-values";

/** A secret's value is only where it is marked, and never where others read it. */
export const noOpenSecrets: Rule = {
  id: "encryption-no-open-secrets",
  title: "No secret's value is in an environment, a parameter, a tag, an asset or an output",
  why: "There it is shown to whoever may look at the resource, kept in its history, and written to logs.",
  fix: "keep the value in Secrets Manager, and hand on the secret's ARN: the program reads it at run time",
  severity: "critical",
  pack: "encryption",
  theorem: "secrets",
  controls: ["CKV_AWS_45"],
  types: [STACK_TYPE],
  judge(_, graph) {
    const forms = [...secretForms(graph)];
    return violations([...graph.resources.flatMap((node) => problemsOf(node, forms)), ...outputsOf(graph, forms)]);
  },
};

function problemsOf(node: ResourceNode, forms: readonly string[]): Finding[] {
  const { name, inputs, secretInputs } = node;
  const marked = (path: string) =>
    secretInputs.some((secret) => path === secret || path.startsWith(`${secret}.`) || path.startsWith(`${secret}[`));
  const open = secretInputs.filter((path) => isOpenPlace(node, path));
  const found = [...textsAt(inputs)].filter(([path, text]) => {
    return (!marked(path) || isOpenPlace(node, path)) && forms.some((form) => text.includes(form));
  });
  const named = forms.some((form) => name.includes(form)) ? ["its logical name"] : [];
  return [...new Set([...open, ...found.map(([path]) => withoutKeys(path)), ...named])].map((path) => ({
    key: `Input::${name}::${path}`,
    message: `${path} of ${name} holds a secret's value; hand on the ARN of a secret instead`,
  }));
}

/** What a stack gives out is printed at the end of every deployment. */
function outputsOf({ outputs, secretOutputs }: ResourceGraph, forms: readonly string[]): Finding[] {
  const found = [...textsAt(outputs)].filter(([, text]) => forms.some((form) => text.includes(form)));
  const names = [...secretOutputs, ...found.map(([path]) => withoutKeys(path))].map(
    (path) => path.split(/[.[]/, 1)[0] ?? path,
  );
  return [...new Set(names)].map((name) => ({
    key: `Output::${name}`,
    message: `the output ${name} of the stack holds a secret's value; leave it out`,
  }));
}

/** A key that holds a secret is not named: the message would hold it too. */
function withoutKeys(path: string): string {
  return path.replace(/\{.*\}$/, "{}");
}
