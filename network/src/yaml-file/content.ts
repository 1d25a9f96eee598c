/** A field of what a file holds, whatever its shape; undefined where there is none. */
export function fieldOf(content: unknown, name: string): unknown {
  return typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;
}

/** A list among the fields of what a file holds, whatever its shape; empty where there is none. */
export function listOf(content: unknown, name: string): readonly unknown[] {
  const value = fieldOf(content, name);
  return Array.isArray(value) ? value : [];
}
