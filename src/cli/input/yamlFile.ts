import { Problem } from "../../kernel/index.ts";
import type { LocatedIssue } from "../print/problem.ts";
import { readText } from "./read.ts";

export interface YamlFile {
  readonly value: Readonly<Record<string, unknown>>;
  /** `file:line:column` of a path such as `tags[3].rule.all[0].event`, or of its nearest parent that exists. */
  locate(path: string): string;
}

/** Reads a YAML file whose root is a map. The parser is loaded on first use. @throws PATH_…, TEXT_NOT_UTF8, YAML_… */
export async function readYaml(file: string): Promise<YamlFile> {
  const [source, { parseYaml }] = await Promise.all([readText(file), import("./yaml.ts")]);
  return parseYaml(source, file);
}

/** A problem of the server about a document, with the place in the file for each issue. */
export function located(found: Problem, { locate: at }: YamlFile): Problem {
  const issues = found.issues.map((issue): LocatedIssue => (issue.path ? { ...issue, location: at(issue.path) } : issue));
  return new Problem({ ...found, issues, cause: found });
}
