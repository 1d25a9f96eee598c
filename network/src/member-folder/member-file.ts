import { YamlFileError } from '../yaml-file/yaml-file-error';
import { loadYamlFile, parseYamlFile, type YamlFileKind } from '../yaml-file/yaml-file';
import { memberFileFaults } from './rules';
import { MemberFileEntry } from './schema';

/** A member.yaml that cannot be used, with everything that is wrong with it. */
export class MemberFileError extends YamlFileError {
  override readonly name = 'MemberFileError';
}

const memberFile: YamlFileKind<typeof MemberFileEntry> = {
  name: 'a member.yaml',
  schema: MemberFileEntry,
  rules: memberFileFaults,
  error: MemberFileError,
};

/** Reads a member.yaml. @throws MemberFileError with all that is wrong with it, or when it cannot be read */
export async function loadMemberFile(file: string): Promise<MemberFileEntry> {
  return loadYamlFile(memberFile, file);
}

/**
 * Reads the text of a member.yaml.
 *
 * @param fileName what the errors call it
 * @throws MemberFileError with all that is wrong with it
 */
export function parseMemberFile(text: string, fileName: string): MemberFileEntry {
  return parseYamlFile(memberFile, text, fileName);
}
