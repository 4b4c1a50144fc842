import type { EnforcementLevel, ReportViolation, Severity } from "@pulumi/policy";

/** What a violation can say besides its text: the SDK accepts it (1.20 and later), its typings do not show it. */
export interface DetailedReport {
  /** Under which name it is reported, where that is not the policy's own. */
  readonly name: string;
  readonly message: string;
  readonly urn: string;
  readonly description: string;
  readonly severity: Severity;
  /** Where it differs from the level of the policy, which the engine knows from the configuration. */
  readonly enforcementLevel?: EnforcementLevel | undefined;
}

/** Part of the SDK since 1.21, but stripped from its typings by `stripInternal`: declared here, and nowhere else. */
interface UnknownSupport {
  readonly UnknownValueError: new (sentinel: string, path: readonly string[]) => Error;
  unknownCheckingProxy(properties: object): Record<string, unknown>;
}

const sdk: UnknownSupport = require("@pulumi/policy");

/** Thrown by what CrossGuard hands over when a property is read that is not known yet. */
export const { UnknownValueError, unknownCheckingProxy } = sdk;

/** Reports with its own level and severity; `report` as typed takes a text alone. */
export function reportDetailed(report: ReportViolation, detail: DetailedReport): void {
  const accepting: unknown = report;
  (accepting as (detail: DetailedReport) => void)(detail);
}
