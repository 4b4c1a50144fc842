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
};
