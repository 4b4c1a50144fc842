import type { Service } from "./registration";

/** Vertex AI: endpoints for predictions. */
export const gcpVertexService: Service = {
  "gcp:vertex/aiEndpoint:AiEndpoint": (endpoint) => {
    const name = endpoint.text("name");
    const location = endpoint.gcpRegion;
    return {
      id: `projects/${endpoint.gcpProject}/locations/${location}/endpoints/${name}`,
      dedicatedEndpointDns:
        endpoint.inputs.dedicatedEndpointEnabled === true
          ? `https://${name}.${location}-${endpoint.gcpProjectNumber}.prediction.vertexai.goog`
          : "",
    };
  },
  "gcp:vertex/aiEndpointIamMember:AiEndpointIamMember": (grant) => {
    const endpoint = `projects/${grant.gcpProject}/locations/${grant.gcpRegion}/endpoints/${grant.text("endpoint")}`;
    return { id: `${endpoint}/${grant.text("role")}/${grant.text("member")}` };
  },
};
