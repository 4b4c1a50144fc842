import { evaluate } from "../../config/evaluate";
import type { Problem } from "../../config/problem";
import type { ConfigSource } from "../../config/source";

/** Raw configuration as a stack file holds it, without the namespace. Deliberately untyped: mistakes are the point. */
export type Raw = Record<string, unknown>;

export const PAGER_DUTY = "https://events.pagerduty.com/integration/0123456789abcdef/enqueue";
const IMAGE = `registry.example.com/app@sha256:${"0".repeat(64)}`;

/** The least a stack can say: required keys only. */
export function minimal(): Raw {
  return {
    environment: "dev",
    owner: "platform",
    costCenter: "CC-0000",
    account: { id: "123456789012" },
    domain: { name: "dev.example.com", zoneId: "Z0123456789EXAMPLE" },
    network: { availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"] },
    service: { image: IMAGE },
    gcp: { projectId: "example-platform", projectNumber: "123456789012" },
    github: { repository: "example/kumiki", ownerId: "1000001", repositoryId: "1000002" },
    cost: { budgetUsd: 250 },
  };
}

/** A stack that every rule about prod is satisfied with, and nothing more. */
export function production(): Raw {
  const zones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];
  return {
    ...minimal(),
    environment: "prod",
    network: { availabilityZones: zones, natStrategy: "onePerAz" },
    cache: { replicas: 1 },
    search: { dataType: "r7g.large.search", dataCount: 3, masters: 3, standby: true },
    aurora: { mode: "provisioned", instances: 2 },
    pagerDutyEndpoint: PAGER_DUTY,
  };
}

/** The identity provider and the secret that belongs to it. */
export function operatorLogin(): Raw {
  const host = "https://login.example.com";
  return {
    ops: {
      oidc: {
        issuer: host,
        clientId: "kumiki",
        authorizationEndpoint: `${host}/authorize`,
        tokenEndpoint: `${host}/token`,
        userInfoEndpoint: `${host}/userinfo`,
      },
    },
    opsOidcClientSecret: "client-secret",
  };
}

/** A copy of `raw` in which the value at a dotted path is replaced, or removed when `value` is undefined. */
export function withValue(raw: Raw, path: string, value: unknown): Raw {
  const [name = "", ...rest] = path.split(".");
  const copy = { ...raw };
  if (rest.length > 0) copy[name] = withValue((copy[name] ?? {}) as Raw, rest.join("."), value);
  else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

export interface SourceOptions {
  readonly stack?: string;
  /** `null` leaves the region out. */
  readonly region?: string | null;
  readonly secretNames?: readonly string[];
}

/** What the engine would hand over for a stack file with this content. */
export function sourceOf(raw: Raw, options: SourceOptions = {}): ConfigSource {
  const { stack = "dev", region = "ap-northeast-1" } = options;
  const { secretNames = ["pagerDutyEndpoint", "opsOidcClientSecret"] } = options;
  const own = Object.entries(raw).map(([name, value]) => [`kumiki:${name}`, asText(value)]);
  return {
    stack,
    values: { ...Object.fromEntries(own), ...(region === null ? {} : { "aws:region": region }) },
    secretKeys: secretNames.filter((name) => name in raw).map((name) => `kumiki:${name}`),
  };
}

export function problemsOf(raw: Raw, options?: SourceOptions): readonly Problem[] {
  return evaluate(sourceOf(raw, options)).problems;
}

export function messagesOf(raw: Raw, options?: SourceOptions): string[] {
  return problemsOf(raw, options).map(({ message }) => message);
}

function asText(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
