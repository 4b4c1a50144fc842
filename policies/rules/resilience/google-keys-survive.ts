import { PASS, type Rule, violation } from "../../core/rule";

/** A key of Google Cloud cannot be made again: with its versions, everything under it is gone. */
export const GOOGLE_KEYS_SURVIVE: Rule = {
  id: "resilience-google-keys-survive",
  title: "Keys of Google Cloud are protected from deletion",
  why: "Everything under a key that is destroyed is lost.",
  fix: "protect the key, or set its deletionPolicy to PREVENT",
  severity: "medium",
  pack: "resilience",
  controls: ["CKV_GCP_82"],
  types: ["gcp:kms/cryptoKey:CryptoKey"],
  judge({ inputs, options }) {
    const kept = inputs.deletionPolicy === "PREVENT" || inputs.deletionPolicy === "ABANDON";
    const safe = kept || options.protect === true || options.retainOnDelete === true;
    return safe ? PASS : violation("deletionPolicy", `nothing keeps it from being destroyed; ${this.fix}`);
  },
};
