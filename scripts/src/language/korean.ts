/** What commands say in their help, in Korean. The English text is the key, so that a changed one is missed. */
export const KOREAN_TEXTS: Readonly<Record<string, string>> = {};
