import { Button } from "antd";
import type { JobShape } from "../../../contract/index.ts";
import { useMay } from "../../api/session.ts";
import { Attention } from "../../components/ProblemNote.tsx";
import { useTexts } from "../../i18n/index.ts";

/** Unknown tags of a file, before anything is imported. The person creates them here, or corrects the file. */
export function UnknownTags({ problem, onCreate }: { problem: NonNullable<JobShape["problem"]>; onCreate: () => void }) {
  const { t } = useTexts();
  const may = useMay("tag.edit");
  const issues = (problem.issues ?? []) as readonly { readonly path: string; readonly suggestion?: string }[];
  return (
    <Attention>
      <p>{t("imports.unknownTags", { count: issues.length })}</p>
      <ul className="tw-unknown-tags">
        {issues.map(({ path, suggestion }) => (
          <li key={path}>
            <strong>{path}</strong>
            {suggestion !== undefined && <span className="tw-quiet">{t("imports.meant", { suggestion })}</span>}
          </li>
        ))}
      </ul>
      {may && (
        <Button type="primary" onClick={onCreate}>
          {t("imports.createTags", { count: issues.length })}
        </Button>
      )}
    </Attention>
  );
}
