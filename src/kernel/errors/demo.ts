import { entry } from "./problem.ts";

/** Errors of the demonstration. */
export const demo = {
  DEMO_OTHER_DATA: entry<{ where: string; customers: number }>({
    status: 409,
    exit: 6,
    zh: ({ where, customers }) =>
      `${where} 里已有 ${customers} 位客户，不是演示数据，演示不会混进去。请换一个目录：tagwise demo --data 目录；只想启动服务：tagwise serve。`,
    en: ({ where, customers }) =>
      `${where} already has ${customers} customers that are not demo data, and demo data is never mixed with other data. Use another directory: tagwise demo --data DIR. To start the server only: tagwise serve.`,
  }),
  WEB_BUILD_FAILED: entry<{ reason: string }>({
    status: 500,
    exit: 1,
    zh: ({ reason }) => `网页构建失败：${reason}。请确认 npm ci 已完整执行，再试一次。`,
    en: ({ reason }) => `The web application could not be built: ${reason}. Make sure that npm ci finished, then try again.`,
  }),
};
