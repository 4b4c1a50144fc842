import { STACK_TYPE } from "../../../plan/graph";
import { controlOf } from "../../catalogue/catalogue";
import { type Rule, violations } from "../../core/rule";

interface ForbiddenRow {
  readonly control: string;
  readonly id: string;
  readonly why: string;
  readonly fix: string;
}

const ROWS: readonly ForbiddenRow[] = [
  {
    control: "IAM.2",
    id: "no-policies-on-users",
    why: "Permissions of single users are forgotten when they change their work.",
    fix: "grant the permission to a role",
  },
  {
    control: "CKV_AWS_273",
    id: "no-iam-users",
    why: "A user of IAM has keys that do not expire.",
    fix: "let people sign in through single sign-on, and workloads assume roles",
  },
  {
    control: "CKV2_AWS_22",
    id: "no-console-passwords",
    why: "A password of IAM is neither checked by nor ended with the account of the organisation.",
    fix: "let people sign in through single sign-on",
  },
  {
    control: "CIS-GCP-3.0-1.4",
    id: "no-service-account-keys",
    why: "A key file does not expire, and works from anywhere.",
    fix: "let the workload federate its identity",
  },
];

/** What must not exist at all: judged on the stack, so that having none of it is a pass and not nothing. */
export const FORBIDDEN: readonly Rule[] = [
  ...ROWS.map((row) => forbid("least-privilege", row)),
  forbid("network", {
    control: "CKV_AWS_148",
    id: "no-default-vpc",
    why: "The default network gives public addresses to whatever starts in it.",
    fix: "use the networks of the platform",
  }),
];

function forbid(pack: "least-privilege" | "network", { control, id, why, fix }: ForbiddenRow): Rule {
  const { title, severity, resources } = controlOf(control);
  return {
    id: `${pack}-${id}`,
    title,
    why,
    fix,
    severity,
    pack,
    controls: [control],
    types: [STACK_TYPE],
    judge(_stack, graph) {
      const found = resources.flatMap((type) => graph.ofType(type));
      return violations(found.map(({ urn, name }) => ({ key: urn, message: `${name} must not exist; ${fix}` })));
    },
  };
}
