import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { newTotpSecret, totpCounter, totpUri } from "./totp.ts";

test("a code of RFC 6238 is accepted in its period and the neighbouring ones, with the number of its own period", () => {
  const secret = Secret.fromLatin1("12345678901234567890").base32;
  // Appendix B of the RFC: 94287082 at 59 s; six digits are the last six.
  expect(totpCounter(secret, "287082", 59_000)).toBe(1);
  expect(totpCounter(secret, "287082", 89_999)).toBe(1);
  expect(totpCounter(secret, "287082", 0)).toBe(1);
  expect(totpCounter(secret, "287082", 90_000)).toBeUndefined();
  expect(totpCounter(secret, "28708", 59_000)).toBeUndefined();
  expect(totpCounter(secret, "", 59_000)).toBeUndefined();
});

test("an authenticator that reads the address makes codes that are accepted", () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const uri = totpUri(secret, { login: "li@示例", workspace: "知签" });
  const app = new TOTP({ secret: Secret.fromBase32(new URL(uri).searchParams.get("secret")!) });
  expect(totpCounter(secret, app.generate({ timestamp: 1_000_000 }), 1_000_000)).toBe(33);
  expect(decodeURIComponent(uri)).toContain("知签:li@示例");
});
