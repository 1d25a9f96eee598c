import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { ContractClient } from '../submit/contract-client';
import { OwnPeers } from '../peers/own-peers';
import { DEFAULT_RETRY } from '../submit/retry';
import { DEFAULT_CONCURRENCY, DEFAULT_DEADLINES } from '../submit/settings';
import { endorseFailed, peerDown, refusalDetail } from '../../../testing/gateway-errors';
import { ScriptedTransport, type Script } from '../../../testing/scripted-transport';
import { TestClock } from '../../../testing/test-clock';
import { Observer, type Observation } from './observer';

const SECRET = `private-${generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }).x}`;

const spans = new InMemorySpanExporter();
const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 3_600_000 });

beforeAll(() => {
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
  );
  api.metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
});
beforeEach(() => {
  spans.reset();
});
afterAll(async () => {
  await reader.shutdown();
  api.trace.disable();
  api.metrics.disable();
  api.context.disable();
});

function contractsOf(script: Script, observation: Observation): ContractClient {
  const clock = new TestClock();
  return new ContractClient({
    peers: new OwnPeers([new ScriptedTransport(script)], clock),
    ownMspId: 'NhMSP',
    clock,
    deadlines: DEFAULT_DEADLINES,
    retry: DEFAULT_RETRY,
    concurrency: DEFAULT_CONCURRENCY,
    observer: new Observer(observation),
  });
}

function submit(contracts: ContractClient): Promise<unknown> {
  return contracts.submit({
    transaction: 'trades:record',
    argument: '{}',
    transient: { body: SECRET },
    endorsers: () => Promise.resolve({ rule: 'ALL', organizations: ['NhMSP'] }),
  });
}

const refused = endorseFailed(
  refusalDetail('NhMSP', { code: 'ID_TAKEN', facts: { document: 'trade-page', id: SECRET } }),
);

test('an operation is a span, above one for each call to a peer', async () => {
  await submit(contractsOf({ endorse: [peerDown(), '{"status":"RECORDED"}'] }, { telemetry: api }));
  const finished = spans.getFinishedSpans();
  expect(finished.map(({ name }) => name)).toEqual([
    'jangbu ENDORSE',
    'jangbu ENDORSE',
    'jangbu SUBMIT',
    'jangbu COMMIT_STATUS',
    'jangbu submit',
  ]);
  const operation = finished.at(-1);
  expect(operation?.attributes).toEqual({
    'jangbu.operation': 'submit',
    'jangbu.transaction': 'trades:record',
    'jangbu.outcome': 'RECORDED',
  });
  const parents = finished.slice(0, -1).map(({ parentSpanContext }) => parentSpanContext?.spanId);
  expect(new Set(parents)).toEqual(new Set([operation?.spanContext().spanId]));
});

test('a logger that throws changes nothing of what it is told', async () => {
  const fail = () => {
    throw new Error('the log is full');
  };
  const logger = { debug: fail, info: fail, warn: fail, error: fail };
  await expect(
    submit(contractsOf({ endorse: [peerDown(), '{"status":"RECORDED"}'] }, { logger })),
  ).resolves.toMatchObject({ status: 'RECORDED' });
});

test('a refusal shows by its code', async () => {
  await submit(contractsOf({ endorse: [refused] }, { telemetry: api })).catch(() => undefined);
  expect(spans.getFinishedSpans().at(-1)).toMatchObject({
    attributes: { 'jangbu.error': 'RefusedError', 'jangbu.refusal': 'ID_TAKEN' },
    status: { code: api.SpanStatusCode.ERROR },
  });
});

test('durations, retries and what is in flight are measured', async () => {
  await submit(contractsOf({ endorse: [peerDown(), '{"status":"RECORDED"}'] }, { telemetry: api }));
  await reader.forceFlush();
  const metrics = exported.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? [];
  const names = metrics.map(({ descriptor }) => descriptor.name);
  expect(names.sort()).toEqual([
    'jangbu.client.duration',
    'jangbu.client.in_flight',
    'jangbu.client.retries',
  ]);
  const inFlight = metrics.find(({ descriptor }) => descriptor.name === 'jangbu.client.in_flight');
  expect(inFlight?.dataPoints.map(({ value }) => value)).toEqual([0]);
});

test('neither spans, measurements nor log lines hold anything of a private document', async () => {
  const lines: unknown[] = [];
  const hear = (...said: readonly unknown[]): void => {
    lines.push(said);
  };
  const logger = { debug: hear, info: hear, warn: hear, error: hear };
  const scripts: Script[] = [
    {},
    { endorse: [refused] },
    { endorse: [peerDown(), new Error(`it says ${SECRET}`)] },
  ];
  for (const script of scripts) {
    await submit(contractsOf(script, { telemetry: api, logger })).catch(() => undefined);
  }
  await reader.forceFlush();
  const told = inspect(
    [
      lines,
      spans
        .getFinishedSpans()
        .map(({ name, attributes, events, status }) => [name, attributes, events, status]),
      exported.getMetrics().map(({ scopeMetrics }) => scopeMetrics),
    ],
    { depth: 20, maxArrayLength: null, maxStringLength: null },
  );
  expect(told).toContain('trades:record');
  expect(told).toContain('trying again');
  expect(told).not.toContain(SECRET);
});
