import { GetObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { s3Client } from "../../../functions/lib/s3-client";
import { rejection } from "../support/loopback";
import { S3Server } from "../support/s3-server";

describe("the client for S3", () => {
  it("gives up on a server that has fallen silent", async () => {
    const server = await new S3Server().start();
    server.plan = () => new Promise(() => {});
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const client = s3Client({ endpoint: server.endpoint, region: "ap-northeast-1", credentials, maxAttempts: 1 }, 100);
    try {
      const { name } = await rejection(client.send(new GetObjectCommand({ Bucket: "lake", Key: "a" })));
      expect(name).to.equal("TimeoutError");
    } finally {
      client.destroy();
      await server.stop();
    }
  });
});
