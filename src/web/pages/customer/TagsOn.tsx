import { useMemo } from "react";
import type { CustomerDetail } from "../../../contract/index.ts";
import type { Text } from "../../../kernel/index.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { TagChip } from "../../components/chip/TagChip.tsx";
import { AssignmentLine } from "../../components/assignment/AssignmentLine.tsx";
import { useTexts } from "../../i18n/index.ts";
import { OverrideAct } from "./OverridesOn.tsx";

type CustomerTag = CustomerDetail["tags"][number];

/** The customer's tags by top-level group. A click on a tag opens its reasons. */
export function TagsOn({ customer }: { customer: CustomerDetail | undefined }) {
  const { t, pick } = useTexts();
  const groups = useMemo(() => customer && byGroup(customer.tags, pick), [customer, pick]);
  return (
    <section className="tw-sheet">
      <div className="tw-sheet-head">
        <h2>
          {t("shell.tags")}
          {customer && <small>{customer.tags.length}</small>}
        </h2>
        <span className="tw-tags-tools">
          <span className="tw-quiet tw-tags-hint">{t("customer.clickWhy")}</span>
          <OverrideAct customer={customer} />
        </span>
      </div>
      <div className="tw-sheet-body tw-tags-on">
        {groups?.map(([name, tags]) => (
          <div key={name} className="tw-tags-group">
            <h3>{name || t("customer.noGroup")}</h3>
            <div className="tw-chips">
              {tags.map((tag) => (
                <TagChip key={tag.code} tag={tag} customer={customer!.customer} />
              ))}
            </div>
          </div>
        ))}
        {customer?.tags.map(
          ({ assignment, ...tag }) =>
            assignment && (
              <AssignmentLine key={tag.code} assignment={assignment}>
                <TagChip tag={tag} customer={customer.customer} />
              </AssignmentLine>
            ),
        )}
        {groups?.length === 0 && <p className="tw-lines-none">{t("customer.noTags")}</p>}
        {!groups && <BoneGroups />}
      </div>
    </section>
  );
}

function BoneGroups() {
  return [3, 4, 2].map((count) => (
    <div key={count} className="tw-tags-group">
      <Skeleton width={60} />
      <div className="tw-chips">
        {Array.from({ length: count }, (_, index) => (
          <Skeleton key={index} width={84 + index * 12} height={22} />
        ))}
      </div>
    </div>
  ));
}

function byGroup(tags: readonly CustomerTag[], pick: (text: Text) => string): [string, CustomerTag[]][] {
  const groups = new Map<string, CustomerTag[]>();
  for (const tag of tags) {
    const name = tag.group[0] ? pick(tag.group[0]) : "";
    groups.set(name, [...(groups.get(name) ?? []), tag]);
  }
  return [...groups];
}
