import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { listTags, type CustomerDetail } from "../../../contract/index.ts";
import { ask } from "../../api/queries.ts";
import { ChipFace } from "../../components/chip/ChipFace.tsx";
import { Icon } from "../../components/Icon.tsx";
import { searchOfTags } from "../../components/tagText.ts";
import { useTexts } from "../../i18n/index.ts";

/** A picker of tags that the customer does not have, to see what is missing or to add one. */
export function WhyNot({ held, onPick }: { held: CustomerDetail["tags"]; onPick: (tag: string) => void }) {
  const { t, pick } = useTexts();
  const { data } = useQuery(ask(listTags, {}));
  const missing = (data?.items ?? []).filter(({ code, state }) => state !== "retired" && !held.some((tag) => tag.code === code));
  return (
    <Select<string>
      className="tw-why-not"
      showSearch={searchOfTags(missing)}
      prefix={<Icon name="question" />}
      placeholder={t("why.not")}
      aria-label={t("why.not")}
      popupMatchSelectWidth={false}
      value={null as unknown as string}
      onSelect={onPick}
      options={missing.map(({ code }) => ({ value: code }))}
      optionRender={({ value }) => {
        const tag = missing.find(({ code }) => code === value);
        return tag && <ChipFace name={pick(tag.name)} color={tag.color} />;
      }}
      notFoundContent={<span className="tw-quiet">{t("tags.noneFound")}</span>}
    />
  );
}
