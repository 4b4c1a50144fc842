import { checkManagedGrafanaRegion, checkOperatorLogin, checkPagerDutyEndpoint } from "../checks/observability";
import { messages } from "../messages";
import { at, atIf } from "../problem";
import type { Rule } from "./rule";

export const operationsRules: readonly Rule[] = [
  ({ region, observability }) =>
    observability.grafana === "managed" ? atIf("observability.grafana", checkManagedGrafanaRegion(region)) : [],

  ({ observability, ops, opsOidcClientSecret }) =>
    atIf(
      "ops.oidc",
      checkOperatorLogin(
        observability.grafana === "selfHosted",
        ops.oidc !== undefined,
        opsOidcClientSecret !== undefined,
      ),
    ),

  ({ environment, pagerDutyEndpoint }) =>
    environment === "prod" && pagerDutyEndpoint === undefined ? [at("pagerDutyEndpoint", messages.E33())] : [],

  ({ pagerDutyEndpoint }) =>
    pagerDutyEndpoint === undefined ? [] : atIf("pagerDutyEndpoint", checkPagerDutyEndpoint(pagerDutyEndpoint)),

  ({ alerting: { slackTeamId, slackChannelId } }) => {
    if ((slackTeamId === undefined) === (slackChannelId === undefined)) return [];
    const missing = slackTeamId === undefined ? "alerting.slackTeamId" : "alerting.slackChannelId";
    return [at(missing, messages.E01(missing))];
  },

  ({ environment, cost }) => (cost.enforce && environment !== "dev" ? [at("cost.enforce", messages.E37())] : []),

  ({ commitments }, stackName) =>
    commitments !== undefined && buysAnything(commitments) && commitments.acknowledge !== stackName
      ? [at("commitments.acknowledge", messages.E38(stackName))]
      : [],

  ({ account }) =>
    account.createOpenSearchRole && !account.owner
      ? [at("account.createOpenSearchRole", messages.E41("account.createOpenSearchRole", account.id))]
      : [],

  ({ account, access }) =>
    access.unusedAccessDays !== undefined && !account.owner
      ? [at("access.unusedAccessDays", messages.E41("access.unusedAccessDays", account.id))]
      : [],

  ({ account, cost }) =>
    cost.activateTags && !account.owner ? [at("cost.activateTags", messages.E41("cost.activateTags", account.id))] : [],
];

/** Empty lists are a place to fill in, and no purchase. */
function buysAnything({
  savingsPlans,
  rds,
  cache,
}: { [list in "savingsPlans" | "rds" | "cache"]: readonly unknown[] }) {
  return savingsPlans.length + rds.length + cache.length > 0;
}
