use retry_runtime::retry;

enum Code {
    Unavailable,
    NotFound,
    Internal(u8),
}

enum GeminiError {
    Status(Code),
}

impl GeminiError {
    fn code(&self) -> &Code {
        let Self::Status(code) = self;
        code
    }
}

struct Status {
    code: u16,
}

impl Status {
    fn code(&self) -> u16 {
        self.code
    }
}

// A pattern of the error's own type, where the value has another.
#[retry(max = 3, by = GeminiError::code, retryable = [GeminiError::Status(Code::Unavailable)])]
async fn of_the_error() -> Result<(), GeminiError> {
    Err(GeminiError::Status(Code::Internal(1)))
}

// A variant of the value is in neither list.
#[retry(max = 3, by = GeminiError::code, retryable = [Code::Unavailable], non_retryable = [Code::NotFound])]
async fn left_out() -> Result<(), GeminiError> {
    Err(GeminiError::Status(Code::Internal(1)))
}

// Numbers are checked, too.
#[retry(max = 3, by = Status::code, retryable = [500..=599], non_retryable = [0..=498])]
async fn numbers() -> Result<(), Status> {
    Err(Status { code: 499 })
}

// What an earlier entry takes, no later one can.
#[retry(max = 3, by = Status::code, retryable = [503], non_retryable = [500..=599, _])]
async fn shadowed() -> Result<(), Status> {
    Err(Status { code: 503 })
}

fn main() {}
