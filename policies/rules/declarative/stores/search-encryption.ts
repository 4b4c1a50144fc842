import type { Row } from "../../../lib/rows/property-row";

/** Documents, at rest and on their way. */
export const SEARCH_ENCRYPTION: readonly Row[] = [
  {
    control: "Opensearch.1",
    id: "search-encrypted",
    pack: "encryption",
    why: "Indices would lie on disks in the clear.",
    fix: "set encryptAtRest.enabled to true",
  },
  {
    control: "Opensearch.3",
    id: "search-nodes-use-tls",
    pack: "encryption",
    why: "Documents would cross the network between nodes in the clear.",
    fix: "set nodeToNodeEncryption.enabled to true",
  },
  {
    control: "Opensearch.8",
    id: "search-uses-current-tls",
    pack: "encryption",
    why: "Older policies accept protocol versions and ciphers that are broken.",
    fix: "set tlsSecurityPolicy to Policy-Min-TLS-1-2-PFS-2023-10",
  },
  {
    control: "CKV_AWS_83",
    id: "search-uses-tls",
    pack: "encryption",
    why: "Documents would cross the network in the clear.",
    fix: "set domainEndpointOptions.enforceHttps to true",
  },
  {
    control: "CKV_AWS_247",
    id: "search-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read indices.",
    fix: "set encryptAtRest.kmsKeyId",
  },
];
