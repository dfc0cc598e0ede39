/** Whether these tests run once more over TLS (see vitest.config.ts): then what they start serves https. */
export const IS_TLS_MATRIX = process.env.NANOCOCOA_TEST_TLS === '1';
