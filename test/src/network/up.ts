import { inOwnProcess } from './own-process';

/** Before the first test: the shared network is ready. */
export default async function up(): Promise<void> {
  await inOwnProcess('bring-up-shared');
}
