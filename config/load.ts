import * as pulumi from "@pulumi/pulumi";
import { isConfigSecret } from "@pulumi/pulumi/runtime/config";
import { evaluate, SECRET_KEYS } from "./evaluate";
import { ConfigError } from "./problem";
import type { PlainConfig, StackConfig } from "./schema";
import type { ConfigSource } from "./source";

declare module "@pulumi/pulumi/runtime/config" {
  /** Marked internal and so missing in the SDK's types, though nothing public tells whether a value is encrypted. */
  export function isConfigSecret(key: string): boolean;
}

/**
 * Reads the configuration of the running program. Nothing else in the project reads configuration: everything is given
 * the values it needs as arguments.
 * @throws ConfigError with every problem; the engine prints it without a stack trace.
 */
export function loadConfig(): StackConfig {
  const values = pulumi.runtime.allConfig();
  return parseConfig({ stack: pulumi.getStack(), values, secretKeys: Object.keys(values).filter(isConfigSecret) });
}

/**
 * Checks the configuration of a stack and completes it with the defaults. Pure: the same source gives the same result,
 * whether it comes from the engine or from a stack file.
 * @throws ConfigError with every problem.
 */
export function parseConfig(source: ConfigSource): StackConfig {
  const { config, problems } = evaluate(source);
  if (problems.length > 0) throw new ConfigError(source.stack, problems);
  return withSecrets(config);
}

function withSecrets(config: PlainConfig): StackConfig {
  const secrets = SECRET_KEYS.map((name) => {
    const value = config[name];
    return [name, value === undefined ? undefined : pulumi.secret(value)];
  });
  // Outputs are left alone: the SDK keeps state in them.
  return Object.freeze({ ...deepFreeze(config), ...Object.fromEntries(secrets) });
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
