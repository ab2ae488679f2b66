/** A piece of SQL text. `word` is an identifier, keyword or number; `quoted` a literal or quoted name; `sign` one other character. */
interface Token {
  readonly kind: "word" | "quoted" | "sign";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets are open around it. */
  readonly depth: number;
}

/** What the server must know of a statement before the engine sees it. */
export interface Statement {
  readonly sql: string;
  readonly kind: "select" | "insert" | "define" | "kill" | "other";
  /** An INSERT that wants data: the format, where the data begins in the text, and where `FROM INFILE` would stand. */
  readonly data?: { readonly format: string; readonly at: number; readonly from: number };
  /** `input('structure')` of an INSERT … SELECT that reads the body, and its FORMAT clause. */
  readonly input?: {
    readonly start: number;
    readonly end: number;
    readonly structure: string;
    readonly format: string;
    readonly formatAt: number;
  };
  /** The format an answer was asked for in the statement itself. */
  readonly format?: string;
  /** Says why a server would not take it, when it would not. */
  readonly refusal?: { readonly code: number; readonly name: string; readonly text: string };
  /** Where `query_id` stands in a KILL QUERY. */
  readonly queryIds: readonly { readonly start: number; readonly end: number }[];
  /** Where SYNC stands in a KILL QUERY. */
  readonly sync?: { readonly start: number; readonly end: number };
}

const SPACE = /(?:\s+|--[^\n]*|#[! ][^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /[\p{L}\p{N}_$]+/uy;
const QUOTED = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`/y;

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The tokens up to where an INSERT's inline data begins, which follows other rules than SQL. */
function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = match(SPACE, sql, 0); at < sql.length; at = match(SPACE, sql, at)) {
    const start = at;
    let kind: Token["kind"] = "quoted";
    at = match(QUOTED, sql, start);
    if (at === start) {
      kind = "word";
      at = match(WORD, sql, start);
    }
    if (at === start) {
      kind = "sign";
      at = start + 1;
    }
    const text = sql.slice(start, at);
    if (kind === "sign" && ")]}".includes(text)) depth--;
    tokens.push({ kind, text, start, end: at, depth });
    if (kind === "sign" && "([{".includes(text)) depth++;
    if (dataBegins(tokens)) break;
  }
  return tokens;
}

const is = (token: Token | undefined, ...words: string[]) => token?.kind === "word" && words.includes(token.text.toUpperCase());
const isSign = (token: Token | undefined, sign: string) => token?.kind === "sign" && token.text === sign;

/** Whether the last of these tokens ends the SQL of an INSERT with inline data. */
function dataBegins(tokens: readonly Token[]): boolean {
  if (!is(tokens[0], "INSERT") || tokens.at(-1)!.depth > 0 || tokens.some((token) => token.depth === 0 && is(token, "SELECT", "WITH")))
    return false;
  return is(tokens.at(-1), "VALUES") || (is(tokens.at(-2), "FORMAT") && tokens.length > 3);
}

/** Reads as much of a statement as routing it needs. What is wrong with it otherwise is the engine's to say. */
export function readStatement(sql: string): Statement {
  const tokens = tokensOf(sql);
  const kind = kindOf(tokens[0]);
  const queryIds = kind === "kill" ? tokens.filter((token) => is(token, "QUERY_ID")) : [];
  const sync = kind === "kill" ? tokens.find((token) => token.depth === 0 && is(token, "SYNC")) : undefined;
  const refusal = refusalOf(tokens);
  const common = { sql, kind, queryIds, ...(sync && { sync }), ...(refusal && { refusal }) };
  const formatAt = tokens.findLastIndex((token) => token.depth === 0 && is(token, "FORMAT"));
  const format = formatAt > 0 ? tokens[formatAt + 1]?.text : undefined;
  if (kind !== "insert") return { ...common, ...(format && { format }) };
  if (tokens.some((token) => token.depth === 0 && is(token, "SELECT", "WITH"))) {
    const input = format && inputOf(tokens, format, tokens[formatAt]!.start);
    return { ...common, ...(input && { input }) };
  }
  const last = tokens.at(-1)!;
  if (is(last, "VALUES")) return { ...common, data: { format: "Values", at: last.end, from: last.start } };
  if (!format || !dataBegins(tokens)) return common;
  const settings = tokens.find((token, index) => index > 2 && token.depth === 0 && is(token, "SETTINGS"));
  return { ...common, data: { format, at: last.end, from: (settings ?? tokens[formatAt]!).start } };
}

function kindOf(first: Token | undefined): Statement["kind"] {
  if (is(first, "SELECT", "WITH") || isSign(first, "(")) return "select";
  if (is(first, "INSERT")) return "insert";
  if (is(first, "CREATE", "ALTER", "DROP", "DELETE", "TRUNCATE", "OPTIMIZE")) return "define";
  return is(first, "KILL") ? "kill" : "other";
}

function inputOf(tokens: readonly Token[], format: string, formatAt: number): Statement["input"] {
  const at = tokens.findIndex((token, index) => is(token, "INPUT") && isSign(tokens[index + 1], "("));
  const structure = tokens[at + 2];
  if (at < 0 || structure?.kind !== "quoted" || !isSign(tokens[at + 3], ")")) return undefined;
  return { start: tokens[at]!.start, end: tokens[at + 3]!.end, structure: structure.text, format, formatAt };
}

/** A server takes one statement at a time, and neither reads the client's files nor writes them. */
function refusalOf(tokens: readonly Token[]): Statement["refusal"] {
  const semicolon = tokens.findIndex((token) => isSign(token, ";"));
  if (semicolon >= 0 && tokens.slice(semicolon).some((token) => !isSign(token, ";")))
    return {
      code: 62,
      name: "SYNTAX_ERROR",
      text: `Syntax error (Multi-statements are not allowed): failed at position ${tokens[semicolon]!.start + 1} (end of query)`,
    };
  const file = tokens.findIndex((token, index) => is(token, "FILE") && isSign(tokens[index + 1], "("));
  if (file >= 0)
    return {
      code: 291,
      name: "DATABASE_ACCESS_DENIED",
      text: `File ${tokens[file + 2]?.text ?? ""} is not inside the server's user_files directory`,
    };
  if (tokens.some((token) => token.depth === 0 && is(token, "INFILE", "OUTFILE")))
    return { code: 78, name: "UNKNOWN_TYPE_OF_QUERY", text: "Query has infile or outfile and was sent directly to the server" };
  return undefined;
}
