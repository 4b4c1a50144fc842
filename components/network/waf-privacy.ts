import type * as inputs from "@pulumi/aws/types/input";

/** Headers that are worth a session to whoever reads them, and that nobody needs to understand an attack. */
const SECRET_HEADERS = ["authorization", "cookie"];

/**
 * What the firewall masks wherever it shows a request: in logs, in match details and in the samples of the console.
 * Query strings carry tokens and personal data too; to tell false alarms from attacks one may have to ask for them.
 */
export function dataProtections(queryStrings: boolean): inputs.wafv2.WebAclDataProtectionConfigDataProtection[] {
  const fields = [
    { fieldType: "SINGLE_HEADER", fieldKeys: SECRET_HEADERS },
    { fieldType: "SINGLE_COOKIE" }, // all of them, where rules look at each by itself
    ...(queryStrings ? [] : [{ fieldType: "QUERY_STRING" }]),
  ];
  return fields.map((field) => ({ action: "SUBSTITUTION", field }));
}

/** The same for the log alone: kept beside the other, so that a change of one by hand does not open the log. */
export function redactedFields(queryStrings: boolean): inputs.wafv2.WebAclLoggingConfigurationRedactedField[] {
  return [
    ...SECRET_HEADERS.map((name) => ({ singleHeader: { name } })),
    ...(queryStrings ? [] : [{ queryString: {} }]),
  ];
}
