import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Drawer } from "antd";
import { listTemplates, TEMPLATE_SUBJECTS, type Template } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { ProblemNote } from "../../components/ProblemNote.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { useTexts } from "../../i18n/index.ts";
import { usePhone } from "../../preferences.ts";
import { FillIn } from "./FillIn.tsx";
import "./tagTemplates.css";

/** The library of tag templates, by the kind of information. The chosen one is in the address. */
export function TagTemplatesPage() {
  const { t, pick } = useTexts();
  const phone = usePhone();
  const { template: code } = useSearch({ from: "/frame/tag-templates" });
  const navigate = useNavigate({ from: "/tag-templates" });
  const { data, error, refetch } = useQuery(ask(listTemplates, {}));
  const chosen = data?.items.find((one) => one.code === code);
  return (
    <div className="tw-page">
      <PageHeader
        title={t("tagTemplates.title")}
        count={data?.items.length}
        lead={
          <nav className="tw-tag-path" aria-label={t("tags.group")}>
            <Link to="/tags">{t("shell.tags")}</Link> / <Link to="/new-tag">{t("newTag.title")}</Link>
          </nav>
        }
      />
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} />}
      {data &&
        TEMPLATE_SUBJECTS.map((subject) => (
          <section key={subject} className="tw-templates" aria-label={t(`tagTemplates.subjects.${subject}`)}>
            <h2>{t(`tagTemplates.subjects.${subject}`)}</h2>
            <ul>
              {data.items
                .filter((one) => one.subject === subject)
                .map((template) => (
                  <li key={template.code}>
                    <Card template={template} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      <Drawer
        open={chosen !== undefined}
        onClose={() => void navigate({ search: {}, replace: true })}
        size={phone ? "100%" : 520}
        title={chosen && pick(chosen.name)}
        destroyOnHidden
      >
        {chosen && <FillIn key={chosen.code} template={chosen} />}
      </Drawer>
    </div>
  );
}

function Card({ template }: { template: Template }) {
  const { t, pick } = useTexts();
  return (
    <Link to="/tag-templates" search={{ template: template.code }} className="tw-sheet tw-template" resetScroll={false}>
      <ChipFace name={pick(template.name)} color={template.color} />
      <span>{pick(template.summary)}</span>
      <small className={template.ready ? "tw-quiet" : "tw-amber"}>
        {t(`kind.${template.kind}`)}
        {!template.ready && ` · ${t("tagTemplates.lacks")}`}
      </small>
    </Link>
  );
}
