import type { Service } from "./registration";

/** CloudFront: global, so its ARNs name no region. */
export const cloudFrontService: Service = {
  "aws:cloudfront/distribution:Distribution": (distribution) => {
    const id = `E${distribution.alphanumeric(13)}`;
    return {
      id,
      arn: distribution.globalArn("cloudfront", `distribution/${id}`),
      domainName: `d${distribution.hex(13)}.cloudfront.net`,
      hostedZoneId: "Z2FDTNDATAQYW2",
      status: "Deployed",
    };
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": (control) => {
    const id = `E${control.alphanumeric(13)}`;
    return { id, arn: control.globalArn("cloudfront", `origin-access-control/${id}`), name: control.physicalName() };
  },
  "aws:cloudfront/vpcOrigin:VpcOrigin": (origin) => {
    const id = `vo_${origin.alphanumeric(22)}`;
    return { id, arn: origin.globalArn("cloudfront", `vpcorigin/${id}`) };
  },
  "aws:cloudfront/function:Function": (edgeFunction) => {
    const name = edgeFunction.physicalName();
    return { id: name, name, arn: edgeFunction.globalArn("cloudfront", `function/${name}`), status: "DEPLOYED" };
  },
  "aws:cloudfront/monitoringSubscription:MonitoringSubscription": (subscription) => ({
    id: subscription.text("distributionId"),
  }),
};
