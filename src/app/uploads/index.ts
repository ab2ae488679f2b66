export { uploadFile, type StoreUpload } from "./store.ts";
export { sweepUploads } from "./sweep.ts";
