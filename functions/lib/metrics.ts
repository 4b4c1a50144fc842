/** One metric of a line: its value and unit, as CloudWatch names it. */
export interface Metric {
  readonly value: number;
  readonly unit: "Count" | "Seconds";
}

export interface MetricLine {
  readonly namespace: string;
  /** Names and values of the dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/**
 * A line of log that CloudWatch reads as metrics: nothing has to be called, so that a function without a way to
 * CloudWatch can have them
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export function metricLine({ namespace, dimensions, metrics, at }: MetricLine): string {
  const names = Object.entries(metrics).map(([Name, { unit }]) => ({ Name, Unit: unit }));
  return `${JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [Object.keys(dimensions)], Metrics: names }],
    },
    ...dimensions,
    ...Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])),
  })}\n`;
}

/** Writes the line as it is: `console` would wrap it into a line of its own, in which CloudWatch does not look. */
export function emitMetrics(line: MetricLine): void {
  process.stdout.write(metricLine(line));
}
