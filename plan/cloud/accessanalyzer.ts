import type { Service } from "./registration";

/** IAM Access Analyzer. The id of an analyzer is its name. */
export const accessAnalyzerService: Service = {
  "aws:accessanalyzer/analyzer:Analyzer": (analyzer) => {
    const name = analyzer.text("analyzerName");
    return { id: name, arn: analyzer.arn("access-analyzer", `analyzer/${name}`) };
  },
};
