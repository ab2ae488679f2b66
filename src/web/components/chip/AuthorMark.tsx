import { useTexts } from "../../i18n/index.ts";
import type { z } from "zod";
import type { Author } from "../../../contract/index.ts";

export type AuthorName = z.output<typeof Author>;

const MARKS: Readonly<Record<AuthorName, string>> = {
  // two lines of a rule and its tick
  rule: "M1.5 3h4M1.5 6.5h2.5M5.5 7.5 7 9l2.8-3.6",
  person: "M5.5 4.8a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM1.8 9.8c.4-2 1.9-3 3.7-3s3.3 1 3.7 3",
  import: "M5.5 1.2v5M3.3 4.2l2.2 2.2 2.2-2.2M1.5 7.5v2h8v-2",
  model: "M5.5 1.2 6.7 4.3 9.8 5.5 6.7 6.7 5.5 9.8 4.3 6.7 1.2 5.5 4.3 4.3Z",
  api: "M3.6 3 1.2 5.5 3.6 8M7.4 3l2.4 2.5L7.4 8",
};

/** The author of a membership: a rule, a person, an import, a model, another system. */
export function AuthorMark({ author }: { author: AuthorName }) {
  const { t } = useTexts();
  return (
    <svg className="tw-mark" width="11" height="11" viewBox="0 0 11 11" role="img" aria-label={t(`author.${author}`)}>
      <path d={MARKS[author]} fill="none" stroke="currentColor" strokeWidth="1.1" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
