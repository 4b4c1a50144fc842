import type { ResourceNode } from "../../../plan/graph";

/** Properties of any resource that are shown to whoever may list it. */
const SHOWN = /^(tags|tagsAll|labels|annotations|description|comment|name|namePrefix|displayName|title)\b/;

/** Properties of one type that are shown, written to a log, or handed to a program as text. */
const OPEN_PLACES: Readonly<Record<string, RegExp>> = {
  "aws:lambda/function:Function": /^(environment|code|loggingConfig)\b/,
  "aws:lambda/invocation:Invocation": /^(input|triggers)\b/,
  "aws:ecs/taskDefinition:TaskDefinition": /^containerDefinitions\b/,
  "aws:ecs/service:Service": /^serviceConnectConfiguration\b/,
  "aws:scheduler/schedule:Schedule": /^target\b/,
  "aws:ssm/document:Document": /^content\b/,
  "aws:s3/bucketObject:BucketObject": /^(content|contentBase64)\b/,
  "aws:s3/bucketObjectv2:BucketObjectv2": /^(content|contentBase64)\b/,
  "aws:cloudwatch/eventTarget:EventTarget": /^(input|inputTransformer)\b/,
  "aws:cloudwatch/logDelivery:LogDelivery": /./,
  "aws:cloudwatch/metricAlarm:MetricAlarm": /./,
  "aws:codebuild/project:Project": /^environment\b/,
  "gcp:bigquery/dataTransferConfig:DataTransferConfig": /^params\b/,
  "gcp:cloudrunv2/service:Service": /^template\b/,
};

/** Whether a property is no place for a secret, even one that is marked as such: others read it, or it is kept as text. */
export function isOpenPlace({ type, inputs }: ResourceNode, path: string): boolean {
  if (SHOWN.test(path)) return true;
  if (type === "aws:ssm/parameter:Parameter")
    return inputs.type !== "SecureString" && /^(value|insecureValue)\b/.test(path);
  return OPEN_PLACES[type]?.test(path) === true;
}
