import { dnsLabel, domainName, tagValue } from "../formats";
import { key } from "../key";
import { messages } from "../messages";
import { choice, digits, flag, group, matching } from "../values";

/** Keys that name the stack and its owner; they end up as tags on every resource. */
export const identity = {
  environment: key(
    "What the stack is for. Rules that mention prod look here, never at the name of the stack.",
    choice(["dev", "prod", "ci", "dr"]),
  ),
  owner: key("The team that answers for the stack; tag Owner.", tagValue()),
  costCenter: key("Where the bill goes; tag CostCenter.", tagValue(), {
    isShipped: (value) => /^CC-000\d$/.test(String(value)),
    replaceWith: "<cost centre>",
  }),
  dataClassification: key(
    "The most sensitive data the stack may hold; tag DataClassification.",
    choice(["public", "internal", "confidential", "restricted"]).default("internal"),
  ),
};

export const account = group({
  id: key(
    "The AWS account. The provider refuses to work in any other one.",
    digits(/^\d{12}$/, { en: "exactly 12 digits", ja: "12桁の数字" }),
    {
      refusal: messages.E02,
      isShipped: (value) => ["123456789012", "210987654321"].includes(String(value)),
      replaceWith: "<12 digits>",
    },
  ),
  owner: key(
    "Whether this stack creates what exists once per account. Exactly one stack per account may say true.",
    flag().default(false),
  ),
  createOpenSearchRole: key(
    "Create the service-linked role of OpenSearch; false where the account already has it.",
    flag().default(false),
  ),
});

export const protection = group({
  enabled: key(
    "Refuse to delete what holds data or takes requests: keys, buckets, images, vaults of backups, the load balancer.",
    flag().default(true),
    { addition: "Rows 2.3-1, 3.2-3 and 1.2-3 of the design give dev and prod different values." },
  ),
});

export const domain = group({
  name: key("The public host name of the platform.", domainName(), {
    isShipped: (value) => /(^|\.)example\.com$/.test(String(value)),
    replaceWith: "<host name>",
  }),
  zoneId: key(
    "The public hosted zone of Route 53 that holds the host name.",
    matching(/^Z[A-Z0-9]{7,31}$/, {
      en: 'the id of a hosted zone such as "Z0123456789ABCDEFGHIJ"',
      ja: ' "Z0123456789ABCDEFGHIJ" のようなホストゾーン ID',
    }),
    { isShipped: (value) => String(value).endsWith("EXAMPLE"), replaceWith: "<zone id>" },
  ),
  originLabel: key(
    "The label put before the host name for the load balancer, which needs a certificate of its own.",
    dnsLabel().default("origin"),
  ),
});
