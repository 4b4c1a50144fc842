import { expect } from "chai";
import { platformWith } from "./changed-stack";

// A stranger changes one value of a shipped stack file in a way that cannot work, and is told why before anything runs.
// Every rule has its own tests below tests/config; here the messages come through the whole program.

describe("a stack file with one thing changed is refused for", () => {
  for (const [what, changes, problem] of [
    [
      "no NAT while Google Cloud is called",
      { "network.natStrategy": "none" },
      'E08  network.natStrategy "none" cuts the application off from Google APIs (design arrow ECS -> AI). ' +
        'Use "single" or "onePerAz", or disable the gcp section.',
    ],
    [
      "one zone",
      { "network.availabilityZones": ["ap-northeast-1a"] },
      "E03  network.availabilityZones must list 2 or 3 zones of ap-northeast-1, got [ap-northeast-1a].",
    ],
    [
      "two zones under a search domain with standby",
      { "network.availabilityZones": ["ap-northeast-1a", "ap-northeast-1d"] },
      "E05  prod needs 3 availability zones because search.standby is on; got 2.",
    ],
    [
      "requests as a measure while traffic shifts",
      { "service.scaling.requestsPerTarget": 600 },
      'E14  service.scaling.requestsPerTarget cannot be combined with deployment "BLUE_GREEN": ' +
        "the metric follows one target group only.",
    ],
    [
      "a size Fargate does not offer",
      { "service.memory": 512 },
      "E11  Fargate does not offer 512 CPU units with 512 MiB. Allowed for 512: 1024, 2048, 3072, 4096.",
    ],
    [
      "a region whose CloudFront addresses nobody named",
      {
        "aws:region": "us-west-2",
        "network.availabilityZones": ["us-west-2a", "us-west-2b", "us-west-2c"],
      },
      "E47  network.cloudFrontPrefixListId must be set, because the addresses CloudFront calls from are not known for " +
        "us-west-2. This prints the id: aws ec2 describe-managed-prefix-lists --region us-west-2 --filters " +
        "Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing " +
        '--query "PrefixLists[0].PrefixListId" --output text',
    ],
  ] as const) {
    it(`${what} (prod)`, async () => {
      const message = await platformWith("prod", changes).then(
        () => "nothing was refused",
        (error: Error) => error.message,
      );
      const [, english, , ...others] = message.split("\n").map((line) => line.trim());
      expect(english).to.equal(problem);
      expect(others.join("")).to.equal(""); // one change, one problem
    });
  }
});
