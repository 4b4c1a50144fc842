/**
 * Actions that may run here, at the commit their tag stood for when somebody looked it up in the action's own repository
 * (2026-11-26). A tag can be moved to other code overnight, a commit cannot.
 */
export const PINS: Readonly<Record<string, { readonly commit: string; readonly version: string }>> = {
  "actions/cache": { commit: "27d5ce7f107fe9357f9df03efb73ab90386fccae", version: "v5.0.5" },
  "actions/checkout": { commit: "3d3c42e5aac5ba805825da76410c181273ba90b1", version: "v7.0.1" },
  "actions/download-artifact": { commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", version: "v8.0.1" },
  "actions/setup-go": { commit: "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e", version: "v7.0.0" },
  "actions/setup-node": { commit: "820762786026740c76f36085b0efc47a31fe5020", version: "v7.0.0" },
  "actions/upload-artifact": { commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", version: "v7.0.0" },
  "aws-actions/configure-aws-credentials": { commit: "e6de054238d6b7531b4efff3b6587d9aade6a06c", version: "v6.2.3" },
  "google-github-actions/auth": { commit: "7c6bc770dae815cd3e89ee6cdf493a5fab2cc093", version: "v3.0.0" },
  "pulumi/actions": { commit: "8e5e406f4007fca908480587cb9893c07090f58d", version: "v7.0.0" },
};
