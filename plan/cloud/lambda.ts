import type { Service } from "./registration";

/** Lambda. A function's id is its name. */
export const lambdaService: Service = {
  "aws:lambda/function:Function": (fn) => {
    const name = fn.physicalName();
    const arn = fn.arn("lambda", `function:${name}`);
    return {
      id: name,
      name,
      arn,
      qualifiedArn: `${arn}:$LATEST`,
      invokeArn: `arn:aws:apigateway:${fn.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      packageType: fn.or("packageType", "Zip"),
      version: "$LATEST",
    };
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": (mapping) => {
    const uuid = mapping.uuid();
    return {
      id: uuid,
      uuid,
      arn: mapping.arn("lambda", `event-source-mapping:${uuid}`),
      functionArn: mapping.text("functionName"),
      state: "Enabled",
    };
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (config) => ({ id: config.text("functionName") }),
  "aws:lambda/permission:Permission": (permission) => {
    const statementId = permission.physicalName("statementId");
    return { id: statementId, statementId };
  },
  "aws:lambda/invocation:Invocation": (invocation) => ({
    id: `${invocation.text("functionName")}_$LATEST_${invocation.hex(32)}`,
    // The one function a program calls is the bootstrap, which reports what became of each item.
    result: JSON.stringify({ items: [] }),
  }),
};
