import type { Service } from "./registration";

/** The random provider: values look random and are the same on every run. */
export const randomService: Service = {
  "random:index/randomPassword:RandomPassword": (password) => {
    const length = Number(password.inputs.length);
    return {
      id: "none",
      // Marked secret by the SDK; a plan never prints it.
      result: password.hex(Math.min(length, 64)).padEnd(length, "0"),
      bcryptHash: `$2a$10$${password.hex(53, "bcrypt")}`,
    };
  },
  "random:index/randomId:RandomId": (id) => randomIdOf(Buffer.from(id.hex(2 * Number(id.inputs.byteLength)), "hex")),
  "random:index/randomInteger:RandomInteger": (integer) => {
    const [min, max] = [Number(integer.inputs.min), Number(integer.inputs.max)];
    const result = min + (Number(integer.digits(12)) % (max - min + 1));
    return { id: String(result), result };
  },
};

/** Everything that a random id says of its bytes. */
export function randomIdOf(bytes: Buffer) {
  const hex = bytes.toString("hex");
  const b64Url = bytes.toString("base64url");
  return { id: b64Url, hex, dec: BigInt(`0x0${hex}`).toString(), b64Std: bytes.toString("base64"), b64Url };
}
