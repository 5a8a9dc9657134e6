//! The set-up: ordinary `tracing-opentelemetry`, and nothing in it is about retries.
//!
//! It is a library so that the tests can put an exporter in memory where `main.rs` has the one for stdout.

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanExporter};
use tracing::Subscriber;
use tracing_subscriber::layer::SubscriberExt;

/// The subscriber that makes `tracing`'s spans into OpenTelemetry's and hands them to `exporter`.
///
/// Keep the provider: spans wait in its batch, and the last ones are lost unless it is shut down.
pub fn spans_to(exporter: impl SpanExporter + 'static) -> (SdkTracerProvider, impl Subscriber + Send + Sync) {
    let provider = SdkTracerProvider::builder()
        .with_resource(Resource::builder().with_service_name("opentelemetry-example").build())
        .with_batch_exporter(exporter)
        .build();
    let layer = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("opentelemetry-example"))
        // The place of a retry's event is a line of retry-runtime, which helps nobody.
        .with_location(false);
    (provider, tracing_subscriber::registry().with(layer))
}
