import { z } from "zod";
import { InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { PersonRole } from "../shapes/role.ts";

/** The account of the person who asks. */
export const AccountShape = z.object({
  login: z.string(),
  name: z.string(),
  role: PersonRole,
  /** From the top of the tree down. Empty without a department. */
  departments: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: InstantText,
  /** Null without a second step at sign-in. */
  twoFactor: z.object({ since: InstantText, recoveryCodes: z.number().int() }).nullable(),
});
export type AccountShape = z.output<typeof AccountShape>;

const Password = z.string().min(1).max(500);
const Code = z.string().min(1).max(100).meta({ description: "Six digits of the authenticator, or a recovery code" });
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const readAccount = operation({
  id: "readAccount",
  method: "GET",
  path: "/account",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "自己的账户", en: "Your own account" },
  response: AccountShape,
});

export const changeAccount = operation({
  id: "changeAccount",
  method: "PATCH",
  path: "/account",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "修改自己的姓名", en: "Change your own name" },
  body: z.object({ name: z.string().trim().min(1).max(100) }).strict(),
  response: AccountShape,
});

export const changePassword = operation({
  id: "changePassword",
  method: "POST",
  path: "/account/password",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "修改自己的密码，并退出其他设备", en: "Change your own password; your other sessions end" },
  body: z.object({ old: Password, password: Password }).strict(),
  response: z.object({ ended: z.number().int() }),
});

export const startTwoFactor = operation({
  id: "startTwoFactor",
  method: "POST",
  path: "/account/two-factor",
  room: "access",
  permission: "own",
  status: 200,
  summary: {
    zh: "开始设置两步验证：得到给验证器的密钥",
    en: "Begin two-step verification: the secret for an authenticator app",
  },
  body: z.object({ password: Password }).strict(),
  response: z.object({ secret: z.string(), uri: z.string() }),
});

export const confirmTwoFactor = operation({
  id: "confirmTwoFactor",
  method: "POST",
  path: "/account/two-factor/confirm",
  room: "access",
  permission: "own",
  status: 200,
  summary: {
    zh: "用验证码开启两步验证；恢复码只显示这一次",
    en: "Turn two-step verification on by a code; the recovery codes are shown only in this answer",
  },
  body: z.object({ code: Code }).strict(),
  response: RecoveryCodes,
});

export const renewRecoveryCodes = operation({
  id: "renewRecoveryCodes",
  method: "POST",
  path: "/account/two-factor/recovery-codes",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "换一组恢复码，旧的失效", en: "New recovery codes; the old ones stop working" },
  body: z.object({ password: Password, code: Code }).strict(),
  response: RecoveryCodes,
});

export const endTwoFactor = operation({
  id: "endTwoFactor",
  method: "POST",
  path: "/account/two-factor/end",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "关闭自己的两步验证", en: "Turn your own two-step verification off" },
  body: z.object({ password: Password, code: Code }).strict(),
  response: z.object({ ok: z.literal(true) }),
});
