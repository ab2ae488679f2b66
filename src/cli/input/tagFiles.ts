import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { problem, Problem, type Issue } from "../../kernel/index.ts";
import type { LocatedIssue } from "../print/problem.ts";
import { codeOf } from "./read.ts";
import { readYaml, type YamlFile } from "./yamlFile.ts";

/** All tags of some files and folders as one document. */
export interface TagFiles {
  readonly document: { readonly tags: readonly unknown[] };
  /** An issue of the document with its place in a file, and its path within that file. */
  place<I extends Pick<Issue, "path">>(issue: I): I & Pick<LocatedIssue, "location">;
}

/** Where a tag of the document stands: `tags[2]` of a file with a list, or the whole file. */
interface Origin {
  readonly file: YamlFile;
  readonly path: string;
}

interface Found {
  readonly file: string;
  /** The folders between the one that was named and the file. */
  readonly group: readonly string[];
}

/**
 * Reads files and folders. A file has `tags`, or is one tag; in a folder its group is then the folder that it is in. Names that begin with a dot are left out.
 * @throws PATH_…, TAG_FILES_MISSING, or INPUT_INVALID with every file that is no YAML
 */
export async function readTagFiles(paths: readonly string[]): Promise<TagFiles> {
  const found = (await Promise.all(paths.map(filesOf))).flat();
  const read = await Promise.all(found.map(readOne));
  const faults = read.flatMap((one) => (one instanceof Problem ? [{ code: one.code, path: "", zh: one.zh, en: one.en }] : []));
  if (faults.length > 0) throw problem("INPUT_INVALID", { issues: faults });
  const tags = read.flatMap((one) => (one instanceof Problem ? [] : one));
  return {
    document: { tags: tags.map(({ tag }) => tag) },
    place(issue) {
      const [, index, rest = ""] = /^tags\[(\d+)\]\.?(.*)$/s.exec(issue.path) ?? [];
      const origin = index === undefined ? undefined : tags[Number(index)];
      if (!origin) return issue;
      const inside = [origin.path, rest].filter(Boolean).join(".");
      // Of a file that is one tag, the tag as a whole is shown at its code.
      const shown = inside === "" ? "code" : inside;
      return { ...issue, path: shown, location: origin.file.locate(shown) };
    },
  };
}

async function readOne({ file, group }: Found): Promise<(Origin & { readonly tag: unknown })[] | Problem> {
  try {
    const yaml = await readYaml(file);
    if (Array.isArray(yaml.value["tags"]))
      return yaml.value["tags"].map((tag: unknown, index) => ({ file: yaml, path: `tags[${index}]`, tag }));
    const inFolder = group.length > 0 && yaml.value["group"] === undefined;
    return [{ file: yaml, path: "", tag: inFolder ? { ...yaml.value, group } : yaml.value }];
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function filesOf(named: string): Promise<Found[]> {
  const is = await stat(named).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT") throw problem("PATH_MISSING", { path: named }, cause);
    throw problem("PATH_UNREADABLE", { path: named, reason: codeOf(cause) }, cause);
  });
  if (!is.isDirectory()) return [{ file: named, group: [] }];
  const found = await filesIn(named, []);
  if (found.length === 0) throw problem("TAG_FILES_MISSING", { folder: named });
  return found;
}

async function filesIn(folder: string, group: readonly string[]): Promise<Found[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const shown = entries.filter(({ name }) => !name.startsWith("."));
  const files = shown.filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name));
  const folders = shown.filter((entry) => entry.isDirectory());
  return [
    ...files.map(({ name }) => ({ file: path.join(folder, name), group })),
    ...(await Promise.all(folders.map(({ name }) => filesIn(path.join(folder, name), [...group, name.normalize("NFC")])))).flat(),
  ];
}
