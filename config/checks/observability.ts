import { messages } from "../messages";
import type { Message } from "../problem";

/**
 * Regions of Amazon Managed Grafana, from docs.aws.amazon.com/general/latest/gr/grafana-service.html as of November 2026.
 * A region AWS adds later is refused until it is added here; self-hosted Grafana works everywhere meanwhile.
 */
export const MANAGED_GRAFANA_REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "us-east-1",
  "us-east-2",
  "us-west-2",
];

const PAGER_DUTY_HOSTS: readonly string[] = ["events.pagerduty.com", "events.eu.pagerduty.com"];

/** E29. */
export function checkManagedGrafanaRegion(region: string): Message | undefined {
  return MANAGED_GRAFANA_REGIONS.includes(region) ? undefined : messages.E29(region);
}

/** E31: an interface is published only behind the identity provider, which needs both halves of its registration. */
export function checkOperatorLogin(
  publishesUi: boolean,
  hasProvider: boolean,
  hasSecret: boolean,
): Message | undefined {
  const isHalfConfigured = hasProvider !== hasSecret;
  return isHalfConfigured || (publishesUi && !hasProvider) ? messages.E31() : undefined;
}

/** E35. The text leaves the value out: the URL is a credential. */
export function checkPagerDutyEndpoint(endpoint: string): Message | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  return url?.protocol === "https:" && PAGER_DUTY_HOSTS.includes(url.host) ? undefined : messages.E35();
}
