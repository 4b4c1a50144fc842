/** One change the engine plans, and what it means for whoever runs the platform. */

import type { PlainObject } from "../graph";

export type Operation = "create" | "update" | "replace" | "delete" | "import";

/** A property that differs, by its path: `vpcOptions.subnetIds[0]`. */
export interface ChangedProperty {
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
}

/** Everything the engine does to one resource, its steps joined: a replacement is one change, not three. */
export interface PlannedChange {
  readonly operation: Operation;
  readonly urn: string;
  /** Type token: `aws:rds/cluster:Cluster`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs the engine knows from the last run; absent for something new. */
  readonly before?: PlainObject;
  /** Inputs the program asks for now; absent for something deleted. */
  readonly after?: PlainObject;
  readonly changed: readonly ChangedProperty[];
  /** Properties the engine replaces the resource for. */
  readonly forcedBy: readonly string[];
  /** The engine refuses to delete it. */
  readonly protected: boolean;
  /** Deleting it only forgets it: the thing itself stays in the cloud. */
  readonly retained: boolean;
}

/** What a change can mean, from what nobody notices to what cannot be undone. */
export const CLASSES = ["in place", "cost", "restart", "unknown", "replacement", "exposure", "data loss"] as const;
export type ImpactClass = (typeof CLASSES)[number];

/** Why a change is in a class, as a sentence without a full stop. */
export interface Reason {
  readonly class: ImpactClass;
  readonly text: string;
  /** The properties it is about; a graver reason about the same one makes a mild one needless. */
  readonly paths?: readonly string[];
  /** Stops the run unless the change is allowed by name. */
  readonly refused?: true;
  /** What the bill of a month grows by, in USD, where prices are known. */
  readonly monthlyUsd?: number;
}

/** A change with all that is to be said about it. */
export interface Impact {
  readonly change: PlannedChange;
  /** The gravest first. */
  readonly reasons: readonly Reason[];
  /** True where a reason refuses the change and nothing allows it. */
  readonly refused: boolean;
}

/** A judge looks at one change from one side. */
export type Judge = (change: PlannedChange) => readonly Reason[];
