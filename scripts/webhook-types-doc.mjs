// Writes the types of messages into docs/guides/webhooks.md and webhooks.zh.md: node scripts/webhook-types-doc.mjs.
// test/webhookTypes.test.ts holds the pages and the registry together.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { WEBHOOK_TYPES, webhookExample } from "../src/contract/index.ts";

const BEGIN = "<!-- types: scripts/webhook-types-doc.mjs writes what follows -->";
const END = "<!-- types end -->";

export const PAGES = [
  ["docs/guides/webhooks.md", "en"],
  ["docs/guides/webhooks.zh.md", "zh"],
].map(([path, lang]) => ({ path: fileURLToPath(new URL(`../${path}`, import.meta.url)), lang }));

/** A page with the types as the registry has them. */
export function withTypes(page, lang) {
  const start = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error("The page has lost the comments that mark the types");
  const [type, version, meaning] = { en: ["type", "version", "meaning"], zh: ["类型", "版本", "含义"] }[lang];
  const rows = WEBHOOK_TYPES.map((each) => `| \`${each.type}\` | ${each.version} | ${each.meaning[lang]} |`);
  const examples = WEBHOOK_TYPES.map((each) => `\`\`\`json\n${JSON.stringify(webhookExample(each), null, 2)}\n\`\`\``);
  const table = [`| ${type} | ${version} | ${meaning} |`, "|---|---|---|", ...rows].join("\n");
  return `${page.slice(0, start)}${BEGIN}\n\n${table}\n\n${examples.join("\n\n")}\n\n${page.slice(end)}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { path, lang } of PAGES) writeFileSync(path, withTypes(readFileSync(path, "utf8"), lang));
