import type { TSchema } from '@sinclair/typebox';

/** The published JSON Schema of a kind of file, as text. */
export function publishedSchema(title: string, schema: TSchema): string {
  const published = { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schema };
  return `${JSON.stringify(published, null, 2)}\n`;
}
