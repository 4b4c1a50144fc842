import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import type * as outputs from "@pulumi/aws/types/output";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { isHostname, MAX_COMMON_NAME_LENGTH } from "./hostname";

/** Short enough to correct a mistake, long enough for the resolvers of the certificate authority. */
const RECORD_TTL_SECONDS = 300;

export interface CertificateArgs extends PlatformArgs {
  /**
   * The one host name the certificate is for: lower case, fully qualified, 64 characters at most, no wildcard.
   * Changing it replaces the certificate; the old one is deleted after its users have moved to the new one.
   */
  readonly domainName: string;
  /** Public hosted zone of Route 53 that answers for the name. Proof of control is published there. */
  readonly zoneId: pulumi.Input<string>;
}

/**
 * A certificate for one host name, issued and renewed by AWS Certificate Manager.
 *
 * ```ts
 * const certificate = new Certificate("origin", { domainName: "origin.example.com", zoneId: "Z0123456789ABCDEFGHIJ" });
 * ```
 *
 * Default settings: elliptic-curve key (P-256: smaller handshakes than RSA, accepted by CloudFront and by load
 * balancers); proof of control by DNS, which lets the service renew by itself as long as the record stays.
 * CloudFront wants its certificate in `us-east-1`, a load balancer in its own region: say so with `region`.
 *
 * It does not publish a CAA record. A zone that has one must allow `amazon.com`, otherwise no certificate is issued.
 */
export class Certificate extends PlatformComponent {
  /** ARN of the certificate, known only once it is issued: whoever uses it waits for that. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CertificateArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:Certificate", name, args, options);
    checkCertificateArgs(name, args);
    const certificate = this.requestCertificate(args.domainName);
    const proof = this.publishProof(certificate, args.zoneId);
    this.arn = this.awaitIssue(certificate, proof);
    this.registerOutputs({ arn: this.arn });
  }

  private requestCertificate(domainName: string): acm.Certificate {
    return new acm.Certificate(
      this.childName("certificate"),
      {
        region: this.region,
        domainName,
        validationMethod: "DNS",
        keyAlgorithm: "EC_prime256v1",
        tags: this.tagsFor("certificate"),
      },
      this.child(),
    );
  }

  private publishProof(certificate: acm.Certificate, zoneId: pulumi.Input<string>): route53.Record {
    const proof = certificate.domainValidationOptions.apply(onlyProof);
    return new route53.Record(
      this.childName("proof"),
      {
        zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: RECORD_TTL_SECONDS,
      },
      this.child(),
    );
  }

  private awaitIssue(certificate: acm.Certificate, proof: route53.Record): pulumi.Output<string> {
    return new acm.CertificateValidation(
      this.childName("issued"),
      { region: this.region, certificateArn: certificate.arn, validationRecordFqdns: [proof.fqdn] },
      this.child(),
    ).certificateArn;
  }
}

/** One name asks for one proof; more would need as many records, and how many is known only after the request. */
function onlyProof(
  proofs: readonly outputs.acm.CertificateDomainValidationOption[],
): outputs.acm.CertificateDomainValidationOption {
  const [proof] = proofs;
  if (proof === undefined || proofs.length > 1) {
    throw new Error(`expected one proof of control for a certificate of one name, got ${proofs.length}.`);
  }
  return proof;
}

function checkCertificateArgs(name: string, { domainName }: CertificateArgs): void {
  const problems = new Problems();
  problems.unless(
    isHostname(domainName, MAX_COMMON_NAME_LENGTH),
    `domainName must be one lower-case host name of at most ${MAX_COMMON_NAME_LENGTH} characters, without wildcard ` +
      `and closing dot, such as "origin.example.com"; got "${domainName}".`,
  );
  problems.throwFor(`Certificate "${name}"`);
}
