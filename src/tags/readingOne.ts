import { Problem, problem, type Issue } from "../kernel/index.ts";

/** Faults of a document of one tag get paths inside that tag: `name` instead of `tags[0].name`. */
export function readingOne<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "INPUT_INVALID") throw error;
    throw problem("INPUT_INVALID", { issues: error.issues.map(inside) });
  }
}

function inside({ path, ...issue }: Issue): Issue {
  return { ...issue, path: path.replace(/^tags\[0\]\.?/, "") };
}
