/** Attributes of a span or a measurement. */
export type TelemetryAttributes = Readonly<Record<string, string | number>>;

/** What is used of an OpenTelemetry span. */
export interface TelemetrySpan {
  setAttributes(attributes: Record<string, string | number>): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

/** What is used of an OpenTelemetry instrument. */
export interface TelemetryInstrument {
  add(value: number, attributes?: Record<string, string | number>): void;
}

/**
 * What the SDK uses of the package `@opentelemetry/api`, which an application passes in whole
 * (`import * as telemetry from '@opentelemetry/api'`). So the SDK depends on no version of it.
 */
export interface OpenTelemetry {
  readonly trace: {
    getTracer(name: string): {
      startSpan(
        name: string,
        options?: { attributes?: Record<string, string | number> },
        context?: never,
      ): TelemetrySpan;
    };
    setSpan(context: never, span: never): unknown;
  };
  readonly context: {
    active(): unknown;
    with<T>(context: never, work: () => T): T;
  };
  readonly metrics: {
    getMeter(name: string): {
      createCounter(name: string, options?: { description?: string; unit?: string }): TelemetryInstrument;
      createUpDownCounter(
        name: string,
        options?: { description?: string; unit?: string },
      ): TelemetryInstrument;
      createHistogram(
        name: string,
        options?: { description?: string; unit?: string },
      ): { record(value: number, attributes?: Record<string, string | number>): void };
    };
  };
}
