/** What makes a resource reachable by more than the platform, read from its inputs. */

import { isPrivate, parseCidr } from "../../../components/network/cidr";
import { GRANT_TYPES, membershipsOf } from "../../../policies/lib/google/members";
import { objectOf, objects } from "../../../policies/lib/values/objects";
import type { PlainObject, PlainValue } from "../../graph";
import { textAt, valueAt } from "../values";

type Reader = (inputs: PlainObject) => readonly string[];

/** Sentences that are true of a resource with these inputs. What a change makes true is what it opens. */
const READERS: Readonly<Record<string, Reader>> = {
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (inputs) => admitted(inputs, ["cidrIpv4", "cidrIpv6"]),
  "aws:ec2/securityGroup:SecurityGroup": inlineRules,
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": inlineRules,
  "aws:ec2/securityGroupRule:SecurityGroupRule": (inputs) =>
    inputs.type === "ingress" ? admitted(inputs, ["cidrBlocks", "ipv6CidrBlocks"]) : [],
  "aws:ec2/subnet:Subnet": (inputs) =>
    when(inputs.mapPublicIpOnLaunch === true, "gives whatever starts in it a public address"),
  "aws:ecs/service:Service": (inputs) =>
    when(valueAt(inputs, "networkConfiguration.assignPublicIp") === true, "gives its tasks public addresses"),
  "aws:lb/loadBalancer:LoadBalancer": (inputs) => when(inputs.internal !== true, "answers from the internet"),
  "aws:lb/listener:Listener": (inputs) =>
    when(
      inputs.protocol === "HTTP" && firstAction(inputs) !== "redirect",
      `takes requests in plain text on port ${inputs.port ?? 80}`,
    ),
  "aws:lambda/permission:Permission": (inputs) => when(inputs.principal === "*", "may be invoked by everybody"),
  "aws:lambda/functionUrl:FunctionUrl": (inputs) =>
    when(inputs.authorizationType === "NONE", "may be invoked by everybody who knows its address"),
  "aws:opensearch/domain:Domain": (inputs) => when(!("vpcOptions" in inputs), "has its endpoint on the internet"),
  "aws:rds/clusterInstance:ClusterInstance": publicDatabase,
  "aws:rds/instance:Instance": publicDatabase,
  "aws:s3/bucket:Bucket": (inputs) => publicAcl(inputs.acl),
  "aws:s3/bucketAcl:BucketAcl": (inputs) => publicAcl(inputs.acl),
  "aws:cloudfront/distribution:Distribution": (inputs) =>
    [inputs.defaultCacheBehavior, ...objects(inputs.orderedCacheBehaviors)].flatMap((behavior) =>
      when(textAt(objectOf(behavior), "viewerProtocolPolicy") === "allow-all", "answers in plain text"),
    ),
};

/** Everything open about a resource with these inputs. */
export function openingsOf(type: string, inputs: PlainObject | undefined): readonly string[] {
  if (inputs === undefined) return [];
  return GRANT_TYPES.includes(type) ? openGrants(inputs) : (READERS[type]?.(inputs) ?? []);
}

/** Blocks that are not private, each with what it may reach. */
function admitted(rule: PlainObject, properties: readonly string[]): string[] {
  const blocks = properties.flatMap((property) => texts(rule[property]));
  return blocks.filter(isPublic).map((block) => `admits ${block} on ${portsOf(rule)}`);
}

function inlineRules(inputs: PlainObject): string[] {
  return objects(inputs.ingress).flatMap((rule) => admitted(rule, ["cidrBlocks", "ipv6CidrBlocks"]));
}

/** Addresses of IPv6 are public, but for the local ones. */
function isPublic(block: string): boolean {
  if (block.includes(":")) return !/^f[cd]|^fe80/i.test(block);
  const cidr = parseCidr(block);
  return cidr !== undefined && !isPrivate(cidr);
}

function portsOf(rule: PlainObject): string {
  const protocol = String(rule.ipProtocol ?? rule.protocol ?? "-1");
  if (protocol === "-1" || protocol === "all") return "every port";
  const [from, to] = [rule.fromPort, rule.toPort];
  return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
}

function publicDatabase(inputs: PlainObject): string[] {
  return when(inputs.publiclyAccessible === true, "has a public address");
}

function publicAcl(acl: PlainValue | undefined): string[] {
  const open = typeof acl === "string" && (acl.startsWith("public-") || acl === "authenticated-read");
  return when(open, `is readable by everybody, by the access list ${acl}`);
}

function openGrants(inputs: PlainObject): string[] {
  return membershipsOf({ inputs })
    .filter(({ member }) => member === "allUsers" || member === "allAuthenticatedUsers")
    .map(({ member, role }) => `grants ${role} to ${member}`);
}

function firstAction(listener: PlainObject): PlainValue | undefined {
  return objects(listener.defaultActions)[0]?.type;
}

function texts(value: PlainValue | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
}

function when(condition: boolean, sentence: string): string[] {
  return condition ? [sentence] : [];
}
