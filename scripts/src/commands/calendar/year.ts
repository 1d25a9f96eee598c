import { UsageError } from '../../input/usage-error';

/** The year that an option names. @throws UsageError */
export function yearOf(text: string): number {
  if (!/^[0-9]{4}$/.test(text)) throw new UsageError(`${text} is no year`);
  return Number(text);
}
