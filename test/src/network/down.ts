import { inOwnProcess } from './own-process';

/** After the last test: nothing is left running, unless `JANGBU_KEEP_NETWORK` asks for it. */
export default async function down(): Promise<void> {
  if (process.env['JANGBU_KEEP_NETWORK']) return;
  await inOwnProcess('take-down-shared');
}
