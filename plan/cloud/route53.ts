import type { Service } from "./registration";

/** Route 53: records of a public zone. Global, so without region and ARN. */
export const route53Service: Service = {
  "aws:route53/record:Record": (record) => {
    // The service stores names in lower case and without the closing dot.
    const name = record.text("name").toLowerCase().replace(/\.$/, "");
    const parts = [record.text("zoneId"), name, record.text("type"), record.text("setIdentifier")];
    return {
      id: parts.filter((part) => part !== "").join("_"),
      name,
      fqdn: name,
      allowOverwrite: record.or("allowOverwrite", false),
    };
  },
};
