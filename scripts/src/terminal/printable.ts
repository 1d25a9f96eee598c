/** A text that says what it likes, as documents have amounts; words of a fixed choice stay as they are. */
type PrintableText<T extends string> = string extends T ? T | bigint | Uint8Array | Date : T;

type PrintableFields<T> = {
  readonly [K in keyof T]: object extends Pick<T, K> ? Printable<T[K]> | undefined : Printable<T[K]>;
};

/**
 * What `json` prints as a `T`: where it has a decimal string there may be a bigint, bytes where it has base64, a Date
 * where it has a time, and nothing at all where a field is optional.
 */
export type Printable<T> = unknown extends T
  ? unknown
  : T extends string
    ? PrintableText<T>
    : T extends readonly unknown[]
      ? { readonly [K in keyof T]: Printable<T[K]> }
      : T extends object
        ? PrintableFields<T>
        : T;
