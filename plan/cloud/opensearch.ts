import type { Service } from "./registration";

/** OpenSearch Service: a domain is named by its ARN, which still says `es`, and is only inside a network here. */
export const openSearchService: Service = {
  "aws:opensearch/domain:Domain": (domain) => {
    const name = domain.physicalName("domainName");
    const host = `vpc-${name}-${domain.alphanumeric(26, "endpoint").toLowerCase()}`;
    const endpoint = `${host}.${domain.region}.es.amazonaws.com`;
    const endpointV2 = `${host}.aos.${domain.region}.on.aws`;
    const arn = domain.arn("es", `domain/${name}`);
    return {
      id: arn,
      arn,
      domainName: name,
      domainId: `${domain.accountId}/${name}`,
      endpoint,
      endpointV2,
      dashboardEndpoint: `${endpoint}/_dashboards`,
      dashboardEndpointV2: `${endpointV2}/_dashboards`,
      ipAddressType: domain.or("ipAddressType", "ipv4"),
      engineVersion: domain.text("engineVersion"),
      accessPolicies: domain.text("accessPolicies"),
      autoTuneOptions: domain.or("autoTuneOptions", { desiredState: "DISABLED" }),
    };
  },
  "aws:opensearch/domainSamlOptions:DomainSamlOptions": (saml) => ({ id: saml.text("domainName") }),
};
