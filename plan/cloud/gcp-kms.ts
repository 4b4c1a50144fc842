import type { Service } from "./registration";

/** Cloud Key Management Service. */
export const gcpKmsService: Service = {
  "gcp:kms/keyRing:KeyRing": (ring) => {
    const name = ring.physicalName();
    return { id: `projects/${ring.gcpProject}/locations/${ring.gcpRegion}/keyRings/${name}`, name };
  },
  "gcp:kms/cryptoKey:CryptoKey": (key) => {
    const name = key.physicalName();
    return {
      id: `${key.text("keyRing")}/cryptoKeys/${name}`,
      name,
      purpose: key.or("purpose", "ENCRYPT_DECRYPT"),
      destroyScheduledDuration: key.or("destroyScheduledDuration", "2592000s"),
      importOnly: key.or("importOnly", false),
    };
  },
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": (grant) => ({
    id: `${grant.text("cryptoKeyId")}/${grant.text("role")}/${grant.text("member")}`,
  }),
};
