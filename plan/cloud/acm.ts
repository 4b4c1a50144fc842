import type { Service } from "./registration";

/** AWS Certificate Manager: requested certificates, and the wait until they are issued. */
export const acmService: Service = {
  "aws:acm/certificate:Certificate": (certificate) => {
    const domainName = certificate.text("domainName");
    const alternatives = certificate.inputs.subjectAlternativeNames;
    const domains = [...new Set([domainName, ...(Array.isArray(alternatives) ? alternatives.map(String) : [])])];
    return {
      id: certificate.arn("acm", `certificate/${certificate.uuid()}`),
      arn: certificate.arn("acm", `certificate/${certificate.uuid()}`),
      keyAlgorithm: certificate.or("keyAlgorithm", "RSA_2048"),
      subjectAlternativeNames: domains,
      status: "PENDING_VALIDATION",
      type: "AMAZON_ISSUED",
      pendingRenewal: false,
      renewalEligibility: "INELIGIBLE",
      notBefore: "",
      notAfter: "",
      validationEmails: [],
      options: certificate.or("options", { certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" }),
      // A wildcard is proven by the record of the name below it. Names and values end with the dot of the DNS root.
      domainValidationOptions: domains.map((domain) => {
        const proven = domain.replace(/^\*\./, "");
        return {
          domainName: domain,
          resourceRecordName: `_${certificate.hex(32, proven)}.${proven}.`,
          resourceRecordType: "CNAME",
          resourceRecordValue: `_${certificate.hex(32, `value ${proven}`)}.jkddzztszm.acm-validations.aws.`,
        };
      }),
    };
  },
  "aws:acm/certificateValidation:CertificateValidation": () => ({ id: "2026-01-01 00:00:00 +0000 UTC" }),
};
