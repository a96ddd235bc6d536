import type { Tracer } from "@opentelemetry/api";
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { ConfigError } from "../config.ts";
import { useTracing } from "./tracing.ts";

export interface Tracing {
  readonly api: typeof import("@opentelemetry/api");
  readonly tracer: Tracer;
}

/**
 * Sends traces by OpenTelemetry where its own variables say where to (`OTEL_EXPORTER_OTLP_ENDPOINT` or
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`); the others, such as `OTEL_SERVICE_NAME` and `OTEL_TRACES_SAMPLER`, mean what they
 * always mean. Answers what sends the rest and stops.
 *
 * @throws ConfigError for a protocol that is not spoken
 */
export async function startTracing(environment: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  if (!isWanted(environment)) return async () => {};
  const [api, { BatchSpanProcessor, NodeTracerProvider }, resources, { PrismaInstrumentation }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/resources"),
    import("@prisma/instrumentation"),
  ]);
  const { defaultResource, detectResources, envDetector, hostDetector, processDetector, resourceFromAttributes } =
    resources;
  const detected = detectResources({ detectors: [hostDetector, processDetector, envDetector] });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "salesglass" }))
      .merge(detected),
    spanProcessors: [new BatchSpanProcessor(await makeExporter(environment))],
  });
  provider.register();
  const prisma = new PrismaInstrumentation();
  prisma.setTracerProvider(provider);
  prisma.enable();
  useTracing({ api, tracer: provider.getTracer("salesglass") });
  return async () => {
    useTracing(undefined);
    prisma.disable();
    await provider.shutdown();
    api.trace.disable();
    api.context.disable();
    api.propagation.disable();
  };
}

function isWanted(environment: NodeJS.ProcessEnv): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER } =
    environment;
  if (OTEL_SDK_DISABLED?.toLowerCase() === "true" || OTEL_TRACES_EXPORTER === "none") return false;
  return Boolean(OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || OTEL_EXPORTER_OTLP_ENDPOINT);
}

async function makeExporter(environment: NodeJS.ProcessEnv): Promise<SpanExporter> {
  const protocol =
    environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || environment.OTEL_EXPORTER_OTLP_PROTOCOL || "http/protobuf";
  if (protocol === "http/json") {
    const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
    return new OTLPTraceExporter();
  }
  if (protocol === "http/protobuf") {
    const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-proto");
    return new OTLPTraceExporter();
  }
  throw new ConfigError(
    `these settings are wrong:\n  OTEL_EXPORTER_OTLP_PROTOCOL=${JSON.stringify(protocol)}: must be http/protobuf or http/json`,
  );
}
