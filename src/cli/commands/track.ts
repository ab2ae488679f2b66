import { createReadStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { changeMemberships, type MessageResults, sendEvents, trackMessages, upsertCustomers } from "../../contract/index.ts";
import { type Issue, parseJson, problem } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { requireFile } from "../input/read.ts";
import { clean } from "../print/clean.ts";
import { grouped } from "../print/number.ts";
import type { Session } from "../session.ts";

/** The most lines and characters in one request. */
const REQUEST_LINES = 500;
const REQUEST_CHARACTERS = 2_000_000;

/** The most rejected lines, and lines with warnings, that are printed. */
const SHOWN_LINES = 20;

type Kind = "messages" | "events" | "customers" | "memberships";

interface Line {
  readonly number: number;
  readonly kind: Kind;
  readonly message: unknown;
}

interface Tally {
  accepted: number;
  rejected: number;
  readonly wrong: { line: number; issues: readonly Issue[] }[];
  /** Lines that were accepted with parts left out. */
  readonly warned: { line: number; issues: readonly Issue[] }[];
}

export const track = defineCommand({
  name: "track",
  group: "data",
  startsEmpty: true,
  summary: {
    zh: "发送 JSON 行：Segment 消息、行为、客户、打标，按每行的内容区分",
    en: "send JSON lines: Segment calls, events, customers, memberships, told apart by what each line says",
  },
  arguments: [{ usage: "<file>", text: { zh: "JSON 行文件；- 为标准输入", en: "a file of JSON lines; - reads stdin" } }],
  examples: [
    "track events.jsonl",
    `track - <<< '{"event":"Order Completed","identities":{"crm":"42"},"properties":{"amount":99}}'`,
    `track - <<< '{"type":"identify","userId":"42","traits":{"city":"上海"}}'`,
  ],
  async run(session, [file = ""]) {
    const tally: Tally = { accepted: 0, rejected: 0, wrong: [], warned: [] };
    let gathered: Line[] = [];
    let letters = 0;
    const flush = async () => {
      if (gathered.length > 0) await deliver(session, gathered, tally);
      [gathered, letters] = [[], 0];
    };
    for await (const line of await linesOf(session, file, tally)) {
      // A line of another kind waits for the request before it, so that the order of the lines is kept.
      if (gathered.length >= REQUEST_LINES || letters > REQUEST_CHARACTERS || (gathered.length > 0 && gathered[0]!.kind !== line.kind))
        await flush();
      gathered.push(line);
      letters += line.letters;
    }
    await flush();
    tell(session, tally);
  },
});

async function linesOf({ surroundings }: Session, file: string, tally: Tally): Promise<AsyncGenerator<Line & { letters: number }>> {
  const { stdin, cwd } = surroundings;
  const absolute = path.resolve(cwd, file);
  if (file !== "-") await requireFile(absolute);
  const input = createInterface({ input: file === "-" ? stdin : createReadStream(absolute, "utf8"), crlfDelay: Infinity });
  return (async function* lines() {
    let number = 0;
    for await (const text of input) {
      number++;
      if (text.trim() === "") continue;
      const message = parsed(text);
      if (message === undefined) {
        const issue = { code: "JSON_MALFORMED", path: "", zh: "不是正确的 JSON 对象", en: "is no JSON object" };
        reject(tally, number, [issue]);
      } else yield { number, kind: kindOf(message), message, letters: text.length };
    }
  })();
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = parseJson(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function kindOf(message: object): Kind {
  if ("tag" in message) return "memberships";
  if (!("identities" in message)) return "messages";
  return "event" in message ? "events" : "customers";
}

async function deliver(session: Session, lines: readonly Line[], tally: Tally): Promise<void> {
  const { results } = await call(
    session,
    lines[0]!.kind,
    lines.map(({ message }) => message),
  );
  for (const { index, status, issues } of results) {
    if (status === "accepted") {
      tally.accepted++;
      if (issues.length > 0 && tally.warned.length < SHOWN_LINES)
        tally.warned.push({ line: lines[index]!.number, issues: issues as readonly Issue[] });
    } else reject(tally, lines[index]!.number, issues as readonly Issue[]);
  }
}

function call(session: Session, kind: Kind, messages: unknown[]): Promise<MessageResults> {
  switch (kind) {
    case "messages":
      return session.call(trackMessages, { messages });
    case "events":
      return session.call(sendEvents, { events: messages });
    case "customers":
      return session.call(upsertCustomers, { customers: messages });
    case "memberships":
      return session.call(changeMemberships, { memberships: messages });
  }
}

function reject(tally: Tally, line: number, issues: readonly Issue[]): void {
  tally.rejected++;
  if (tally.wrong.length < SHOWN_LINES) tally.wrong.push({ line, issues });
}

function tell(session: Session, { accepted, rejected, wrong, warned }: Tally): void {
  const { say, lang } = session;
  if (session.json) session.printJson({ accepted, rejected, wrong, warned });
  else {
    session.print(
      say({
        zh: `收下 ${grouped(accepted)} 行，拒绝 ${grouped(rejected)} 行`,
        en: `${grouped(accepted)} lines taken, ${grouped(rejected)} rejected`,
      }),
    );
    for (const { line, issues } of [...wrong, ...warned])
      for (const issue of issues)
        session.note(
          say({ zh: `第 ${line} 行`, en: `line ${line}` }) + `${issue.path === "" ? "" : ` ${clean(issue.path)}`}: ${clean(issue[lang])}`,
        );
  }
  if (rejected > 0) throw problem("LINES_REJECTED", { rejected, lines: accepted + rejected });
}
