import type { Service } from "./registration";

/** Cloud Map: namespaces in which services find each other. */
export const servicediscoveryService: Service = {
  "aws:servicediscovery/httpNamespace:HttpNamespace": (namespace) => {
    const name = namespace.physicalName();
    const id = `ns-${namespace.alphanumeric(16).toLowerCase()}`;
    return { id, name, httpName: name, arn: namespace.arn("servicediscovery", `namespace/${id}`) };
  },
};
