use retry_runtime::Classify;

#[derive(Classify, Clone, Copy)]
union Bits {
    whole: u32,
    part: u16,
}

#[derive(Classify)]
#[transient]
#[permanent]
struct Timeout;

#[derive(Classify)]
#[classify(path = ::retry_runtime)]
#[permanent]
struct AuthError;

fn main() {}
