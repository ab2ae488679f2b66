import { resolve } from "node:path";
import type { z } from "zod";
import { issuesOf } from "../../contract/index.ts";
import { nearest, problem, type Issue } from "../../kernel/index.ts";
import { SETTINGS, type Config, type SettingName } from "./settings.ts";

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of flags, which go before the environment. */
  readonly flags?: { readonly [K in SettingName]?: string | undefined };
  /** What relative paths start from. */
  readonly cwd: string;
}

/**
 * Reads the configuration. An empty variable counts as not given; an unknown `TAGWISE_…` variable that looks like a misspelt
 * setting is an error, for a setting that silently does nothing is worse.
 * @throws CONFIG_INVALID with every wrong setting, named as it was given
 */
export function readConfig({ env, flags = {}, cwd }: ConfigSources): Config {
  const issues: Issue[] = misspelt(env);
  const values: Record<string, unknown> = {};
  for (const [name, { variable, flag, schema }] of Object.entries(SETTINGS)) {
    const given = flags[name as SettingName];
    const result = (schema as z.ZodType).safeParse(given ?? (env[variable] || undefined));
    if (result.success) values[name] = result.data;
    else issues.push(...issuesOf(result.error, given !== undefined && flag ? flag : variable).map(inTwoLanguages));
  }
  issues.push(...incompleteOidc(values));
  if (issues.length > 0) throw problem("CONFIG_INVALID", { issues });
  return Object.freeze({ ...values, dataDir: resolve(cwd, values["dataDir"] as string) }) as Config;
}

const PREFIX = "TAGWISE_";
/** Variables of Tagwise that other parts read, without the prefix. */
const OTHERS = ["URL", "KEY", "DEBUG"];

/** Only what follows the prefix is compared: the prefix makes any two names look alike. */
function misspelt(env: ConfigSources["env"]): Issue[] {
  const variables = Object.values(SETTINGS).map(({ variable }) => variable);
  const known = [...variables.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)), ...OTHERS];
  return Object.keys(env)
    .filter((path) => path.startsWith(PREFIX) && env[path] && !known.includes(path.slice(PREFIX.length)))
    .flatMap((path) => {
      const near = nearest(path.slice(PREFIX.length), known);
      if (near === undefined) return [];
      const suggestion = PREFIX + near;
      return [
        { code: "unknown_key", path, zh: `不是设置，是不是 ${suggestion}？`, en: `is no setting; did you mean ${suggestion}?`, suggestion },
      ];
    });
}

/** With one setting missing, the button of the sign-in page would be missing without a word. */
function incompleteOidc(values: Readonly<Record<string, unknown>>): Issue[] {
  const names = ["oidcIssuer", "oidcClientId", "oidcClientSecret"] as const;
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length === names.length) return [];
  return missing.map((name) => ({
    code: "missing",
    path: SETTINGS[name].variable,
    zh: "也要填写：单点登录需要地址、客户端编号和密钥",
    en: "is missing: sign-in by OpenID Connect needs issuer, client id and client secret",
  }));
}

function inTwoLanguages(issue: Issue): Issue {
  const [zh, en] = issue.zh.split("｜");
  return en === undefined ? issue : { ...issue, zh: zh!, en };
}
