import type { Registration, Service, Simulated } from "./registration";

/** A resource of the resolver: `rslvr-<kind>-` and digits. */
function numbered(idPrefix: string, arnKind: string) {
  return (resource: Registration): Simulated => {
    const id = `rslvr-${idPrefix}-${resource.hex(17)}`;
    return { id, arn: resource.arn("route53resolver", `${arnKind}/${id}`), name: resource.physicalName() };
  };
}

/** Route 53 Resolver: the DNS firewall and the log of queries. */
export const route53ResolverService: Service = {
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": numbered("frg", "firewall-rule-group"),
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": numbered("fdl", "firewall-domain-list"),
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": numbered(
    "frgassoc",
    "firewall-rule-group-association",
  ),
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": (rule) => ({
    id: `${rule.text("firewallRuleGroupId")}:${rule.text("firewallDomainListId")}`,
    name: rule.physicalName(),
  }),
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": (config) => ({
    id: `rdsc-${config.hex(16)}`,
    ownerId: config.accountId,
    firewallFailOpen: config.or("firewallFailOpen", "DISABLED"),
  }),
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": numbered("rqlc", "resolver-query-log-config"),
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": (association) => ({
    id: `rslvr-rqlcassoc-${association.hex(17)}`,
  }),
};
