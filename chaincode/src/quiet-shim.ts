import { Shim } from 'fabric-shim';

/** The files of the shim that log: each asks for a logger by its own name. */
const LOGGING = ['chaincode', 'handler', 'iterators', 'server', 'stub'].map((file) => `lib/${file}.js`);

/** The part of a logger of the shim (winston's) that is needed here. */
interface Logger {
  readonly level: string;
  /** From the gravest on: each level's number. */
  readonly levels: Readonly<Record<string, number>>;
}

/** What a logger does for a level that it does not log. */
const nothing = (): void => undefined;

/**
 * Has the shim's loggers do nothing for what is not to be logged. By themselves they build each line, a dozen a
 * transaction, and put it through three streams, before they look at its level: a twelfth of all that contracts take.
 */
export function quietShim(): void {
  for (const name of LOGGING) {
    const logger = Shim.newLogger(name) as unknown as Logger & Record<string, unknown>;
    const most = logger.levels[logger.level] ?? Number.POSITIVE_INFINITY;
    for (const [level, number] of Object.entries(logger.levels)) if (number > most) logger[level] = nothing;
  }
}
