/** Lower-case letters, digits, ".", "_" and "-", at most 64; the first one is a letter or a digit, so that no id is a hidden folder. */
const MODEL_ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Whether a model may have this id, which is also its folder's name. */
export function isModelId(text: string): boolean {
  return MODEL_ID.test(text);
}
