import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { assignTag, type ResponseOf, type TagSummary } from "../../contract/index.ts";
import { api } from "../api/client.ts";
import { asProblem } from "../api/problem.ts";
import { useTexts } from "../i18n/index.ts";
import type { AssignmentText } from "./assignment/AssignmentFields.tsx";

/** A change of a static tag: added to customers or removed from them. */
export interface Assignment {
  readonly tag: Pick<TagSummary, "code" | "name">;
  /** say: a new reason or end for customers who already have the tag. */
  readonly change: "add" | "remove" | "say";
  /** Only customers whose state changes, so that undo is exact. */
  readonly customers: readonly number[];
  readonly details?: AssignmentText;
}

/** The most customers in one request. */
export const MOST_CUSTOMERS = 1_000;

/** Adds and removes static tags, with a message that offers undo. Returns whether it worked. */
export function useAssign(): (assignment: Assignment) => Promise<boolean> {
  const { t, lang, pick } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();

  const send = async ({ tag, change, customers, details }: Assignment): Promise<ResponseOf<typeof assignTag>> => {
    const reason = details?.reason.trim() ?? "";
    const until = change === "remove" ? "" : (details?.until ?? "");
    const result = await api(assignTag, {
      tag: tag.code,
      [change === "remove" ? "remove" : "add"]: customers.map(String),
      ...(reason !== "" && { reason }),
      ...(until !== "" && { until }),
    });
    await client.invalidateQueries();
    return result;
  };
  /** The tags that an exclusive group took off come back after the tag that took them off has gone. */
  const takeBack = async (
    tag: Assignment["tag"],
    change: Assignment["change"],
    customers: readonly number[],
    replaced: ResponseOf<typeof assignTag>["replaced"],
  ): Promise<void> => {
    if (customers.length > 0) await send({ tag, change: change === "add" ? "remove" : "add", customers });
    for (const other of replaced) await send({ tag: { code: other.tag, name: tag.name }, change: "add", customers: other.customers });
  };
  const refused = (error: unknown): void => void message.error({ content: asProblem(error).text(lang), duration: 6 });

  return async (assignment) => {
    const { details: _, ...bare } = assignment;
    const { tag, change, customers } = bare;
    const key = `${tag.code} ${change}`;
    let result: ResponseOf<typeof assignTag>;
    try {
      result = await send(assignment);
    } catch (error) {
      refused(error);
      return false;
    }
    if (change === "say") {
      void message.success({ key, content: t("assignment.changed") });
      return true;
    }
    const { kept, replaced } = result;
    const done = customers.filter((customer) => !kept.includes(customer));
    const undo = (): void => {
      message.destroy(key);
      takeBack(bare.tag, change, done, replaced).catch(refused);
    };
    const lost = new Set(replaced.flatMap((other) => other.customers)).size;
    void message.success({
      key,
      duration: 8,
      content: (
        <span>
          {t(change === "add" ? "assign.added" : "assign.removed", { count: done.length, tag: pick(tag.name) })}{" "}
          {lost > 0 && <>{t("assign.replaced", { count: lost })} </>}
          {kept.length > 0 && <>{t("assign.kept", { count: kept.length })} </>}
          <button type="button" className="tw-link" onClick={undo}>
            {t("common.undo")}
          </button>
        </span>
      ),
    });
    return true;
  };
}
