import { OriginSecret } from "../components/network/origin-secret";

/** The secret during its first rotation: the second value is sent, the first one about to be replaced. */
export function rotatingSecret(): OriginSecret {
  return new OriginSecret("origin-secret", { generation: 2 });
}
