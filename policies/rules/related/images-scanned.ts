import { readPath } from "../../core/property-path";
import { PASS, type Rule, violation } from "../../core/rule";

const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

/** A scan that the registry makes of everything is as good as one that the repository asks for. */
export const IMAGES_SCANNED: Rule = {
  id: "resilience-images-scanned",
  title: "Images are scanned when they are pushed",
  why: "Known holes in an image would be deployed unseen.",
  fix: "set scanOnPush of the repository, or scan all of the registry",
  severity: "high",
  pack: "resilience",
  controls: ["ECR.1"],
  types: ["aws:ecr/repository:Repository"],
  judge(repository, graph) {
    const own = readPath(repository.inputs, "imageScanningConfiguration.scanOnPush").some(
      ({ value }) => value === true,
    );
    const whole = graph
      .ofType(SCANNING)
      .some(
        (scanning) =>
          scanning.region === repository.region &&
          readPath(scanning.inputs, "rules[].repositoryFilters[].filter").some(({ value }) => value === "*") &&
          readPath(scanning.inputs, "rules[].scanFrequency").every(({ value }) => value !== "MANUAL"),
      );
    return own || whole ? PASS : violation("missing", `nothing scans its images; ${this.fix}`);
  },
};
