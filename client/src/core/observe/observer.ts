import { CommitFailedError, RefusedError, type CallPhase } from '../errors';
import { JangbuError } from '../errors/jangbu-error';
import { silentLogger, type LogFields, type Logger } from './logger';
import type { OpenTelemetry, TelemetrySpan } from './open-telemetry';

const SCOPE = '@jangbu/client';
/** SpanStatusCode.ERROR of OpenTelemetry's API. */
const STATUS_ERROR = 2;

/** Whom to tell; nobody unless the application says so. */
export interface Observation {
  /** The package `@opentelemetry/api`, whole. Without an SDK registered with it, it does nothing. */
  readonly telemetry?: OpenTelemetry | undefined;
  readonly logger?: Logger | undefined;
}

/**
 * What is told of an error: its class and codes. Never its message, facts or cause, which may repeat
 * what a private document says.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof JangbuError)) return { error: 'OTHER' };
  const { transactionId } = error;
  return {
    error: error.name,
    ...(error instanceof RefusedError ? { refusal: error.code } : {}),
    ...(error instanceof CommitFailedError ? { validation: error.validation } : {}),
    ...(transactionId === undefined ? {} : { transactionId }),
  };
}

function prefixed(fields: LogFields): Record<string, string | number> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`jangbu.${name}`, value]));
}

/** Without the transaction id: each would be a series of its own. */
function counted(fields: LogFields): Record<string, string | number> {
  return prefixed(Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'transactionId')));
}

/** The OpenTelemetry side: spans that are each other's parents, and what is measured. */
class Telemetry {
  readonly #api: OpenTelemetry;
  readonly #tracer: ReturnType<OpenTelemetry['trace']['getTracer']>;
  readonly durations;
  readonly retries;
  readonly inFlight;

  constructor(api: OpenTelemetry) {
    this.#api = api;
    this.#tracer = api.trace.getTracer(SCOPE);
    const meter = api.metrics.getMeter(SCOPE);
    this.durations = meter.createHistogram('jangbu.client.duration', {
      description: 'Time of an operation, or of one call to a peer in it',
      unit: 's',
    });
    this.retries = meter.createCounter('jangbu.client.retries', {
      description: 'Tries after the first one',
    });
    this.inFlight = meter.createUpDownCounter('jangbu.client.in_flight', {
      description: 'Operations under way',
    });
  }

  span<T>(name: string, fields: LogFields, work: (span: TelemetrySpan) => Promise<T>): Promise<T> {
    const { context, trace } = this.#api;
    // The API's own types for context and span stay its own: what it gave is given back to it.
    const active = context.active() as never;
    const span = this.#tracer.startSpan(name, { attributes: prefixed(fields) }, active);
    return context.with(trace.setSpan(active, span as never) as never, () => work(span));
  }
}

/** A logger that throws must not make a failure of what the ledger has recorded. */
function quietly(tell: () => void): void {
  try {
    tell();
  } catch {
    // Whoever watches has failed, not what is watched.
  }
}

/** Tells of the contract client's calls: spans and measurements to OpenTelemetry, lines to a logger. */
export class Observer {
  readonly #telemetry: Telemetry | undefined;
  readonly #logger: Logger;

  constructor({ telemetry, logger }: Observation = {}) {
    this.#telemetry = telemetry && new Telemetry(telemetry);
    this.#logger = logger ?? silentLogger;
  }

  /** An operation that a facade asked for, with all its tries. */
  async operation<T>(
    kind: 'evaluate' | 'submit',
    transaction: string,
    work: () => Promise<T>,
    outcomeOf: (result: T) => string,
  ): Promise<T> {
    const fields = { operation: kind, transaction };
    this.#telemetry?.inFlight.add(1, prefixed({ operation: kind }));
    try {
      return await this.#watched(`jangbu ${kind}`, fields, work, outcomeOf);
    } finally {
      this.#telemetry?.inFlight.add(-1, prefixed({ operation: kind }));
    }
  }

  /** One call to a peer. */
  phase<T>(phase: CallPhase, peer: string, work: () => Promise<T>): Promise<T> {
    return this.#watched(`jangbu ${phase}`, { phase, peer }, work, () => 'OK');
  }

  /** A try failed, and there is another one. */
  retried(error: unknown): void {
    const fields = errorFields(error);
    quietly(() => {
      this.#telemetry?.retries.add(1, counted(fields));
      this.#logger.warn('trying again', fields);
    });
  }

  async #watched<T>(
    name: string,
    fields: LogFields,
    work: () => Promise<T>,
    outcomeOf: (result: T) => string,
  ): Promise<T> {
    const begun = performance.now();
    const ended = (outcome: LogFields): void => {
      const seconds = (performance.now() - begun) / 1000;
      const level = 'error' in outcome ? ('phase' in fields ? 'info' : 'error') : 'debug';
      quietly(() => {
        this.#telemetry?.durations.record(seconds, counted({ ...fields, ...outcome }));
        this.#logger[level](name, { ...fields, ...outcome, seconds });
      });
    };
    const watched = async (span?: TelemetrySpan): Promise<T> => {
      try {
        const result = await work();
        const outcome = { outcome: outcomeOf(result) };
        span?.setAttributes(prefixed(outcome));
        ended(outcome);
        return result;
      } catch (error) {
        const outcome = errorFields(error);
        span?.setAttributes(prefixed(outcome));
        span?.setStatus({ code: STATUS_ERROR });
        ended(outcome);
        throw error;
      } finally {
        span?.end();
      }
    };
    return this.#telemetry ? this.#telemetry.span(name, fields, watched) : watched();
  }
}
