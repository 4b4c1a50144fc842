import type { Service } from "./registration";

/** Budgets of a billing account. */
export const gcpBillingService: Service = {
  "gcp:billing/budget:Budget": (budget) => {
    const name = budget.uuid();
    return { id: `billingAccounts/${budget.text("billingAccount")}/budgets/${name}`, name };
  },
};
