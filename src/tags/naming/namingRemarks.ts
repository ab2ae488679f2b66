import { tagKind, type Text } from "../../kernel/index.ts";
import { foldedName, type TagRule } from "../../rules/index.ts";
import { nearNames } from "./nearNames.ts";
import { pinyinOf } from "./pinyin.ts";
import { canonical } from "../words.ts";

/** What is doubtful about a name. It does not prevent anything. `field` is the path in the definition. */
export interface NamingRemark extends Text {
  readonly field: "name.zh" | "name.en" | "rule";
}

interface Named {
  readonly code: string;
  readonly name: Text;
  readonly rule: TagRule | null;
}

/** A longer name is cut in lists. */
const LONG_HAN_CHARACTERS = 15;
const LONG_LATIN_CHARACTERS = 30;
/** The most characters of a tag's name: 企业微信 30, Zoho CRM 25 (their API documentation). */
const PLATFORM_CHARACTERS = [
  { platform: { zh: "企业微信", en: "WeCom" }, most: 30 },
  { platform: { zh: "Zoho CRM", en: "Zoho CRM" }, most: 25 },
] as const;
const VAGUE = /其他|其它|未知|待定|临时|测试|杂项|新标签|标签\d*$|^(重要|普通|一般|优质|特殊|客户|好|坏)(客户)?$/;
const VAGUE_ENGLISH =
  /\b(other|misc|unknown|tbd|temp|tmp|test|todo|new tag|untitled)\b|^(important|normal|good|bad|special)( customers?)?$/i;
const LANGS = ["zh", "en"] as const;

/** Everything doubtful about a tag's name and rule, each with its reason. @param others the other tags */
export function namingRemarks(tag: Named, others: readonly Named[]): NamingRemark[] {
  const langs = tag.name.zh === tag.name.en ? (["zh"] as const) : LANGS;
  return [
    ...langs.flatMap((lang) => ofText(tag.name[lang]).map((text) => ({ field: `name.${lang}` as const, ...text }))),
    ...nearNames(tag, others).map((text) => ({ field: "name.zh" as const, ...text })),
    ...soundingAlike(tag, others),
    ...sameRules(tag, others),
  ];
}

function ofText(name: string): Text[] {
  const length = [...name].length;
  const han = /\p{Script=Han}/u.test(name);
  const most = han ? LONG_HAN_CHARACTERS : LONG_LATIN_CHARACTERS;
  const vague = VAGUE.exec(name)?.[0] ?? VAGUE_ENGLISH.exec(name)?.[0];
  const refusing = PLATFORM_CHARACTERS.filter(({ most: limit }) => length > limit);
  const sign = /[|:：]/.exec(name)?.[0];
  return [
    ...(length > most
      ? [
          {
            zh: `名称有 ${length} 个字，列表里会显示不全；建议不超过 ${most} 个字`,
            en: `the name has ${length} characters and is cut in lists; at most ${most} are better`,
          },
        ]
      : []),
    ...(vague === undefined
      ? []
      : [
          {
            zh: `「${vague}」说明不了是哪些客户；请写出他们的共同点，如「近30天下过单」`,
            en: `“${vague}” does not say which customers; name what they have in common, such as “ordered in 30 days”`,
          },
        ]),
    ...refusing.map(({ platform, most: limit }) => ({
      zh: `${platform.zh}的标签名最多 ${limit} 个字符，这个名称有 ${length} 个，同步时会被拒绝`,
      en: `${platform.en} takes tag names of at most ${limit} characters; this one has ${length} and would be refused`,
    })),
    ...(sign === undefined
      ? []
      : [
          {
            zh: `淘宝的标签名不能含「${sign}」，同步时会被拒绝；请去掉它`,
            en: `Taobao refuses tag names that contain “${sign}”; remove it`,
          },
        ]),
  ];
}

/** Names that are written differently and sound the same: 会员等级 and 会员等及. */
function soundingAlike({ code, name }: Named, others: readonly Named[]): NamingRemark[] {
  if ([...name.zh].filter((sign) => /\p{Script=Han}/u.test(sign)).length < 2) return [];
  const sound = foldedName(pinyinOf(name.zh));
  const fold = foldedName(name.zh);
  return others
    .filter((other) => other.code !== code && foldedName(other.name.zh) !== fold && foldedName(pinyinOf(other.name.zh)) === sound)
    .map((other) => ({
      field: "name.zh",
      zh: `与标签「${other.name.zh}」（${other.code}）读音相同，容易混淆`,
      en: `it sounds like ${other.name.zh} (${other.code}), which people will confuse`,
    }));
}

function sameRules({ code, rule }: Named, others: readonly Named[]): NamingRemark[] {
  if (rule === null || tagKind(rule.kind).isAssigned) return [];
  const text = canonical(rule);
  return others
    .filter((other) => other.code !== code && other.rule !== null && canonical(other.rule) === text)
    .map((other) => ({
      field: "rule",
      zh: `与标签「${other.name.zh}」（${other.code}）的规则完全相同；请直接使用它，或写明两者的区别`,
      en: `its rule is exactly that of ${other.name.en} (${other.code}); use that tag, or make the difference clear`,
    }));
}
