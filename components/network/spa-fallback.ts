/**
 * Runs at the edge before the cache. A path whose last part has no dot names a view of the application, not a file, and
 * gets the index. `customErrorResponses` would do the same for missing files and rewrite the application's errors too.
 */
export const SPA_FALLBACK_CODE = `function handler(event) {
  var request = event.request;
  var lastPart = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (lastPart.indexOf(".") === -1) request.uri = "/static/index.html";
  return request;
}
`;
