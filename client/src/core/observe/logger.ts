/** What is said besides the message: names and numbers, never a document's content. */
export type LogFields = Readonly<Record<string, string | number>>;

/** Takes what the SDK has to say of its calls; fits console, pino behind a line, and others. */
export interface Logger {
  debug(message: string, fields: LogFields): void;
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

const nothing = (): void => {
  // Silent unless an application brings its own.
};

export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
