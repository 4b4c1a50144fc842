import { type ResourceNode, STACK_TYPE } from "../../plan/graph";

/** Rules that find no subject answer for the stack itself; a state file from which it was removed has none. */
export function missingRoot(stack: string, project: string): ResourceNode {
  const name = `${project}-${stack}`;
  return {
    urn: `urn:pulumi:${stack}::${project}::${STACK_TYPE}::${name}`,
    type: STACK_TYPE,
    name,
    custom: false,
    inputs: {},
    outputs: {},
    secretInputs: [],
    secretOutputs: [],
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}
