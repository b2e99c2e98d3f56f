import {
  Attributes,
  Link,
  ROOT_CONTEXT,
  Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  context,
  createContextKey,
  isSpanContextValid,
  trace,
} from '@opentelemetry/api';

/** As Backstage names the tracers of plugins. */
const TRACER = 'backstage-plugin-webhooks';

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** By which the SDK of OpenTelemetry knows that nothing is to be traced; its own key, by its name. */
const SUPPRESS_TRACING = createContextKey(
  'OpenTelemetry SDK Context Key SUPPRESS_TRACING',
);
const UNTRACED = ROOT_CONTEXT.setValue(SUPPRESS_TRACING, true);

/**
 * Works in a span. Backstage's tracing service has no links, so this is OpenTelemetry's own interface;
 * without an SDK it does nothing but call `work`.
 *
 * @param options - `linkedTo`: the trace context of what caused it, in a trace of its own
 */
export async function inSpan<T>(
  name: string,
  options: { kind: SpanKind; attributes: Attributes; linkedTo?: string },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const { kind, attributes, linkedTo } = options;
  const links = linkedTo === undefined ? [] : toLinks(linkedTo);
  return trace
    .getTracer(TRACER)
    .startActiveSpan(name, { kind, attributes, links }, async span => {
      try {
        return await work(span);
      } catch (error) {
        // Not its message: that of a statement may hold its values.
        failSpan(span, error instanceof Error ? error.name : 'Error');
        throw error;
      } finally {
        span.end();
      }
    });
}

/** Says that what a span stands for has failed. */
export function failSpan(span: Span, message: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/** By which others can link to a span; undefined when nothing is traced. */
export function traceparentOf(span: Span): string | undefined {
  const found = span.spanContext();
  if (!isSpanContextValid(found)) return undefined;
  const flags = (found.traceFlags ?? TraceFlags.NONE)
    .toString(16)
    .padStart(2, '0');
  return `00-${found.traceId}-${found.spanId}-${flags}`;
}

/**
 * Works without any span of others. Instrumentations of HTTP clients put the whole URL into theirs, and
 * the URL of a webhook is a secret.
 */
export function untraced<T>(work: () => Promise<T>): Promise<T> {
  return context.with(UNTRACED, work);
}

function toLinks(traceparent: string): Link[] {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (!traceId) return [];
  const traceFlags = parseInt(flags, 16);
  return [{ context: { traceId, spanId, traceFlags, isRemote: true } }];
}
