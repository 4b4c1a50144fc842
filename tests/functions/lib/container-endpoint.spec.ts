import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { containerEndpoint } from "../../../functions/lib/container-endpoint";
import { rejection } from "../support/loopback";

const hrefOf = async (environment: Record<string, string>) => (await containerEndpoint(environment))?.url.href;
const full = (address: string) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: address });
const relative = (path: string) => ({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path });

describe("the endpoint of a container's credentials", () => {
  it("is at the address of ECS where the environment gives a path (1.1-7)", async () => {
    expect(await hrefOf(relative("/v2/credentials/0a1b"))).to.equal("http://169.254.170.2/v2/credentials/0a1b");
  });

  it("is nowhere where the environment names none", async () => {
    expect(await containerEndpoint({})).to.equal(undefined);
    expect(await containerEndpoint({ ...relative(""), ...full("") })).to.equal(undefined);
  });

  it("is the relative one where both are given", async () => {
    expect(await hrefOf({ ...relative("/ecs"), ...full("http://127.0.0.1/other") })).to.equal(
      "http://169.254.170.2/ecs",
    );
  });

  for (const address of [
    "http://127.0.0.1:8080/credentials",
    "http://127.255.255.254/credentials",
    "http://[::1]:9000/credentials",
    "http://localhost/credentials",
    "http://169.254.170.2/credentials",
    "http://169.254.170.23/v1/credentials",
    "http://[fd00:ec2::23]/v1/credentials",
    "https://credentials.example.com/role",
  ]) {
    it(`may be ${address}`, async () => {
      expect(await hrefOf(full(address))).to.equal(address);
    });
  }

  for (const [address, shown] of [
    ["http://credentials.example.com/role", "http://credentials.example.com"],
    ["http://169.254.169.254/latest/meta-data", "http://169.254.169.254"],
    ["http://169.254.170.24/role", "http://169.254.170.24"],
    ["http://10.0.0.1:8080/role", "http://10.0.0.1:8080"],
    ["http://127.0.0.1.example.com/role", "http://127.0.0.1.example.com"],
    ["http://localhost.example.com/role", "http://localhost.example.com"],
    ["http://127.0.0.1@example.com/role", "http://example.com"],
    ["http://169.254.170.2.example.com/role", "http://169.254.170.2.example.com"],
    ["http://[fd00:ec2::254]/role", "http://[fd00:ec2::254]"],
    ["ftp://127.0.0.1/role", "ftp://127.0.0.1"],
    ["file:///etc/passwd", "file://"],
  ] as const) {
    it(`is refused at ${address}`, async () => {
      expect((await rejection(containerEndpoint(full(address)))).message).to.equal(
        `AWS_CONTAINER_CREDENTIALS_FULL_URI leads to ${shown}, which is not asked: whoever answers there could read the ` +
          "credentials on the way. Use https, or plain http to a loopback address, 169.254.170.2, 169.254.170.23, [fd00:ec2::23].",
      );
    });
  }

  it("is judged by where an address leads, not by how it is written", async () => {
    expect(await hrefOf(full("http://0x7f.1/role"))).to.equal("http://127.0.0.1/role");
    expect((await rejection(containerEndpoint(full("http://167772161/role")))).message).to.contain("http://10.0.0.1,");
  });

  it("cannot be moved to another host by a path that has no slash", async () => {
    for (const path of [".example.com/role", "@example.com/role", ":80@example.com", "role"]) {
      expect((await rejection(containerEndpoint(relative(path)))).message).to.equal(
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI does not begin with a slash. ECS sets it; remove it from the task definition.",
      );
    }
    expect(await hrefOf(relative("//example.com/role"))).to.equal("http://169.254.170.2//example.com/role");
  });

  it("is asked for completely", async () => {
    expect((await rejection(containerEndpoint(full("/role")))).message).to.equal(
      "AWS_CONTAINER_CREDENTIALS_FULL_URI is not a complete address. Give scheme, host and path, or remove it.",
    );
  });
});

describe("the token a container shows at its endpoint", () => {
  const headersWith = async (environment: Record<string, string>) =>
    (await containerEndpoint({ ...full("http://127.0.0.1/role"), ...environment }))?.headers;
  const folder = mkdtempSync(join(tmpdir(), "kumiki-token-"));
  const file = join(folder, "token");
  after(() => rmSync(folder, { recursive: true }));
  const inFile = { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file };

  it("is none, where none is given", async () => {
    expect(await headersWith({})).to.deep.equal({});
    expect(await headersWith({ AWS_CONTAINER_AUTHORIZATION_TOKEN: "" })).to.deep.equal({});
  });

  it("is that of the environment", async () => {
    expect(await headersWith({ AWS_CONTAINER_AUTHORIZATION_TOKEN: "Basic abc=" })).to.deep.equal({
      authorization: "Basic abc=",
    });
  });

  it("is that of the file where both are given, read anew every time", async () => {
    const both = { ...inFile, AWS_CONTAINER_AUTHORIZATION_TOKEN: "other" };
    writeFileSync(file, "first\n");
    expect(await headersWith(both)).to.deep.equal({ authorization: "first" });
    writeFileSync(file, "second");
    expect(await headersWith(both)).to.deep.equal({ authorization: "second" });
  });

  it("goes with the relative address as well", async () => {
    const endpoint = await containerEndpoint({ ...relative("/role"), AWS_CONTAINER_AUTHORIZATION_TOKEN: "token" });
    expect(endpoint?.headers).to.deep.equal({ authorization: "token" });
  });

  it("is refused, and not shown, where it cannot be a header", async () => {
    const advice =
      "cannot be a header: it holds a line break or another character outside printable ASCII. Have it written anew.";
    const inside = await rejection(headersWith({ AWS_CONTAINER_AUTHORIZATION_TOKEN: "seeded\r\nx-other: 1" }));
    expect(inside.message).to.equal(`The token of AWS_CONTAINER_AUTHORIZATION_TOKEN ${advice}`);
    writeFileSync(file, "seeded\nseeded");
    expect((await rejection(headersWith(inFile))).message).to.equal(
      `The token of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE ${advice}`,
    );
  });

  it("is missed with the file's name and the reason", async () => {
    const missing = { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${file}.gone` };
    expect((await rejection(headersWith(missing))).message).to.equal(
      `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: ${file}.gone cannot be read (ENOENT). Mount it, and let this user read it.`,
    );
  });
});
