import { useMemo } from "react";
import type { ProductShape } from "../../../contract/index.ts";
import { Ago } from "../../components/Ago.tsx";
import { Exact } from "../../components/Num.tsx";
import type { Column } from "../../components/table/tableColumn.ts";
import { useTexts } from "../../i18n/index.ts";

export function useProductColumns(): readonly Column<ProductShape>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const text = (field: "title" | "brand" | "category", width: number, grow: number): Column<ProductShape> => ({
      key: field,
      title: t(`productField.${field}`),
      width,
      grow,
      bone: Math.round(width / 2),
      cell: (row) => (
        <span className="tw-cut" title={row[field] ?? undefined}>
          {row[field]}
        </span>
      ),
    });
    return [
      {
        key: "sku",
        title: t("productField.sku"),
        width: 140,
        phone: 110,
        grow: 1,
        bone: 80,
        cell: ({ sku }) => (
          <code className="tw-cut" title={sku}>
            {sku}
          </code>
        ),
      },
      { ...text("title", 200, 3), phone: 120 },
      { ...text("brand", 110, 1), wide: true },
      { ...text("category", 110, 1), wide: true },
      {
        key: "price",
        title: t("productField.price"),
        width: 96,
        phone: 80,
        align: "right",
        bone: 40,
        cell: ({ price }) => price !== null && <Exact value={price} />,
      },
      {
        key: "updated",
        title: t("products.updated"),
        width: 110,
        wide: true,
        bone: 60,
        cell: ({ updatedAt }) => (
          <span className="tw-quiet">
            <Ago at={updatedAt} />
          </span>
        ),
      },
    ];
  }, [t]);
}
