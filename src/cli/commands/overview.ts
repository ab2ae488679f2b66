import { type Overview, readOverview } from "../../contract/index.ts";
import type { Text } from "../../kernel/index.ts";
import { defineCommand } from "../command.ts";
import { duration, grouped, percent } from "../print/number.ts";
import { facts } from "../print/table.ts";

const STATES: Record<Overview["evaluation"]["state"], Text> = {
  never: { zh: "尚未计算", en: "never" },
  current: { zh: "最新", en: "current" },
  running: { zh: "计算中", en: "running" },
  failing: { zh: "有标签计算失败", en: "some tags fail" },
};

export const overview = defineCommand({
  name: "overview",
  group: "data",
  summary: { zh: "概览：客户、行为、标签、覆盖率", en: "customers, events, tags, coverage" },
  async run(session) {
    const answer = await session.call(readOverview, {});
    if (session.json) return session.printJson(answer);
    const { say } = session;
    const clock = await session.clock();
    const { state, at, milliseconds } = answer.evaluation;
    const evaluated = [say(STATES[state]), at && clock(at), milliseconds === null ? null : duration(milliseconds)]
      .filter(Boolean)
      .join(" · ");
    session.print(
      ...facts(
        [
          [say({ zh: "客户", en: "customers" }), grouped(answer.customers)],
          [say({ zh: "行为", en: "events" }), grouped(answer.events)],
          [say({ zh: "标签", en: "tags" }), grouped(answer.tags)],
          [say({ zh: "有标签的客户", en: "tagged" }), `${grouped(answer.tagged)} (${percent(answer.coverage)})`],
          [say({ zh: "人均标签", en: "tags per customer" }), answer.averageTags === null ? null : answer.averageTags.toFixed(1)],
          [say({ zh: "计算", en: "evaluation" }), { text: evaluated, style: state === "failing" ? "red" : undefined }],
        ],
        session.table,
      ),
    );
  },
});
