import { z } from "zod";
import { operation } from "../define.ts";

export const readSignIn = operation({
  id: "readSignIn",
  method: "GET",
  path: "/sign-in",
  room: "access",
  permission: "public",
  status: 200,
  summary: { zh: "可用的登录方式", en: "How people can sign in" },
  response: z.object({ oidc: z.object({ name: z.string() }).nullable() }),
});

export const beginOidc = operation({
  id: "beginOidc",
  method: "GET",
  path: "/sign-in/oidc",
  room: "access",
  permission: "public",
  status: 302,
  summary: { zh: "去 OpenID Connect 登录（跳转）", en: "Sign in by OpenID Connect (a redirect)" },
  query: z.object({ return: z.string().max(2_000).optional().meta({ description: "The page to open afterwards" }) }),
  response: z.any(),
});

export const finishOidc = operation({
  id: "finishOidc",
  method: "GET",
  path: "/sign-in/oidc/callback",
  room: "access",
  permission: "public",
  status: 302,
  summary: { zh: "从 OpenID Connect 登录返回（跳转）", en: "Where the OpenID Connect provider sends the browser back to (a redirect)" },
  // Providers add parameters of their own, which must not be refused: hence no plain object, whose unknown keys are errors.
  query: z.object({ code: z.string(), state: z.string(), error: z.string() }).partial().loose().readonly(),
  response: z.any(),
});
