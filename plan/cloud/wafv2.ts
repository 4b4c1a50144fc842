import type { Service } from "./registration";

/** The web application firewall. */
export const wafService: Service = {
  "aws:wafv2/webAcl:WebAcl": (acl) => {
    const [id, name] = [acl.uuid(), acl.physicalName()];
    const scope = acl.text("scope") === "CLOUDFRONT" ? "global" : "regional";
    return { id, name, arn: acl.arn("wafv2", `${scope}/webacl/${name}/${id}`) };
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": (logging) => ({ id: logging.text("resourceArn") }),
};
