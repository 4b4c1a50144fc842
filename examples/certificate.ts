import { Certificate } from "../components/network/certificate";

/** The certificate of the host that CloudFront fetches from. */
export function originCertificate(): Certificate {
  return new Certificate("origin", { domainName: "origin.example.com", zoneId: "Z0123456789ABCDEFGHIJ" });
}
