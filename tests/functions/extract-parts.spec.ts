import { expect } from "chai";
import fc from "fast-check";
import { readPage } from "../../functions/extract/hits";
import { items, members, onOneLine } from "../../functions/extract/raw-json";
import { readSettings } from "../../functions/extract/settings";
import { metricLine } from "../../functions/lib/metrics";

const SHARDS = '"_shards":{"total":3,"successful":3,"skipped":1,"failed":0}';

/** A page with one document, of which one member is replaced or left out. */
function page(replaced: Readonly<Record<string, string | undefined>> = {}): string {
  const members = {
    _index: '"documents-1"',
    _id: '"a"',
    _seq_no: "7",
    _primary_term: "2",
    _source: "{}",
    sort: "[1,2]",
  };
  const hit = Object.entries({ ...members, ...replaced })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${value}`);
  return `{"timed_out":false,${SHARDS},"hits":{"hits":[{${hit.join(",")}}]}}`;
}

describe("JSON that is taken apart", () => {
  it("gives the members and items that JSON.parse finds, however they are written", () => {
    const indented = fc.record({ value: fc.jsonValue({ maxDepth: 3 }), indent: fc.constantFrom(0, 1, "\t") });
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), indented, { maxKeys: 5 }), (entries) => {
        const texts = Object.entries(entries).map(
          ([name, { value, indent }]) => [name, JSON.stringify(value, undefined, indent)] as const,
        );
        const object = `{${texts.map(([name, text]) => `\n${JSON.stringify(name)} :\t${text} `).join(",")}}`;
        expect([...members(object)]).to.deep.equal(texts);
        const array = `[ ${texts.map(([, text]) => `${text}\r\n`).join(",")}]`;
        expect(items(array)).to.deep.equal(texts.map(([, text]) => text));
        for (const [, text] of texts) expect(JSON.parse(onOneLine(text))).to.deep.equal(JSON.parse(text));
        for (const [, text] of texts) expect(onOneLine(text)).not.to.match(/[\r\n]/);
      }),
      { numRuns: 50 },
    );
  });

  it("is refused where it ends early, without a word of it", () => {
    const text = '{"secret":[{"a":"b\\\\"},{"c":"}]"}],"n":12}';
    for (let length = 0; length < text.length; length += 1) {
      expect(() => members(text.slice(0, length)), text.slice(0, length)).to.throw(
        SyntaxError,
        /^the answer is not the JSON it should be, at character \d+$/,
      );
    }
    expect(() => items("[1,]")).to.throw(SyntaxError);
    expect(() => items("{}")).to.throw(SyntaxError);
  });
});

describe("a page of results", () => {
  it("orders the versions of a document by the term of the primary first, then by operation", () => {
    const version = (term: string, sequence: string) =>
      readPage(page({ _primary_term: term, _seq_no: sequence })).hits[0]?.version;
    expect(version("1", "0")).to.equal(1_099_511_627_776n);
    expect(version("2", "7")).to.equal(2_199_023_255_559n);
    expect(version("8000000", "1099511627775")).to.equal(8_796_093_022_208_000_000n + 1_099_511_627_775n);
    expect(() => version("1", "1099511627776")).to.throw(RangeError, "_seq_no 1099511627776 has no room in a version");
  });

  it("keeps the position of its last document as it was given", () => {
    expect(readPage(page({ sort: "[1764115200000,9007199254740993]" })).last).to.equal(
      "[1764115200000,9007199254740993]",
    );
  });

  it("is refused where a document lacks what the export needs", () => {
    for (const name of ["_index", "_id", "_seq_no", "_primary_term", "_source", "sort"]) {
      expect(() => readPage(page({ [name]: undefined }))).to.throw(`an answer of OpenSearch has no "${name}"`);
    }
    expect(() => readPage(page({ sort: '["2026-11-26",1]' }))).to.throw(
      "ingested_at of a document is no whole number of at most 15 digits.",
    );
    expect(() => readPage(page({ _seq_no: "-2" }))).to.throw("_seq_no of a document is no whole number");
  });

  it("is refused unless it says that nothing is missing", () => {
    const body = page();
    expect(() => readPage(body.replace('"timed_out":false,', ""))).to.throw("the search ran into its time limit");
    expect(() => readPage(body.replace('"successful":3', '"successful":2'))).to.throw(
      "2 of 3 shards answered, 0 failed",
    );
    expect(() => readPage(body.replace(`${SHARDS},`, ""))).to.throw('an answer of OpenSearch has no "_shards"');
  });
});

describe("the settings of the extract function", () => {
  const environment = {
    AWS_REGION: "ap-northeast-1",
    SEARCH_ENDPOINT: "https://vpc-kumiki.ap-northeast-1.es.amazonaws.com",
    INDEX_PATTERN: "documents-*",
    PAGE_SIZE: "1000",
    MAX_DOCUMENTS: "500000",
    SAFETY_LAG_SECONDS: "120",
    BUCKET: "kumiki-dev-lake",
    BUCKET_OWNER: "123456789012",
    DATA_PREFIX: "export/documents/",
    CHECKPOINT_KEY: "export/checkpoint/documents.json",
    EXPORT_NAME: "kumiki-dev",
    METRIC_NAMESPACE: "Kumiki/Export",
  };

  it("are read from its environment", () => {
    expect(readSettings(environment)).to.deep.equal({
      region: "ap-northeast-1",
      endpoint: "https://vpc-kumiki.ap-northeast-1.es.amazonaws.com",
      indexPattern: "documents-*",
      pageSize: 1000,
      maxDocuments: 500_000,
      safetyLag: 120_000,
      bucket: "kumiki-dev-lake",
      bucketOwner: "123456789012",
      prefix: "export/documents/",
      checkpointKey: "export/checkpoint/documents.json",
      exportName: "kumiki-dev",
      metricNamespace: "Kumiki/Export",
      batch: { targetBytes: 134_217_728, groupLimitBytes: 268_435_456 },
    });
  });

  it("are refused all at once", () => {
    const wrong = { ...environment, SEARCH_ENDPOINT: "vpc-kumiki", PAGE_SIZE: "10001", INDEX_PATTERN: "*" };
    expect(() => readSettings({ ...wrong, BUCKET: undefined, SAFETY_LAG_SECONDS: "0.5" })).to.throw(
      "The function cannot work:\n" +
        '  - SEARCH_ENDPOINT must be the URL of the domain without a path, got "vpc-kumiki".\n' +
        '  - INDEX_PATTERN must be the name of an index, or its start and *, got "*".\n' +
        '  - PAGE_SIZE must be a whole number in 1-10000, got "10001".\n' +
        '  - SAFETY_LAG_SECONDS must be a whole number in 1-86400, got "0.5".\n' +
        "  - BUCKET must be the name of a bucket, but is not set.",
    );
  });
});

describe("a line of metrics", () => {
  it("has the form CloudWatch looks for in logs", () => {
    const line = metricLine({
      namespace: "Kumiki/Export",
      dimensions: { Export: "kumiki-dev" },
      metrics: { ExportLagSeconds: { value: 125, unit: "Seconds" } },
      at: 1_764_115_200_000,
    });
    expect(line).to.equal(
      '{"_aws":{"Timestamp":1764115200000,"CloudWatchMetrics":[{"Namespace":"Kumiki/Export","Dimensions":[["Export"]],' +
        '"Metrics":[{"Name":"ExportLagSeconds","Unit":"Seconds"}]}]},"Export":"kumiki-dev","ExportLagSeconds":125}\n',
    );
  });
});
