import type { Service } from "./registration";

/** Identity of Google Cloud: federation with other clouds, and service accounts. */
export const gcpIamService: Service = {
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": (pool) => {
    const path = `locations/global/workloadIdentityPools/${pool.text("workloadIdentityPoolId")}`;
    return {
      id: `projects/${pool.gcpProject}/${path}`,
      name: `projects/${pool.gcpProjectNumber}/${path}`,
      state: "ACTIVE",
      mode: pool.or("mode", "FEDERATION_ONLY"),
    };
  },
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": (provider) => {
    const pool = `locations/global/workloadIdentityPools/${provider.text("workloadIdentityPoolId")}`;
    const path = `${pool}/providers/${provider.text("workloadIdentityPoolProviderId")}`;
    return {
      id: `projects/${provider.gcpProject}/${path}`,
      name: `projects/${provider.gcpProjectNumber}/${path}`,
      state: "ACTIVE",
    };
  },
  "gcp:serviceaccount/account:Account": (account) => {
    const email = `${account.text("accountId")}@${account.gcpProject}.iam.gserviceaccount.com`;
    const name = `projects/${account.gcpProject}/serviceAccounts/${email}`;
    return { id: name, name, email, member: `serviceAccount:${email}`, uniqueId: account.digits(21) };
  },
  "gcp:serviceaccount/iAMMember:IAMMember": (grant) => ({
    id: `${grant.text("serviceAccountId")}/${grant.text("role")}/${grant.text("member")}`,
  }),
};
