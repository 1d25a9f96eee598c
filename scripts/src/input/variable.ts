/** What a variable of the environment says; empty is as if it were not set. */
export function variable(name: string): string | undefined {
  return process.env[name] || undefined;
}
