import { expect } from "chai";
import {
  fitsStandby,
  isBurstable,
  replicaCount,
  searchDomainArn,
  zonesFilled,
} from "../../../components/data/search-rules";
import {
  hasLocalDisks,
  includedPerformance,
  largestPerformance,
  largestVolume,
} from "../../../components/data/search-volumes";

describe("rules of a search domain", () => {
  it("spread nodes without a standby over the most zones they fill evenly", () => {
    const filled = (zones: number) => [1, 2, 3, 4, 5, 6].map((dataCount) => zonesFilled({ zones, dataCount }));
    expect(filled(2)).to.deep.equal([1, 2, 1, 2, 1, 2]);
    expect(filled(3)).to.deep.equal([1, 2, 3, 2, 1, 3]);
  });

  it("hold a standby to three zones, as many masters and a multiple of nodes", () => {
    const layout = { zones: 3, dataCount: 6, masters: 3 };
    expect(fitsStandby(layout)).to.equal(true);
    expect(fitsStandby({ ...layout, zones: 2 })).to.equal(false);
    expect(fitsStandby({ ...layout, dataCount: 4 })).to.equal(false);
    expect(fitsStandby({ ...layout, masters: 5 })).to.equal(false);
  });

  it("tell burstable types, and types that keep data on disks of their own", () => {
    const types = ["t2.small.search", "t3.small.search", "r7g.large.search", "i3.large.search", "r6gd.large.search"];
    expect(types.filter(isBurstable)).to.deep.equal(["t2.small.search", "t3.small.search"]);
    expect(types.filter(hasLocalDisks)).to.deep.equal(["i3.large.search", "r6gd.large.search"]);
    expect(hasLocalDisks("im4gn.large.search")).to.equal(true);
  });

  it("copy a shard as often as the domain can hold, and as a standby demands (3.1-2)", () => {
    expect(replicaCount({ dataCount: 1, standby: false })).to.equal(0);
    expect(replicaCount({ dataCount: 2, standby: false })).to.equal(1);
    expect(replicaCount({ dataCount: 3, standby: false })).to.equal(1);
    expect(replicaCount({ dataCount: 3, standby: true })).to.equal(2);
  });

  it("know the domain's ARN before it exists", () => {
    expect(searchDomainArn("ap-northeast-1", "123456789012", "kumiki-dev")).to.equal(
      "arn:aws:es:ap-northeast-1:123456789012:domain/kumiki-dev-search",
    );
    expect(() => searchDomainArn("ap-northeast-1", "123456789012", "a-prefix-that-is-too-long")).to.throw(
      RangeError,
      '"a-prefix-that-is-too-long-search" has 32 characters, but the name of a openSearchDomain may have 28; ' +
        "shorten one of: a-prefix-that-is-too-long, search",
    );
  });
});

describe("volumes of a search domain", () => {
  it("are limited by the type where the service says so", () => {
    const types = ["t3.small.search", "t3.medium.search", "c6g.large.search", "m6g.large.search", "r6g.large.search"];
    expect(types.map(largestVolume)).to.deep.equal([100, 200, 256, 1024, 2048]);
    expect(largestVolume("r7g.large.search")).to.equal(24_576);
    expect(largestVolume("r6g.metal.search")).to.equal(24_576);
  });

  it("include more performance the larger they are", () => {
    expect([10, 169, 170, 1001, 3001, 5334, 24_576].map(includedPerformance)).to.deep.equal([
      { iops: 3000, throughput: 125 },
      { iops: 3000, throughput: 125 },
      { iops: 3000, throughput: 250 },
      { iops: 3003, throughput: 250 },
      { iops: 9003, throughput: 500 },
      { iops: 16_000, throughput: 500 },
      { iops: 16_000, throughput: 1000 },
    ]);
  });

  it("can be given more, up to what their size allows", () => {
    expect([4, 10, 32, 3072, 3073].map(largestPerformance)).to.deep.equal([
      { iops: 3000, throughput: 1000 },
      { iops: 5000, throughput: 1000 },
      { iops: 16_000, throughput: 1000 },
      { iops: 16_000, throughput: 1000 },
      { iops: 32_000, throughput: 2000 },
    ]);
  });
});
