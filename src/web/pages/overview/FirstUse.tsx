import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMay } from "../../api/session.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { Picture, type PictureName } from "../../components/Picture.tsx";
import { useTexts } from "../../i18n/index.ts";

const STEPS = [
  { picture: "file", name: "bring" },
  { picture: "label", name: "define" },
  { picture: "people", name: "see" },
] as const satisfies readonly { picture: PictureName; name: string }[];

/** The page without customers: the three steps from a file to tags. */
export function FirstUse() {
  const { t } = useTexts();
  const may = useMay("data.import");
  return (
    <div className="tw-page">
      <PageHeader title={t("shell.overview")} />
      <section className="tw-sheet tw-first">
        <h2>{t("first.title")}</h2>
        <p>{t("first.lead")}</p>
        <ol>
          {STEPS.map(({ picture, name }, index) => (
            <li key={name}>
              <Picture name={picture} size={72} />
              <h3>
                {index + 1}. {t(`first.${name}`)}
              </h3>
              <p>{t(`first.${name}Help`)}</p>
            </li>
          ))}
        </ol>
        {may ? (
          <Link to="/imports">
            <Button type="primary" size="large">
              {t("first.action")}
            </Button>
          </Link>
        ) : (
          <p>{t("first.ask")}</p>
        )}
      </section>
    </div>
  );
}
