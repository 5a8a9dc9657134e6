use retry_runtime::retry;

struct Status {
    code: u16,
}

impl Status {
    fn code(&self) -> u16 {
        self.code
    }

    fn is_busy(&self) -> bool {
        self.code == 503
    }
}

#[retry(max = 3, by = Status::code, retryable = [Status::is_busy])]
async fn no_pattern() -> Result<(), Status> {
    Err(Status { code: 503 })
}

#[retry(max = 3, by = Status::code(error), retryable = [503])]
async fn a_call() -> Result<(), Status> {
    Err(Status { code: 503 })
}

#[retry(max = 3, by, retryable = [503])]
async fn no_value() -> Result<(), Status> {
    Err(Status { code: 503 })
}

#[retry(max = 3, by = Status::code)]
async fn no_list() -> Result<(), Status> {
    Err(Status { code: 503 })
}

fn main() {}
