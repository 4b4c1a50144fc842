import { minimal, production, type Raw, type SourceOptions, withValue } from "./fixtures";

/** One change to a valid stack, and the one problem it has to give. */
export interface Fixture {
  readonly id: string;
  readonly when: string;
  readonly raw: Raw;
  readonly options?: SourceOptions;
  readonly path: string;
  readonly text: string;
  /** The Japanese text, where it is pinned as well. */
  readonly textJa?: string;
}

export function dev(id: string, path: string, value: unknown, text: string, also: Raw = {}): Fixture {
  return { id, when: describeChange(path, value), raw: withValue({ ...minimal(), ...also }, path, value), path, text };
}

export function prod(id: string, path: string, value: unknown, text: string, also: Raw = {}): Fixture {
  const raw = withValue({ ...production(), ...also }, path, value);
  return { id, when: `prod with ${describeChange(path, value)}`, raw, path, text };
}

export function reportedAt(fixture: Fixture, path: string): Fixture {
  return { ...fixture, path };
}

/** The same stack in another region. */
export function inRegion(region: string, zones: readonly string[], fixture: Fixture): Fixture {
  const raw = withValue(fixture.raw, "network.availabilityZones", zones);
  return { ...fixture, when: `${fixture.when} in ${region}`, raw, options: { region } };
}

function describeChange(path: string, value: unknown): string {
  return value === undefined ? `no ${path}` : `${path} ${JSON.stringify(value)}`;
}
