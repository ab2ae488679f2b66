import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { assignTag, type TagSummary } from "../../contract/index.ts";
import { api } from "../api/client.ts";
import { asProblem } from "../api/problem.ts";
import { useTexts } from "../i18n/index.ts";
import type { SaidText } from "./assignment/SaidFields.tsx";

/** A change by hand: a static tag put on customers, or taken off them. */
export interface Assignment {
  readonly tag: Pick<TagSummary, "code" | "name">;
  /** say: of those who have it already, another reason or end. */
  readonly change: "add" | "remove" | "say";
  /** Only customers the change concerns, so that undoing it is exact. */
  readonly customers: readonly number[];
  readonly said?: SaidText;
}

/** The most the operation takes at once. */
export const MOST_AT_ONCE = 1_000;

/** Puts static tags on and takes them off, says so, and offers to undo it. Answers whether it worked. */
export function useAssign(): (assignment: Assignment) => Promise<boolean> {
  const { t, lang, pick } = useTexts();
  const { message } = App.useApp();
  const client = useQueryClient();

  const send = async ({ tag, change, customers, said }: Assignment): Promise<void> => {
    const reason = said?.reason.trim() ?? "";
    const until = change === "remove" ? "" : (said?.until ?? "");
    await api(assignTag, {
      tag: tag.code,
      [change === "remove" ? "remove" : "add"]: customers.map(String),
      ...(reason !== "" && { reason }),
      ...(until !== "" && { until }),
    });
    await client.invalidateQueries();
  };
  const refused = (error: unknown): void => void message.error({ content: asProblem(error).text(lang), duration: 6 });

  return async (assignment) => {
    const { said: _, ...bare } = assignment;
    const { tag, change, customers } = bare;
    const key = `${tag.code} ${change}`;
    try {
      await send(assignment);
    } catch (error) {
      refused(error);
      return false;
    }
    if (change === "say") {
      void message.success({ key, content: t("assignment.changed") });
      return true;
    }
    const undo = (): void => {
      message.destroy(key);
      send({ ...bare, change: change === "add" ? "remove" : "add" }).catch(refused);
    };
    void message.success({
      key,
      duration: 8,
      content: (
        <span>
          {t(change === "add" ? "assign.added" : "assign.removed", { count: customers.length, tag: pick(tag.name) })}{" "}
          <button type="button" className="tw-link" onClick={undo}>
            {t("common.undo")}
          </button>
        </span>
      ),
    });
    return true;
  };
}
