import { PASS, type Rule, violation } from "../../core/rule";

/** Runtimes with patches for a year to come, as of 2026-11-26; https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const SUPPORTED = ["nodejs24.x", "nodejs22.x", "python3.14", "python3.13", "provided.al2023", "java25", "java21"];

/** A function whose runtime still gets patches. */
export const FUNCTION_RUNTIMES: Rule = {
  id: "resilience-function-runtime-supported",
  title: "Functions use a runtime that gets patches",
  why: "Known holes of a runtime that is out of support stay open.",
  fix: "choose a runtime that is supported for another year",
  severity: "medium",
  pack: "resilience",
  controls: ["Lambda.2"],
  types: ["aws:lambda/function:Function"],
  judge({ inputs }) {
    if (inputs.packageType === "Image") return PASS;
    const supported = SUPPORTED.includes(String(inputs.runtime));
    return supported ? PASS : violation("runtime", `runtime is not among the supported ones; ${this.fix}`);
  },
};
