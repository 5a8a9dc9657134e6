use std::rc::Rc;

use retry_runtime::retry;

fn spawn(_: impl Future<Output = Result<(), Rc<str>>> + Send) {}

async fn note() {}

#[retry(max = 3, non_retryable = [|error: &Rc<str>| error.is_empty()], on_retry = |_| note().await)]
async fn embed() -> Result<(), Rc<str>> {
    Err("busy".into())
}

#[retry(max = 3, non_retryable = [|error: &Rc<str>| error.is_empty()], on_retry = |_| drop(job))]
async fn caption(job: String) -> Result<(), Rc<str>> {
    Err("busy".into())
}

fn main() {
    spawn(embed());
}
