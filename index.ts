import { Provider } from "@pulumi/aws/provider";
import { ServiceRole } from "./components/shared/service-role";
import { mandatoryTags } from "./components/shared/tags";
import { loadConfig } from "./config/load";

const config = loadConfig();
const tags = mandatoryTags({ ...config, project: "kumiki" });
const aws = new Provider("aws", {
  region: config.region as "ap-northeast-1",
  allowedAccountIds: [config.account.id],
  defaultTags: { tags },
});
const r = new ServiceRole(
  "r",
  { accountId: config.account.id, service: "ecs-tasks.amazonaws.com", description: "x", grants: [], tags },
  { providers: [aws] },
);
export const arn = r.arn;
