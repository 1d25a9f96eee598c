// What the launcher tells its user, on standard error: standard output belongs to what it starts.

export function say(message) {
  process.stderr.write(`jangbu: ${message}\n`);
}

/** Ends the command with words. */
export class Refusal extends Error {}
