import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** A program, small. */
export type Built = () => unknown;

export class Part extends pulumi.ComponentResource {
  constructor(type: string, name: string, options?: pulumi.ComponentResourceOptions) {
    super(type, name, {}, options);
  }
}

/** A resource that needs nothing. */
export function leaf(name: string, parent?: pulumi.Resource, options?: pulumi.CustomResourceOptions): random.RandomId {
  return new random.RandomId(name, { byteLength: 4 }, { ...options, parent });
}
