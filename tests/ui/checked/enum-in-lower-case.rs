use retry_runtime::retry;

#[allow(non_camel_case_types)]
enum code_t {
    Busy,
    Gone,
}

#[retry(max = 3, retryable = [code_t::Busy])]
async fn read() -> Result<(), code_t> {
    Err(code_t::Gone)
}

#[retry(max = 3, retryable = [code_t::Busy { .. }])]
async fn write() -> Result<(), code_t> {
    Err(code_t::Gone)
}

fn main() {}
