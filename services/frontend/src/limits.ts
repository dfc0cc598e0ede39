/** Longest wait for an answer of the Backend that takes no work: it commits in milliseconds. */
export const BACKEND_TIMEOUT_MS = 15_000;
/** Longest time for a rendition or for the check of a finished upload, transfers included. */
export const PICTURE_WORK_TIMEOUT_MS = 60_000;
/** A stream without news says so this often; the gateway ends streams after 60 silent seconds. */
export const HEARTBEAT_MS = 15_000;
/** Narrowest and widest rendition, pixels. */
export const RENDITION_WIDTH = { min: 16, max: 4096 };
/** Jobs on a page. */
export const PAGE_SIZE = { default: 20, max: 100 };
/** Longest page token taken. */
export const PAGE_TOKEN_LENGTH = 512;
/** Longest search for jobs, characters: every page of it compares each word with the text of 10,000 jobs. */
export const QUERY_LENGTH = 100;
/** Longest cursor of a watch taken. */
export const CURSOR_LENGTH = 512;
/** Longest text whose characters a font is cut down to: two and a half of the longest copies. */
export const FONT_TEXT_LENGTH = 200;
/** Cut-down fonts that are kept, bytes: some 2,500 of them, a hundred copies in every font. */
export const FONT_CACHE_BYTES = 16 * 1024 * 1024;
/** Fonts being cut down or waiting for it, at most: ten pages that show every font. */
export const MAX_FONT_WORK = 256;
/** Longest time for a cut-down font, the wait in line included. */
export const FONT_WORK_TIMEOUT_MS = 30_000;
/** Priority of a job among its caller's waiting ones. */
export const PRIORITY = { max: 9 };
/** The caller's own notes on a job: enough to find it again, too little to be a store. */
export const LABELS = {
  max: 16,
  key: /^[a-z0-9._-]{1,63}$/,
  keyLength: 63,
  keyForm: '1 to 63 characters of a-z 0-9 . _ -',
  valueLength: 256,
};
