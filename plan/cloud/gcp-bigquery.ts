import type { Service } from "./registration";

const API = "https://bigquery.googleapis.com/bigquery/v2";

/** BigQuery and its transfer service. */
export const gcpBigqueryService: Service = {
  "gcp:bigquery/dataset:Dataset": (dataset) => {
    const id = `projects/${dataset.gcpProject}/datasets/${dataset.text("datasetId")}`;
    return {
      id,
      selfLink: `${API}/${id}`,
      location: dataset.or("location", "US"),
      maxTimeTravelHours: dataset.or("maxTimeTravelHours", "168"),
      storageBillingModel: dataset.or("storageBillingModel", "LOGICAL"),
      isCaseInsensitive: dataset.or("isCaseInsensitive", false),
      deleteContentsOnDestroy: dataset.or("deleteContentsOnDestroy", false),
    };
  },
  "gcp:bigquery/table:Table": (table) => {
    const id = `projects/${table.gcpProject}/datasets/${table.text("datasetId")}/tables/${table.text("tableId")}`;
    return {
      id,
      selfLink: `${API}/${id}`,
      type: "TABLE",
      deletionProtection: table.or("deletionProtection", true),
    };
  },
  "gcp:bigquery/datasetIamMember:DatasetIamMember": (grant) => ({
    id: `projects/${grant.gcpProject}/datasets/${grant.text("datasetId")}/${grant.text("role")}/${grant.text("member")}`,
  }),
  "gcp:bigquery/dataTransferConfig:DataTransferConfig": (config) => {
    const name = `projects/${config.gcpProjectNumber}/locations/${config.gcpRegion}/transferConfigs/${config.uuid()}`;
    return { id: name, name };
  },
};
