import { aliasPlatform } from "./alias.ts";
import { alipayPlatform } from "./alipay.ts";
import { anonymousPlatform } from "./anonymous.ts";
import { cookiePlatform } from "./cookie.ts";
import { crmPlatform } from "./crm.ts";
import { devicePlatform } from "./device.ts";
import { douyinPlatform } from "./douyin.ts";
import { emailPlatform } from "./email.ts";
import { erpPlatform } from "./erp.ts";
import { jdPlatform } from "./jd.ts";
import { memberPlatform } from "./member.ts";
import { openidPlatform } from "./openid.ts";
import { phonePlatform } from "./phone.ts";
import { storePlatform } from "./store.ts";
import { taobaoPlatform } from "./taobao.ts";
import { tmallPlatform } from "./tmall.ts";
import { unionidPlatform } from "./unionid.ts";
import { userPlatform } from "./user.ts";
import { webPlatform } from "./web.ts";
import { wechatPlatform } from "./wechat.ts";
import { wecomPlatform } from "./wecom.ts";
import { xiaohongshuPlatform } from "./xiaohongshu.ts";
import type { Text } from "../lang.ts";
import type { PlatformFacts } from "./platform.ts";

/** All platforms by kind, the most trusted kind first, in a kind the most trusted platform first. */
const PLATFORMS = {
  number: [memberPlatform, crmPlatform, erpPlatform, userPlatform, storePlatform],
  account: [
    unionidPlatform,
    wecomPlatform,
    wechatPlatform,
    taobaoPlatform,
    tmallPlatform,
    jdPlatform,
    douyinPlatform,
    xiaohongshuPlatform,
    alipayPlatform,
    openidPlatform,
    webPlatform,
  ],
  contact: [phonePlatform, emailPlatform],
  device: [devicePlatform, anonymousPlatform, cookiePlatform, aliasPlatform],
} as const satisfies Readonly<Record<string, readonly PlatformFacts[]>>;

/**
 * The kind of a platform's identities. number: assigned by the company, one for each customer. account: an account on a platform. contact:
 * a way to reach a person, sometimes shared or passed on. device: a browser or app before anybody signs in.
 */
export type PlatformKind = keyof typeof PLATFORMS;

/** The kinds, the most trusted first. */
export const PLATFORM_KINDS = Object.keys(PLATFORMS) as readonly PlatformKind[] as readonly [PlatformKind, ...PlatformKind[]];

export function platformsOfKind(kind: PlatformKind): readonly PlatformFacts[] {
  return PLATFORMS[kind];
}

/** The platforms that a column of a file may hold, in the order of lists for people. In this order their headings are looked for. */
export const FILE_PLATFORMS: readonly PlatformFacts[] = [...PLATFORMS.contact, ...PLATFORMS.number, ...PLATFORMS.account];

const byCode = new Map(PLATFORM_KINDS.flatMap(platformsOfKind).map((platform) => [platform.code, platform]));

/** Undefined for a platform that is not built in. */
export function platformFacts(code: string): PlatformFacts | undefined {
  return byCode.get(code);
}

/** The name for people; of a platform that is not built in its code. */
export function platformName(code: string): Text {
  return byCode.get(code)?.name ?? { zh: code, en: code };
}

/** The heading of its column in templates and exports; undefined when no heading alone means it. */
export function platformHeading(code: string): Text | undefined {
  const facts = byCode.get(code);
  return facts?.headings && (facts.heading ?? facts.name);
}

/** The platform that a heading means. */
export function platformHeaded(heading: string): PlatformFacts | undefined {
  return FILE_PLATFORMS.find(({ code, headings }) => {
    const usual = platformHeading(code);
    return usual && (heading === usual.zh || heading.toLowerCase() === usual.en.toLowerCase() || headings!.test(heading));
  });
}

export { aliasPlatform };
export type { PlatformFacts } from "./platform.ts";
