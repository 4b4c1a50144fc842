import type { Service } from "./registration";

/** Vended logs: a service's log, delivered to a group, a bucket or a stream. */
export const logDeliveryService: Service = {
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": (source) => {
    const name = source.physicalName();
    return { id: name, name, arn: source.arn("logs", `delivery-source:${name}`), service: "cloudfront" };
  },
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": (destination) => {
    const name = destination.physicalName();
    return {
      id: name,
      name,
      arn: destination.arn("logs", `delivery-destination:${name}`),
      deliveryDestinationType: "CWL",
    };
  },
  "aws:cloudwatch/logDelivery:LogDelivery": (delivery) => {
    const id = delivery.alphanumeric(16);
    return { id, arn: delivery.arn("logs", `delivery:${id}`) };
  },
};
