import { expect } from "chai";
import { renderMarkdown } from "../../../plan/impact/markdown";
import { renderJson, renderText } from "../../../plan/impact/render";
import { assessed, created, deleted, replaced, updated, urnOf } from "./plans";

const BUCKET = "aws:s3/bucket:Bucket";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROLE = "aws:iam/role:Role";

const PLAN = [
  ...updated(ROLE, { description: "a" }, { description: "b" }, "task"),
  ...created(NAT, {}, "nat"),
  ...updated(
    CACHE,
    { applyImmediately: true, nodeType: "cache.t4g.micro", tags: { a: "b" } },
    { applyImmediately: true, nodeType: "cache.t4g.small", tags: { a: "c" } },
    "cache",
  ),
  ...replaced(BUCKET, { bucket: "a" }, { bucket: "b" }, { forcedBy: ["bucket"] }, "store"),
  ...created(INGRESS, { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" }, "door"),
  ...deleted(ROLE, {}, {}, "old-role"),
];

const TEXT = `dev: 6 changes: 1 data loss, 1 exposure, 1 replaced or removed, 1 restart, 2 cost, 2 in place
about +45.26 USD a month where prices are known

data loss
  store  aws:s3/bucket:Bucket  replace  REFUSED
    replaced because of bucket, and the old one is deleted with the objects in the bucket

exposure
  door  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule  create
    admits 0.0.0.0/0 on tcp 443

replaced or removed
  old-role  aws:iam/role:Role  delete
    deleted, and nothing takes its place

restart
  cache  aws:elasticache/replicationGroup:ReplicationGroup  update
    nodeType cache.t4g.micro -> cache.t4g.small: the nodes are replaced one by one; each shard fails over to a replica, and without one its keys are lost
    cost: nodeType cache.t4g.micro -> cache.t4g.small: raises the bill
    in place: tags.a b -> c

cost
  nat  aws:ec2/natGateway:NatGateway  create
    is new: about +45.26 USD a month, before usage

in place
  task  aws:iam/role:Role  update
    description a -> b

Refused: store. If the data may be lost, say so: --allow store
`;

const MARKDOWN = `<!-- change-impact:dev -->

### Change impact: dev

**2 changes: 1 data loss, 1 in place**

> Refused: store. If the data may be lost, say so: --allow store

#### Data loss

| Resource | Change | What it means |
|---|---|---|
| <code>store</code><br><code>aws:s3/bucket:Bucket</code> | delete, **refused** | deleted, and with it the objects in the bucket |

<details><summary>1 in place</summary>

| Resource | Change | What it means |
|---|---|---|
| <code>task</code><br><code>aws:iam/role:Role</code> | update | description a -&#62; b |

</details>
`;

describe("the report of an assessment", () => {
  it("lists the gravest first, and each change once", () => {
    expect(renderText("dev", assessed(PLAN))).to.equal(TEXT);
  });

  it("lets pass what is allowed by name or URN, and says which entry fits nothing", () => {
    const allowed = assessed(deleted(BUCKET, {}, {}, "store"), ["store", "sotre"]);
    expect(renderText("dev", allowed)).to.equal(
      [
        "dev: 1 change: 1 data loss",
        "",
        "data loss",
        "  store  aws:s3/bucket:Bucket  delete",
        "    deleted, and with it the objects in the bucket",
        "",
        "--allow sotre fits no change of this plan.",
        "",
      ].join("\n"),
    );
    expect(assessed(deleted(BUCKET, {}, {}, "store"), [urnOf(BUCKET, "store")]).impacts[0]?.refused).to.equal(false);
    expect(assessed(deleted(BUCKET, {}, {}, "store"), ["stor"]).impacts[0]?.refused).to.equal(true);
  });

  it("says so where nothing changes", () => {
    expect(renderText("prod", assessed([]))).to.equal("prod: no changes\n");
    expect(renderMarkdown("prod", assessed([]))).to.equal(
      "<!-- change-impact:prod -->\n\n### Change impact: prod\n\n**No changes**\n",
    );
  });

  it("names what has nothing to tell", () => {
    expect(renderText("dev", assessed([...created(ROLE, {}, "new"), ...updated(ROLE, {}, {}, "same")]))).to.equal(
      [
        "dev: 2 changes: 2 in place",
        "",
        "in place",
        "  new  aws:iam/role:Role  create",
        "    is new",
        "  same  aws:iam/role:Role  update",
        "    differs in nothing that can be told",
        "",
      ].join("\n"),
    );
  });

  it("does not repeat as harmless what it said gravely", () => {
    const [impact] = assessed(updated(GROUP, { retentionInDays: 7 }, { retentionInDays: 3 })).impacts;
    expect(impact?.reasons.map(({ class: one, text }) => `${one}: ${text}`)).to.deep.equal([
      "data loss: retentionInDays 7 -> 3: log events older than that are deleted",
      "cost: retentionInDays 7 -> 3: lowers the bill",
    ]);
  });

  it("is a section of a comment", () => {
    const plan = [
      ...deleted(BUCKET, {}, {}, "store"),
      ...updated(ROLE, { description: "a" }, { description: "b" }, "task"),
    ];
    expect(renderMarkdown("dev", assessed(plan))).to.equal(MARKDOWN);
  });

  it("tells the bill in the comment", () => {
    expect(renderMarkdown("dev", assessed(created(NAT)))).to.contain(
      "**1 change: 1 cost**; about +45.26 USD a month where prices are known",
    );
  });

  it("lets no value of the plan write into the comment", () => {
    const evil = "`|\n<img src=x> [a](b) @team #1 **x** <!-- -->";
    const text = renderMarkdown("dev", assessed(updated(ROLE, { description: "a" }, { description: evil }, "a|b")));
    expect(text.split("\n").filter((line) => line.includes("description"))).to.deep.equal([
      "| <code>a&#124;b</code><br><code>aws:iam/role:Role</code> | update | description a -&#62; &#96;&#124; &#60;img src=x&#62; &#91;a&#93;(b) &#64;team &#35;1 &#42;&#42;x&#42;&#42; &#60;&#33;-- --&#62; |",
    ]);
  });

  it("lets no name write into the comment either", () => {
    const evil = assessed(deleted(BUCKET, {}, {}, "a\n# b"), ["<b>"]);
    const lines = renderMarkdown("dev", evil).split("\n");
    expect(lines.filter((line) => /^[>#]/.test(line))).to.deep.equal([
      "### Change impact: dev",
      "> Refused: a &#35; b. If the data may be lost, say so: --allow a &#35; b",
      "> --allow &#60;b&#62; fits no change of this plan.",
      "#### Data loss",
    ]);
    expect(lines.at(-2)).to.equal(
      "| <code>a &#35; b</code><br><code>aws:s3/bucket:Bucket</code> | delete, **refused** | deleted, and with it the objects in the bucket |",
    );
  });

  it("leaves the mild out of a comment that would be too long, and says how many", () => {
    const plan = [...deleted(BUCKET, {}, {}, "store"), ...["a", "b", "c"].flatMap((name) => created(ROLE, {}, name))];
    const whole = renderMarkdown("dev", assessed(plan));
    const short = renderMarkdown("dev", assessed(plan), 250);
    expect(whole.match(/is new/g)?.length).to.equal(3);
    expect(short.split("\n").slice(-10)).to.deep.equal([
      "<details><summary>3 in place</summary>",
      "",
      "| Resource | Change | What it means |",
      "|---|---|---|",
      "| <code>a</code><br><code>aws:iam/role:Role</code> | create | is new |",
      "",
      "2 more: see `npm run diff`.",
      "",
      "</details>",
      "",
    ]);
    expect(renderMarkdown("dev", assessed(plan), 0)).to.contain("#### Data loss\n\n1 more: see `npm run diff`.\n\n");
  });

  it("is a document for programs", () => {
    const plan = [...deleted(BUCKET, {}, {}, "store"), ...created(NAT, {}, "nat")];
    const { monthlyUsd, ...document } = JSON.parse(renderJson("dev", assessed(plan, ["nat", "x"])));
    expect(Math.round(monthlyUsd * 100)).to.equal(4526);
    expect(document).to.deep.equal({
      stack: "dev",
      refused: [urnOf(BUCKET, "store")],
      unusedAllow: ["x"],
      changes: [
        {
          urn: urnOf(BUCKET, "store"),
          type: BUCKET,
          name: "store",
          operation: "delete",
          class: "data loss",
          refused: true,
          reasons: [{ class: "data loss", text: "deleted, and with it the objects in the bucket" }],
        },
        {
          urn: urnOf(NAT, "nat"),
          type: NAT,
          name: "nat",
          operation: "create",
          class: "cost",
          refused: false,
          reasons: [{ class: "cost", text: "is new: about +45.26 USD a month, before usage", monthlyUsd }],
        },
      ],
    });
  });
});
