import * as billing from "@pulumi/gcp/billing";
import * as orgpolicy from "@pulumi/gcp/orgpolicy";
import * as projects from "@pulumi/gcp/projects";
import type * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import type { ProjectServices } from "./project-services";

/** Shares of the budget at which the recipients are told. */
export const BUDGET_THRESHOLDS: readonly number[] = [0.5, 0.8, 1];

/** Services whose reading and using of data is recorded. BigQuery always records it, and nobody can turn that off. */
const AUDITED_SERVICES = {
  iam: "iam.googleapis.com", // tokens given for service accounts
  sts: "sts.googleapis.com", // credentials of AWS that came in, and those that were refused
  cloudkms: "cloudkms.googleapis.com",
  aiplatform: "aiplatform.googleapis.com",
} as const;

/** A month's budget of the project. */
export interface GoogleBudget {
  /** Billing account that pays for the project, such as `0A1B2C-3D4E5F-6A7B8C`; deploying takes a role on it. */
  readonly billingAccount: string;
  /** Units of the currency a month, 1-10000000. */
  readonly amount: number;
  /** Currency of the billing account; the API refuses any other. @default "USD" */
  readonly currency?: string;
}

export interface ProjectGuardsArgs extends GoogleArgs {
  readonly services: ProjectServices;
  /** Whether to set what a project has once: what is recorded of access to data. */
  readonly audit: boolean;
  /** Whether to forbid keys of service accounts for the whole project. */
  readonly forbidServiceAccountKeys: boolean;
  readonly budget?: GoogleBudget;
}

/** What is watched and forbidden in the whole project, not in a part of it: audit logs, keys, money. */
export class ProjectGuards extends GoogleComponent {
  constructor(name: string, args: ProjectGuardsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:ProjectGuards", name, args, options);
    if (args.audit) this.recordAccess(args);
    if (args.forbidServiceAccountKeys) this.forbidKeys(args);
    if (args.budget !== undefined) this.watchCost(args.budget, args);
    this.registerOutputs({});
  }

  private recordAccess({ services }: ProjectGuardsArgs): void {
    for (const [suffix, service] of Object.entries(AUDITED_SERVICES)) {
      new projects.IAMAuditConfig(
        this.childName(`audit-${suffix}`),
        {
          project: this.projectId,
          service,
          auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
        },
        this.child({ dependsOn: services.enabled("cloudresourcemanager") }),
      );
    }
  }

  private forbidKeys({ services }: ProjectGuardsArgs): void {
    const project = `projects/${this.projectNumber}`;
    new orgpolicy.Policy(
      this.childName("no-account-keys"),
      {
        name: `${project}/policies/iam.disableServiceAccountKeyCreation`,
        parent: project,
        spec: { rules: [{ enforce: "TRUE" }] },
      },
      this.child({ dependsOn: services.enabled("orgpolicy") }),
    );
  }

  private watchCost({ billingAccount, amount, currency = "USD" }: GoogleBudget, { services }: ProjectGuardsArgs): void {
    new billing.Budget(
      this.childName("budget"),
      {
        billingAccount,
        displayName: `Budget of ${this.projectId}`,
        amount: { specifiedAmount: { currencyCode: currency, ...money(amount) } },
        // By number: the API gives numbers back, and an id would look changed on every run.
        budgetFilter: { projects: [`projects/${this.projectNumber}`], calendarPeriod: "MONTH" },
        thresholdRules: BUDGET_THRESHOLDS.map((thresholdPercent) => ({ thresholdPercent })),
        allUpdatesRule: { enableProjectLevelRecipients: true },
      },
      this.child({ dependsOn: services.enabled("billingbudgets") }),
    );
  }
}

/** An amount as the API takes it: whole units, and billionths of one for the rest. */
function money(amount: number): { units: string; nanos?: number } {
  const units = Math.trunc(amount);
  const nanos = Math.round((amount - units) * 1e9);
  return { units: String(units), ...(nanos === 0 ? {} : { nanos }) };
}
