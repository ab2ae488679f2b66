export { uploadFile, type StoreUpload } from "./store.ts";
export { removeHalfUploads } from "./removeHalfUploads.ts";
