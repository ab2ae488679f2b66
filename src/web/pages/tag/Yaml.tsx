import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { YamlText } from "../../components/YamlText.tsx";
import { writeYaml } from "../../components/yaml.ts";
import { inOrder } from "./order.ts";
import { useTexts } from "../../i18n/index.ts";

/** The definition in the format of tags.yaml. */
export function Yaml({ definition }: { definition: Record<string, unknown> }) {
  const { t } = useTexts();
  const { data } = useQuery({ queryKey: ["yaml", definition], queryFn: () => writeYaml(inOrder(definition)), staleTime: Infinity });
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>{t("tag.yaml")}</h2>
        {data && <CopyButton text={data} />}
      </div>
      <div className="tw-sheet-body">{data === undefined ? <Skeleton height={120} /> : <YamlText text={data} />}</div>
    </section>
  );
}
