import { TypeGuard, type TSchema } from '@sinclair/typebox';

function openedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openedValue);
  if (typeof value !== 'object' || value === null) return value;
  const isClosed = Reflect.get(value, 'additionalProperties') === false;
  const kept = Reflect.ownKeys(value).filter((key) => !(isClosed && key === 'additionalProperties'));
  return Object.fromEntries(kept.map((key) => [key, openedValue(Reflect.get(value, key))]));
}

/**
 * A schema as answers have it: documents that are written take no field but their own, what is read may have more, so
 * that a field which a later version adds breaks nobody.
 */
export function opened<T extends TSchema>(schema: T): T {
  const open = openedValue(schema);
  if (!TypeGuard.IsSchema(open)) throw new TypeError('a schema lost its kind');
  return open as T;
}
