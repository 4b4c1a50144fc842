import type * as inputs from "@pulumi/aws/types/input";

/** Headers that are worth a session to whoever reads them, and that nobody needs to understand an attack. */
const SECRET_HEADERS = ["authorization", "cookie"];

/**
 * What the firewall masks wherever it shows a request: in logs, in match details and in the samples of the console.
 * Query strings carry tokens and personal data too, and the referrer repeats that of the page before; to tell false
 * alarms from attacks one may have to ask for them.
 */
export function dataProtections(queryStrings: boolean): inputs.wafv2.WebAclDataProtectionConfigDataProtection[] {
  const fields = [
    { fieldType: "SINGLE_HEADER", fieldKeys: maskedHeaders(queryStrings) },
    { fieldType: "SINGLE_COOKIE" }, // all of them, where rules look at each by itself
    ...(queryStrings ? [] : [{ fieldType: "QUERY_STRING" }]),
  ];
  return fields.map((field) => ({ action: "SUBSTITUTION", field }));
}

/** The same for the log alone: kept beside the other, so that a change of one by hand does not open the log. */
export function redactedFields(queryStrings: boolean): inputs.wafv2.WebAclLoggingConfigurationRedactedField[] {
  return [
    ...maskedHeaders(queryStrings).map((name) => ({ singleHeader: { name } })),
    ...(queryStrings ? [] : [{ queryString: {} }]),
  ];
}

function maskedHeaders(queryStrings: boolean): string[] {
  return queryStrings ? SECRET_HEADERS : [...SECRET_HEADERS, "referer"];
}
