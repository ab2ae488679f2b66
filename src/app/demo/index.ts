export { DEMO_LOGIN, DEMO_PASSWORD, runDemo, type DemoOptions, type RunningDemo } from "./run.ts";
export { generateShop, type ShopBatch, type ShopOptions } from "./shop/generate.ts";
