/** A value that is not for `inOrder`. */
const OTHER = Symbol('other');

const [DIGIT_0, DIGIT_9, UNDERSCORE] = [0x30, 0x39, 0x5f];

/**
 * Whether a member may not stay where it is put: the engine lists names that are numbers before all others
 * (ECMA-262 §10.1.11.1), and one that begins with an underscore (`__proto__`) sets an object's prototype.
 */
function isOutOfPlace(name: string): boolean {
  const first = name.charCodeAt(0);
  return (first >= DIGIT_0 && first <= DIGIT_9) || first === UNDERSCORE;
}

function ofList(list: readonly unknown[]): unknown {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i += 1) {
    const ordered = ofValue(list[i]);
    if (ordered === OTHER) return OTHER;
    if (ordered !== list[i]) (copy ??= [...list])[i] = ordered;
  }
  return copy ?? list;
}

/** An object's names by UTF-16 code units, as RFC 8785 §3.2.3 wants them and `sort` puts them. */
function sortedNames(object: object): readonly string[] | undefined {
  const names = Object.keys(object);
  let isSorted = true;
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] ?? '';
    if (isOutOfPlace(name)) return undefined;
    isSorted &&= i === 0 || (names[i - 1] ?? '') < name;
  }
  return isSorted ? names : [...names].sort();
}

function ofObject(object: Readonly<Record<string, unknown>>): unknown {
  const names = sortedNames(object);
  if (!names) return OTHER;
  const copy: Record<string, unknown> = {};
  for (const name of names) {
    const ordered = ofValue(object[name]);
    if (ordered === OTHER) return OTHER;
    copy[name] = ordered;
  }
  return copy;
}

function ofObjectOrList(value: object): unknown {
  if (Array.isArray(value)) return ofList(value);
  const isPlain = Object.getPrototypeOf(value) === Object.prototype && !('toJSON' in value);
  return isPlain ? ofObject(value as Readonly<Record<string, unknown>>) : OTHER;
}

function ofNumber(number: number): unknown {
  return Number.isFinite(number) ? number : OTHER;
}

function ofValue(value: unknown): unknown {
  if (typeof value === 'object') return value === null ? value : ofObjectOrList(value);
  if (typeof value === 'number') return ofNumber(value);
  return typeof value === 'string' || typeof value === 'boolean' || value === undefined ? value : OTHER;
}

/**
 * A JSON value whose objects have their members in the order of RFC 8785.
 *
 * @returns undefined where a value is anything but plain JSON, or has a member that cannot be put where it belongs
 */
export function inOrder(value: unknown): { readonly value: unknown } | undefined {
  const ordered = ofValue(value);
  return ordered === OTHER ? undefined : { value: ordered };
}
