/**
 * Largest gp3 volume of a data node in GiB, by family and size; the generations 5 and 6 have the same
 * (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html#ebsresource, 2024-11).
 */
const LARGEST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  t3: { small: 100, medium: 200 },
  c5: { large: 256, xlarge: 512, "2xlarge": 1024, "4xlarge": 1536, "9xlarge": 3584, "18xlarge": 7168 },
  c6g: { large: 256, xlarge: 512, "2xlarge": 1024, "4xlarge": 1536, "8xlarge": 3072, "12xlarge": 4608 },
  m5: { large: 1024, xlarge: 2048, "2xlarge": 3072, "4xlarge": 6144, "12xlarge": 18_432 },
  m6g: { large: 1024, xlarge: 2048, "2xlarge": 3072, "4xlarge": 6144, "8xlarge": 12_288, "12xlarge": 18_432 },
  r5: { large: 2048, xlarge: 3072, "2xlarge": 6144, "4xlarge": 12_288, "12xlarge": 24_576 },
  r6g: { large: 2048, xlarge: 3072, "2xlarge": 6144, "4xlarge": 12_288, "8xlarge": 16_384, "12xlarge": 24_576 },
};

/** What no type on the list exceeds; the service says itself what types newer than the list can have. */
const LARGEST_OF_ALL = 24_576;

/** Smallest volume of any type. */
export const SMALLEST_VOLUME = 10;

export function largestVolume(instanceType: string): number {
  const [family = "", size = ""] = instanceType.split(".");
  return LARGEST[family]?.[size] ?? LARGEST_OF_ALL;
}

/** Whether the type keeps its data on disks of its own, so that the service refuses a volume beside them. */
export function hasLocalDisks(instanceType: string): boolean {
  return /^(?:i\d|im\d|is\d|[cmr]\d+gd\b)/.test(instanceType);
}

/** Performance that comes with a gp3 volume of a size, in operations and MiB a second. Less cannot be asked for. */
export interface VolumePerformance {
  readonly iops: number;
  readonly throughput: number;
}

/**
 * What the price of the volume includes. The service refuses less, and the provider retries the refusal until its
 * credentials expire (https://github.com/hashicorp/terraform-provider-aws/issues/39136, with the price calculator's
 * formula), so that growing a volume from 100 to 256 GiB with the throughput left at 125 hangs for hours.
 */
export function includedPerformance(gib: number): VolumePerformance {
  return {
    iops: Math.min(16_000, Math.max(3000, 3 * gib)),
    throughput: gib < 170 ? 125 : Math.min(1000, 250 * Math.ceil(gib / 3000)),
  };
}

/**
 * What can be bought at most: 16,000 operations and 1,000 MiB a second for every 3 TiB or part of it
 * (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createupdatedomains.html); gp3 itself stops at
 * 500 operations for each GiB.
 */
export function largestPerformance(gib: number): VolumePerformance {
  const steps = Math.ceil(gib / 3072);
  return { iops: Math.max(3000, Math.min(16_000 * steps, 500 * gib)), throughput: 1000 * steps };
}
