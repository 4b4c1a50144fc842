import type { Service } from "./registration";

/** Domain of the service agent of each service that is asked for one. */
const AGENT_DOMAINS: Readonly<Record<string, string>> = {
  "aiplatform.googleapis.com": "gcp-sa-aiplatform",
  "bigquerydatatransfer.googleapis.com": "gcp-sa-bigquerydatatransfer",
};

/** Projects of Google Cloud: enabled services, Google's own accounts for them, roles and grants. */
export const gcpProjectsService: Service = {
  "gcp:projects/service:Service": (service) => ({
    id: `${service.gcpProject}/${service.text("service")}`,
    deletionPolicy: service.or("deletionPolicy", "DELETE"),
  }),
  "gcp:projects/serviceIdentity:ServiceIdentity": (identity) => {
    const service = identity.text("service");
    const email = `service-${identity.gcpProjectNumber}@${AGENT_DOMAINS[service]}.iam.gserviceaccount.com`;
    return {
      id: `projects/${identity.gcpProject}/services/${service}`,
      email,
      member: `serviceAccount:${email}`,
    };
  },
  "gcp:projects/iAMCustomRole:IAMCustomRole": (role) => {
    const name = `projects/${role.gcpProject}/roles/${role.text("roleId")}`;
    return { id: name, name, stage: role.or("stage", "GA"), deleted: false };
  },
  "gcp:projects/iAMMember:IAMMember": (grant) => ({
    id: `${grant.gcpProject}/${grant.text("role")}/${grant.text("member")}`,
  }),
  "gcp:projects/iAMAuditConfig:IAMAuditConfig": (config) => ({
    id: `projects/${config.gcpProject}/audit_config/${config.text("service")}`,
  }),
};
