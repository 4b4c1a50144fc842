import { PACKS, type Pack, type Rule } from "../core/rule";
import { RULES } from "../rules";

/** What a pack tells about itself. `all` is every pack in one process: for everyday use, and for CI. */
export interface PackDescription {
  readonly displayName: string;
  readonly description: string;
}

export const PACK_NAMES = [...PACKS, "all"] as const;
export type PackName = Pack | "all";

export const PACK_DESCRIPTIONS: Readonly<Record<PackName, PackDescription>> = {
  encryption: {
    displayName: "Encryption",
    description: "Data is encrypted at rest with keys of the account, and on every way it travels.",
  },
  tagging: {
    displayName: "Tagging",
    description: "Everything says whose it is, who pays for it and how secret its data is.",
  },
  "least-privilege": {
    displayName: "Least privilege",
    description: "Nobody and nothing may do more than its work needs.",
  },
  network: {
    displayName: "Network",
    description: "Only the flows of the design are possible, and CloudFront is the only way in.",
  },
  resilience: {
    displayName: "Resilience",
    description: "What must not be lost is protected, kept more than once, and can be brought back.",
  },
  cost: {
    displayName: "Cost",
    description: "Nothing costs more than the same thing done the cheaper way. Advises only.",
  },
  all: {
    displayName: "kumiki, all packs",
    description: "The rules of every pack, in one process.",
  },
};

/** The rules of a pack, in the order in which they are listed and judged. */
export function rulesOf(pack: PackName): readonly Rule[] {
  return pack === "all" ? RULES : RULES.filter((rule) => rule.pack === pack);
}
