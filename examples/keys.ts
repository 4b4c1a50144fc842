import { platformPurposes } from "../components/governance/key-purposes";
import { Keys } from "../components/governance/keys";

/** The keys of a platform whose data is copied to Osaka. */
export function keyRing(): Keys {
  return new Keys("keys", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-prod",
    purposes: platformPurposes({ edgeRegion: "us-east-1", backup: true, multiRegion: true }),
    replicaRegion: "ap-northeast-3",
  });
}
