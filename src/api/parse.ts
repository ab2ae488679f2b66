import { z } from "zod";
import { issuesOf, type Operation } from "../contract/index.ts";
import { problem, type Issue } from "../kernel/index.ts";

export interface Parts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Parses the parts of a request with the operation's schemas. All issues are reported together, with paths such as `query.limit` and
 * `body.name`. An unknown query key is an error: a misspelt filter must not select everything.
 * @throws INPUT_INVALID
 */
export function parseParts({ params, query, body }: Operation, given: Parts): Parts {
  const issues: Issue[] = [];
  const parse = (schema: z.ZodType, value: unknown, root: string) => {
    const result = schema.safeParse(value, { reportInput: true });
    if (!result.success) issues.push(...issuesOf(result.error, root, schema instanceof z.ZodObject ? Object.keys(schema.shape) : []));
    return result.data;
  };
  const parsed = {
    params: parse(params, given.params, "path"),
    query: parse(query instanceof z.ZodObject ? query.strict() : query, given.query, "query"),
    body: parse(body, given.body ?? {}, "body"),
  };
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return parsed;
}
