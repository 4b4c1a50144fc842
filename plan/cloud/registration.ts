import { createHash } from "node:crypto";
import type { PlainObject, PlainValue } from "../graph";

/** Where a provider works, taken from the provider resource the program declared. */
export interface Placement {
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** AWS region. */
  readonly region: string;
  /** Google Cloud project id. */
  readonly gcpProject: string;
  /** Google Cloud region. */
  readonly gcpRegion: string;
  /** Tags (AWS) or labels (Google Cloud) the provider adds to whatever can carry them. */
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** What a component used without an explicit provider is simulated with. */
export const DEFAULT_PLACEMENT: Placement = {
  accountId: "123456789012",
  region: "ap-northeast-1",
  gcpProject: "example-project",
  gcpRegion: "asia-northeast1",
  defaultTags: {},
};

/**
 * A resource on its way into the simulated cloud, with everything needed to answer as the real service would.
 * Every identifier is derived from the URN: the same program gets the same answer on every run and machine.
 */
export class Registration {
  readonly accountId: string;
  /** The resource's own `region` argument, or its provider's. */
  readonly region: string;
  readonly gcpProject: string;
  /** Nothing tells a project's number from its id, so it is derived as every other identifier is. */
  readonly gcpProjectNumber: string;
  readonly gcpRegion: string;
  private readonly seed: string;

  constructor(
    readonly urn: string,
    readonly type: string,
    readonly name: string,
    readonly inputs: Readonly<PlainObject>,
    readonly placement: Placement,
    /** 1, and one more for every earlier resource of the same URN: what replaces another has other identifiers. */
    readonly generation = 1,
  ) {
    this.seed = generation === 1 ? urn : `${urn}\0generation ${generation}`;
    this.accountId = placement.accountId;
    this.region = this.text("region", type.startsWith("gcp:") ? placement.gcpRegion : placement.region);
    this.gcpProject = this.text("project", placement.gcpProject);
    this.gcpProjectNumber = decimalDigits(12, this.gcpProject);
    this.gcpRegion = this.text("location", placement.gcpRegion);
  }

  /** A text input, or the fallback where it is absent. */
  text(property: string, fallback = ""): string {
    const value = this.inputs[property];
    return typeof value === "string" ? value : fallback;
  }

  /** An input, or the default the provider fills in. */
  or<T extends PlainValue>(property: string, providerDefault: T): PlainValue {
    return this.inputs[property] ?? providerDefault;
  }

  /** Lower-case hexadecimal digits, different for every salt. */
  hex(length: number, salt = ""): string {
    return createHash("sha256").update(`${this.seed}\0${salt}`).digest("hex").slice(0, length);
  }

  /** Upper-case letters and digits, as CloudFront, Route 53 and IAM use for their ids. */
  alphanumeric(length: number, salt = ""): string {
    const digest = createHash("sha512").update(`${this.seed}\0${salt}`).digest();
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return Array.from(digest.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");
  }

  /** Decimal digits that do not start with 0. */
  digits(length: number, salt = ""): string {
    return decimalDigits(length, `${this.seed}\0${salt}`);
  }

  uuid(salt = ""): string {
    const h = this.hex(32, salt);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
  }

  /** An EC2-style id: `vpc-0` and 16 hexadecimal digits. */
  awsId(prefix: string, salt = ""): string {
    return `${prefix}-0${this.hex(16, salt)}`;
  }

  /** The name given, or the one Pulumi would generate: logical name, dash, seven hexadecimal digits. */
  physicalName(property = "name"): string {
    return this.text(property, `${this.name}-${this.hex(7, "name")}`);
  }

  /** ARN of a regional resource. */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** ARN of a global resource, such as an IAM role. */
  globalArn(service: string, resource: string): string {
    return `arn:aws:${service}::${this.accountId}:${resource}`;
  }
}

function decimalDigits(length: number, seed: string): string {
  const digest = createHash("sha512").update(seed).digest();
  return Array.from(digest.subarray(0, length), (byte, index) => (index === 0 ? 1 + (byte % 9) : byte % 10)).join("");
}

/** What a service answers: the physical id and every computed output the platform or its rules look at. */
export interface Simulated {
  readonly id: string;
  readonly [output: string]: PlainValue;
}

/** The resource types of one service and how each answers. */
export type Service = Readonly<Record<string, (resource: Registration) => Simulated>>;

/** A resource a remote component registers below itself. */
export interface ChildRegistration {
  readonly type: string;
  readonly name: string;
  readonly inputs: PlainObject;
  /** URNs of the children whose outputs are in the inputs, by input. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

/** What a child was answered. */
export interface RegisteredChild {
  readonly urn: string;
  readonly outputs: PlainObject;
}

/**
 * Components that run in a provider's process, each by what it registers there and the outputs it ends with. A generator,
 * because the next child may need what the last one was answered: the plan answers at once, the engine over a wire.
 */
export type RemoteComponents = Readonly<
  Record<string, (name: string, inputs: PlainObject) => Generator<ChildRegistration, PlainObject, RegisteredChild>>
>;
