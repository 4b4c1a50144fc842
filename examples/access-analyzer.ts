import { AccessAnalyzer } from "../components/governance/access-analyzer";

/** Looks for outsiders with access, and for permissions that nobody used for a quarter. */
export function accessAnalyzer(): AccessAnalyzer {
  return new AccessAnalyzer("analyzer", { region: "ap-northeast-1", namePrefix: "shop-dev", unusedAccessAge: 90 });
}
