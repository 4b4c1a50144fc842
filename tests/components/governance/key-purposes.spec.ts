import { expect } from "chai";
import { platformPurposes } from "../../../components/governance/key-purposes";

// Which names a service calls KMS by, and as whom, only the service knows; these are the ones its documentation gives.

const [data] = platformPurposes({ edgeRegion: "us-east-1", backup: true, multiRegion: true });

describe("platformPurposes", () => {
  it("lets ElastiCache use the key of the data by both of its names", () => {
    expect(data?.services).to.include.members(["elasticache", "dax"]);
  });

  it("lets Lambda itself use the key of the functions' code, beside those who deploy it", () => {
    expect(data?.services).to.include("lambda");
    expect(data?.principals).to.include("lambda");
  });
});
