import { type Rule, violation } from "../../core/rule";

export const NO_IDLE_COMMITMENTS: Rule = {
  id: "cost-no-idle-commitments",
  title: "The program buys nothing that is paid for while nobody uses it",
  why: "A commitment of one or three years cannot be undone by the commit that reverts it.",
  fix: "remove it; commitments are bought once usage is known, for the whole organisation, and not by a stack",
  severity: "low",
  pack: "cost",
  controls: [],
  types: [
    "aws:athena/capacityReservation:CapacityReservation",
    "aws:ec2/capacityReservation:CapacityReservation",
    "aws:elasticache/reservedCacheNode:ReservedCacheNode",
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    "aws:rds/reservedInstance:ReservedInstance",
    "aws:savingsplans/savingsPlan:SavingsPlan",
    "gcp:bigquery/capacityCommitment:CapacityCommitment",
    "gcp:bigquery/reservation:Reservation",
  ],
  judge: () => violation("commitment", "it is paid for whether it is used or not; remove it"),
};
