import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { SearchAccess, SearchClient } from "../../../components/data/search-clients";
import { clientGrants, searchRoles } from "../../../components/data/search-roles";
import type { PlainValue } from "../../../plan/graph";
import { registerOutputs } from "../../support/platform";
import { DOMAIN_ARN, role } from "./search-fixture";

const client = (access: SearchAccess, pattern: string): SearchClient => ({
  name: "a-client",
  access,
  patterns: [pattern],
  roleArns: [role("b"), pulumi.output(role("a"))],
});

/** The role in the domain and the grants in IAM of a kind of access. */
async function rights(access: SearchAccess, pattern: string): Promise<{ role: PlainValue; grants: PlainValue }> {
  const { roles, grants } = await registerOutputs(() => ({
    roles: searchRoles([client(access, pattern)]),
    grants: clientGrants(DOMAIN_ARN, client(access, pattern)),
  }));
  if (!Array.isArray(roles)) throw new Error("expected a list of roles");
  return { role: roles[0] ?? null, grants: grants ?? null };
}

const grant = (sid: string, methods: string[], ...paths: string[]) => ({
  sid,
  actions: methods.map((method) => `es:ESHttp${method}`),
  resources: paths.map((path) => `${DOMAIN_ARN}/${path}`),
});

const HELD = { name: "a-client", backendRoles: [role("a"), role("b")] };
const READ_CLUSTER = [
  "cluster:monitor/main",
  "indices:data/read/mget",
  "indices:data/read/msearch",
  "indices:data/read/scroll*",
];
const READ_INDEX = ["indices:admin/get", "indices:admin/mappings/get", "read"];

describe("access to a search domain", () => {
  it("to append is to send bulk requests and create indices, not to read or delete (5.1-5, F17)", async () => {
    expect(await rights("append", "logs-*")).to.deep.equal({
      role: {
        ...HELD,
        clusterPermissions: ["indices:data/write/bulk"],
        indexPermissions: [
          {
            patterns: ["logs-*"],
            actions: [
              "indices:admin/create",
              "indices:admin/mapping/put",
              "indices:data/write/bulk[s]",
              "indices:data/write/index",
            ],
          },
        ],
      },
      grants: [grant("SearchAClient", ["Post"], "_bulk", "logs-*")],
    });
  });

  it("to export is to search in a point in time, and to close it (F18)", async () => {
    expect(await rights("export", "documents-*")).to.deep.equal({
      role: {
        ...HELD,
        clusterPermissions: [],
        indexPermissions: [
          {
            patterns: ["documents-*"],
            actions: [
              "indices:data/read/point_in_time/create",
              "indices:data/read/point_in_time/delete",
              "indices:data/read/search",
            ],
          },
        ],
      },
      grants: [
        grant("SearchAClient", ["Post"], "_search", "documents-*"),
        grant("SearchAClient2", ["Delete"], "_search/point_in_time"),
      ],
    });
  });

  it("to read is to search and to see mappings (F26)", async () => {
    expect(await rights("read", "logs-*")).to.deep.equal({
      role: {
        ...HELD,
        clusterPermissions: READ_CLUSTER,
        indexPermissions: [{ patterns: ["logs-*"], actions: READ_INDEX }],
      },
      grants: [
        grant(
          "SearchAClient",
          ["Get", "Head", "Post"],
          ...["", "_mget", "_msearch", "_resolve/index/*", "_search", "_search/scroll", "logs-*"],
        ),
      ],
    });
  });

  it("to write is to own whole documents: no index is deleted and no part updated (1.1-6, F8)", async () => {
    expect(await rights("write", "documents-*")).to.deep.equal({
      role: {
        ...HELD,
        clusterPermissions: [...READ_CLUSTER, "indices:data/write/bulk"],
        indexPermissions: [
          {
            patterns: ["documents-*"],
            actions: [
              "indices:admin/create",
              "indices:admin/get",
              "indices:admin/mapping/put",
              "indices:admin/mappings/get",
              "indices:data/write/bulk[s]",
              "indices:data/write/delete",
              "indices:data/write/index",
              "read",
            ],
          },
        ],
      },
      grants: [
        grant(
          "SearchAClient",
          ["Delete", "Get", "Head", "Post", "Put"],
          ...["", "_bulk", "_mget", "_msearch", "_resolve/index/*", "_search", "_search/scroll", "documents-*"],
        ),
      ],
    });
  });

  it("to store is to bring templates as well, whose names IAM limits (F14)", async () => {
    expect(await rights("store", "jaeger-*")).to.deep.equal({
      role: {
        ...HELD,
        clusterPermissions: [
          "cluster:monitor/main",
          "indices:admin/index_template/get",
          "indices:admin/index_template/put",
          "indices:admin/template/get",
          "indices:admin/template/put",
          "indices:data/read/mget",
          "indices:data/read/msearch",
          "indices:data/read/scroll*",
          "indices:data/write/bulk",
        ],
        indexPermissions: [
          {
            patterns: ["jaeger-*"],
            actions: [
              "indices:admin/aliases*",
              "indices:admin/create",
              "indices:admin/get",
              "indices:admin/mapping/put",
              "indices:admin/mappings/get",
              "read",
              "write",
            ],
          },
        ],
      },
      grants: [
        grant(
          "SearchAClient",
          ["Delete", "Get", "Head", "Post", "Put"],
          ...["", "_bulk", "_index_template/jaeger-*", "_mget", "_msearch", "_resolve/index/*", "_search"],
          ...["_search/scroll", "_template/jaeger-*", "jaeger-*"],
        ),
      ],
    });
  });

  it("to browse is to read through Dashboards, which keeps a person's settings (2.2-2, 5.1-6)", async () => {
    expect(await rights("browse", "logs-*")).to.deep.equal({
      role: {
        ...HELD,
        clusterPermissions: READ_CLUSTER,
        indexPermissions: [
          { patterns: ["logs-*"], actions: READ_INDEX },
          { patterns: [".kibana*", ".opensearch_dashboards*"], actions: ["delete", "index", "manage", "read"] },
        ],
      },
      grants: [grant("SearchAClient", ["Delete", "Get", "Head", "Post", "Put"], "_dashboards", "_dashboards/*")],
    });
  });

  it("is held by IAM roles and by groups of the identity provider", async () => {
    const { roles } = await registerOutputs(() => ({
      roles: searchRoles([{ ...client("browse", "logs-*"), groups: ["operators", "engineers"] }]),
    }));
    expect(roles).to.have.deep.nested.property("[0].backendRoles", [role("a"), role("b")]);
    expect(roles).to.have.deep.nested.property("[0].groups", ["engineers", "operators"]);
  });
});
