import { shippedFiles } from '../shipped/shipped-files';
import { loadYamlFile, parseYamlFile, type YamlFileKind } from '../yaml-file/yaml-file';
import type { ConsortiumDefinition } from './consortium';
import { ConsortiumFileError } from './consortium-file-error';
import { instrumentOf } from './instrument-entry';
import { ruleFaults } from './rules';
import { ConsortiumEntry } from './schema';

/** The consortium files that come with this package. */
export const consortiumFiles = {
  /** KOFIA and the 21 firms. */
  full: shippedFiles.consortium,
  /** Three members, for laptops and tests. */
  small: shippedFiles.smallConsortium,
} as const;

const consortiumFile: YamlFileKind<typeof ConsortiumEntry> = {
  name: 'a consortium file',
  schema: ConsortiumEntry,
  rules: ruleFaults,
  error: ConsortiumFileError,
};

/**
 * Reads a consortium file.
 *
 * @param file its path, which the errors name
 * @throws ConsortiumFileError with all that is wrong with it, or when it cannot be read
 */
export async function loadConsortium(file: string): Promise<ConsortiumDefinition> {
  return definitionOf(await loadYamlFile(consortiumFile, file));
}

/**
 * Reads the text of a consortium file: YAML 1.2 of the shape that `consortium.schema.json` describes.
 *
 * @param text the file's content
 * @param fileName what the errors call it
 * @throws ConsortiumFileError with all that is wrong with it
 */
export function parseConsortium(text: string, fileName: string): ConsortiumDefinition {
  return definitionOf(parseYamlFile(consortiumFile, text, fileName));
}

function definitionOf(content: ConsortiumEntry): ConsortiumDefinition {
  return { ...content, instruments: content.instruments.map(instrumentOf) };
}
