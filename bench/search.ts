import { searchNames } from "../src/kernel/index.ts";
import { pinyinOfAll } from "../src/tags/index.ts";
import { inTurn, once, times } from "./evaluate/measure.ts";

const TAGS = Number(process.env["TAGWISE_BENCH_SEARCHED_TAGS"] ?? 5_000);
const ROUNDS = 20;
const AIM_MILLISECONDS = 50;
const WORDS = [
  "高价值",
  "近期",
  "沉默",
  "复购",
  "母婴",
  "银行卡",
  "重度",
  "成长",
  "潜力",
  "会员",
  "客户",
  "用户",
  "到店",
  "双十一",
  "预警",
  "偏好",
];
/** Names, aliases, whole pinyin, initials, a mixture, and what fits nothing: each letter typed is one search. */
const TYPED = ["高", "沉默客户", "tag_49", "别名 77", "g", "gaojiazhi", "gjz", "muyinghuiy", "qiqiqi"];

function tagsOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const name = [index, index * 7 + 3, index * 13 + 5].map((at) => WORDS[at % WORDS.length]!).join("") + index;
    const aliases = index % 3 === 0 ? [`别名 ${index}`] : [];
    return {
      code: `tag_${index}`,
      name: { zh: name, en: `Tag ${index}` },
      aliases,
      group: [{ zh: `组${index % 40}`, en: `Group ${index % 40}` }],
    };
  });
}

/** Search of tags by name, alias, code, pinyin and initials, in memory, against a bare filter of the names in the same run. */
export async function run(): Promise<void> {
  const bare = tagsOf(TAGS);
  const read = performance.now();
  const tags = bare.map((tag) => ({ ...tag, pinyin: pinyinOfAll([tag.name.zh, ...tag.aliases]) }));
  const reading = performance.now() - read;
  let found = 0;
  const search = async (): Promise<void> => {
    for (const typed of TYPED) found += searchNames(tags, typed).length;
  };
  const includes = async (): Promise<void> => {
    for (const typed of TYPED) found += tags.filter(({ name }) => name.zh.includes(typed)).length;
  };
  const cold = await once({ run: async () => void (found += searchNames(tags, TYPED[0]!).length) });
  const { search: searching, filter: filtering } = await inTurn({ search: { run: search }, filter: { run: includes } }, ROUNDS);
  const each = (milliseconds: number) => `${(milliseconds / TYPED.length).toFixed(2)} ms`;
  console.log(`search ${TAGS.toLocaleString("en")} tags, ${TYPED.length} texts, ${found > 0 ? "all kinds found" : "nothing found"}`);
  console.log(`  reading the pinyin of all names once      ${reading.toFixed(0)} ms`);
  console.log(`  the very first search                     ${cold.cpu.toFixed(0)} ms of processor   aim ${AIM_MILLISECONDS} ms`);
  console.log(`  a search                                  ${each(searching.cpu)} of processor   aim ${AIM_MILLISECONDS} ms`);
  console.log(`  a bare filter of the names                ${each(filtering.cpu)} of processor   ratio ${times(searching, filtering)}`);
}
