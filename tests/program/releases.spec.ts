import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";
import { releaseProblems } from "../../plan/releases/check";
import { parseManifest, RELEASES_FOLDER, readReleases, renderManifest } from "../../plan/releases/manifest";
import { parseRemovals } from "../../plan/releases/removals";
import type { Edits } from "../../tools/engine/changed-program";
import { bothStacks, STACKS } from "../support/stacks";
import { platformEdited } from "./edited-platform";

const releases = readReleases();
const removals = parseRemovals(readFileSync(join(RELEASES_FOLDER, "removed.yaml"), "utf8"));

describe("an update from any release", () => {
  const platform = bothStacks();

  it("finds everything the release had: there, covered by an alias, or named as removed", () => {
    const problems = releaseProblems(STACKS.map(platform), releases, removals);
    expect(problems, problems.join("\n")).to.deep.equal([]);
  });

  it("is looked at for both stacks of every release, the last of which is the version of this program", () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    expect(releases.at(-1)?.version).to.equal(version);
    for (const { manifests } of releases) {
      expect([...manifests.keys()].sort()).to.include.members([...STACKS]);
      for (const stack of STACKS) expect(manifests.get(stack)?.resources.length).to.be.greaterThan(100);
    }
  });

  it("is told in the changelog", () => {
    const changelog = readFileSync(join(projectRoot, "CHANGELOG.md"), "utf8");
    const told = [...changelog.matchAll(/^## (\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$/gm)].map(([, version]) => version);
    expect(told).to.deep.equal(releases.map(({ version }) => version).reverse());
  });
});

const NEW_NAME = ['    "edge",\n', '    "front",\n'] as const;
const OLD_NAME_KEPT = ["    options,\n", '    { ...options, aliases: [{ name: "edge" }] },\n'] as const;
const CERTIFICATE_ARGS = "      { region: EDGE_REGION, domainName, zoneId, ...this.inherited },";
const NO_ANALYZER = [
  '  new AccessAnalyzer("analyzer", { ...common, unusedAccessAge: config.access.unusedAccessDays }, options);\n',
  "",
] as const;

const EDGE = "kumiki:network:Edge";
const LOGGING = `${EDGE}$kumiki:network:EdgeLogging$aws:cloudwatch`;
const FIREWALL = `${EDGE}$kumiki:network:WebAcl$aws`;
const ANALYZER = "kumiki:governance:AccessAnalyzer$aws:accessanalyzer/analyzer:Analyzer::analyzer-external-access";

describe("the whole platform with a change of the program", () => {
  const platform = bothStacks();

  /** As if the present program had been released, and then these lines were changed. */
  async function problemsOf(edits: Edits, excuses = ""): Promise<string[]> {
    const manifests = new Map([["dev", parseManifest(renderManifest(platform("dev")), "dev.txt")]]);
    const later = await platformEdited("dev", edits);
    return releaseProblems([later], [{ version: "0.1.0", manifests }], parseRemovals(excuses));
  }

  it("is refused if a component was renamed and nothing else, with the alias that is missing and what it would save", async () => {
    expect(await problemsOf({ "platform/edge.ts": [NEW_NAME] })).to.deep.equal([
      [
        "dev: an update from release 0.1.0 would delete what follows, for nothing has its URN or an alias for it. " +
          `${EDGE}::front is new: give it the alias { name: "edge" }. ` +
          "If it is meant to go, name it in releases/removed.yaml with the reason:",
        `  ${EDGE}$aws:cloudfront/distribution:Distribution::edge-distribution`,
        `  ${EDGE}$aws:cloudfront/monitoringSubscription:MonitoringSubscription::edge-metrics`,
        `  ${EDGE}$aws:cloudfront/originAccessControl:OriginAccessControl::edge-access-control`,
        `  ${EDGE}$aws:route53/record:Record::edge-address-a`,
        `  ${EDGE}$aws:route53/record:Record::edge-address-aaaa`,
        `  ${EDGE}$aws:s3/bucketPolicy:BucketPolicy::edge-static-policy`,
        `  ${EDGE}$kumiki:network:Certificate$aws:acm/certificate:Certificate::edge-certificate-certificate`,
        `  ${EDGE}$kumiki:network:Certificate$aws:acm/certificateValidation:CertificateValidation::edge-certificate-issued`,
        `  ${EDGE}$kumiki:network:Certificate$aws:route53/record:Record::edge-certificate-proof`,
        `  ${LOGGING}/logDelivery:LogDelivery::edge-logging-delivery`,
        `  ${LOGGING}/logDeliveryDestination:LogDeliveryDestination::edge-logging-destination`,
        `  ${LOGGING}/logDeliverySource:LogDeliverySource::edge-logging-source`,
        `  ${LOGGING}/logGroup:LogGroup::edge-logging-group`,
        `  ${FIREWALL}:cloudwatch/logGroup:LogGroup::edge-firewall-log-group`,
        `  ${FIREWALL}:wafv2/webAcl:WebAcl::edge-firewall-acl`,
        `  ${FIREWALL}:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration::edge-firewall-logging`,
      ].join("\n"),
    ]);
  });

  it("passes if the component keeps its old name as an alias", async () => {
    expect(await problemsOf({ "platform/edge.ts": [NEW_NAME, OLD_NAME_KEPT] })).to.deep.equal([]);
  });

  it("passes if one inside it was renamed as well and keeps its own, and is refused if that one does not", async () => {
    const inner = (options: string) =>
      [
        `this.childName("certificate"),\n${CERTIFICATE_ARGS}\n      this.child(),`,
        `this.childName("tls"),\n${CERTIFICATE_ARGS}\n      this.child(${options}),`,
      ] as const;
    const edits = (options: string): Edits => ({
      "platform/edge.ts": [NEW_NAME, OLD_NAME_KEPT],
      "components/network/edge.ts": [inner(options)],
    });
    expect(await problemsOf(edits('{ aliases: [{ name: this.childName("certificate") }] }'))).to.deep.equal([]);
    const [problem, ...others] = await problemsOf(edits(""));
    expect(others).to.deep.equal([]);
    expect(problem).to.include(
      `${EDGE}$kumiki:network:Certificate::front-tls is new: give it the alias { name: "edge-certificate" }. `,
    );
  });

  it("is refused if a component was taken out, unless that is said with a reason", async () => {
    const edits = { "platform/governance.ts": [NO_ANALYZER] };
    expect(await problemsOf(edits)).to.deep.equal([
      "dev: an update from release 0.1.0 would delete what follows, for nothing has its URN or an alias for it. " +
        "Give what replaces it an alias. If it is meant to go, name it in releases/removed.yaml with the reason:\n" +
        `  ${ANALYZER}`,
    ]);
    const entry = {
      after: "0.1.0",
      stacks: ["dev"],
      resources: [ANALYZER],
      reason: "Another account watches over dev.",
    };
    expect(await problemsOf(edits, JSON.stringify([entry]))).to.deep.equal([]);
  });
});
