import type { Problems } from "../shared/validate";
import { ACCESS } from "./search-access";
import type { SearchClient } from "./search-clients";

/** Notes what is wrong with the clients of a domain. */
export function checkSearchClients(clients: readonly SearchClient[], saml: boolean, problems: Problems): void {
  for (const [index, client] of clients.entries()) {
    const at = `clients[${index}]`;
    const { name, access, patterns, roleArns, groups = [] } = client;
    problems.unless(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name),
      `${at}.name must be lower-case letters, digits and single dashes, got "${name}".`,
    );
    problems.unless(
      clients.findIndex((other) => other.name === name) === index,
      `${at}.name "${name}" is used twice; give every client its own name.`,
    );
    problems.oneOf(`${at}.access`, access, accessKinds());
    problems.count(`${at}.patterns`, patterns, 1, 20);
    for (const pattern of patterns) {
      // Neither all indices, which are the engine's own as well, nor a path of the REST API.
      problems.unless(
        /^[a-z0-9][a-z0-9._-]*\*?$/.test(pattern),
        `${at}.patterns must be names such as "logs-*", in lower case and not beginning with "*", got "${pattern}".`,
      );
    }
    problems.unless(
      roleArns.length + groups.length > 0,
      `${at} is held by nobody; give it roleArns, or leave the client out.`,
    );
    problems.unless(
      saml || groups.length === 0,
      `${at}.groups come from an identity provider; set saml, or use roleArns.`,
    );
  }
}

function accessKinds(): string[] {
  return Object.keys(ACCESS).sort();
}
