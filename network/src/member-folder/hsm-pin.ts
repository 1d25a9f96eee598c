import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { NetworkError } from '../errors/network-error';
import type { MemberFolder } from './member-folder';

const othersMayRead = 0o077;

function invalid(message: string): NetworkError {
  return new NetworkError('MEMBER_FOLDER_INVALID', message);
}

function pinIn(file: string): string {
  let text: string;
  try {
    if ((statSync(file).mode & othersMayRead) !== 0) {
      throw invalid(`hsm.pinFile ${file} may be read by others than its owner; chmod 600 it`);
    }
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    throw new NetworkError('MEMBER_FOLDER_INVALID', `hsm.pinFile ${file} cannot be read`, { file }, error);
  }
  if (text === '') throw invalid(`hsm.pinFile ${file} is empty`);
  return text;
}

/**
 * The PIN of the token with the nodes' keys, from where member.yaml says.
 *
 * @returns undefined where keys are in files
 * @throws NetworkError `MEMBER_FOLDER_INVALID` naming the variable or file that lacks it
 */
export function hsmPin({ root, entry: { hsm } }: Pick<MemberFolder, 'root' | 'entry'>): string | undefined {
  if (hsm === undefined) return undefined;
  if (hsm.pinFile !== undefined) return pinIn(resolve(root, hsm.pinFile));
  const name = hsm.pinVariable ?? '';
  const pin = process.env[name];
  if (pin === undefined || pin === '') {
    throw invalid(
      `the environment has no ${name}, in which member.yaml (hsm.pinVariable) puts the token's PIN`,
    );
  }
  return pin;
}
