import { expect } from "chai";
import { isAnywhere } from "../../../../policies/lib/values/anywhere";

describe("the whole internet", () => {
  for (const range of ["0.0.0.0/0", "::/0", "0:0:0:0:0:0:0:0/0", "203.0.113.7/0", "2001:db8::/0", "0::/0"])
    it(`is ${range}`, () => expect(isAnywhere(range)).to.equal(true));

  for (const range of ["10.0.0.0/8", "0.0.0.0/10", "::/10", "pl-0/0", "", undefined, 0])
    it(`is not ${JSON.stringify(range)}`, () => expect(isAnywhere(range)).to.equal(false));
});
