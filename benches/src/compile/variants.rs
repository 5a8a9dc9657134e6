//! The same function, written in different ways, as often as it is asked for.

use std::fmt::Write as _;

use super::workspace::retry_runtime;

const BODY: &str =
    "let first = client.get(id + NUMBER).await?; let second = client.get(first).await?; Ok(first + second)";
const HEAD: &str = "pub async fn load_NUMBER(client: &Client, id: u64) -> Result<u64, Error>";
const RETRY: &str =
    "#[retry_runtime::retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], non_retryable = [Error::Gone])]";

const ASYNC_TRAIT: &str = "async-trait = \"0.1\"\n";

const BY_HAND: &str = r#"{
    let mut attempt: u32 = 1;
    loop {
        let outcome: Result<u64, Error> = async { BODY }.await;
        let wait = match outcome {
            Ok(value) => {
                if attempt > 1 {
                    tracing::info!(retry.name = "load", retry.attempt = attempt, "recovered");
                }
                return Ok(value);
            }
            Err(error) if error.is_busy() && attempt < 3 => {
                let wait = std::time::Duration::from_secs(1 << (attempt - 1));
                tracing::warn!(retry.name = "load", retry.attempt = attempt, %error, "attempt failed, retrying");
                wait
            }
            Err(error) => {
                tracing::error!(retry.name = "load", retry.attempt = attempt, %error, "gave up");
                return Err(error);
            }
        };
        tokio::time::sleep(wait).await;
        attempt += 1;
    }
}"#;

const BACKON: &str = "{
    use backon::Retryable;
    let attempt = || async { BODY };
    attempt.retry(backon::ExponentialBuilder::default().with_max_times(2)).when(Error::is_busy).await
}";

const COMMON: &str = r#"
pub struct Client(u64);

impl Client {
    pub async fn get(&self, id: u64) -> Result<u64, Error> {
        match id {
            0 => Err(Error::Busy),
            1 => Err(Error::Gone),
            id => Ok(id + self.0),
        }
    }
}

#[derive(Debug)]
pub enum Error {
    Busy,
    Gone,
}

impl Error {
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("error")
    }
}

impl std::error::Error for Error {}

pub type Boxed<'call> = std::pin::Pin<Box<dyn Future<Output = Result<u64, Error>> + 'call>>;
"#;

pub struct Variant {
    /// Of the crate.
    pub name: &'static str,
    /// In the table.
    pub title: &'static str,
    pub dependencies: String,
    function: fn() -> String,
    /// Whether it is a method of a trait.
    is_method: bool,
}

/// All of them, the plain function first.
pub fn all() -> Vec<Variant> {
    let tokio = "tokio = { version = \"1\", features = [\"time\"] }\n";
    let tracing = "tracing = { version = \"0.1\", default-features = false, features = [\"std\"] }\n";
    let attributes =
        "tracing = { version = \"0.1\", default-features = false, features = [\"std\", \"attributes\"] }\n";
    let backon = "backon = { version = \"1\", default-features = false, features = [\"tokio-sleep\"] }\n";
    let variant = |name, title, dependencies: String, function, is_method| Variant {
        name,
        title,
        dependencies,
        function,
        is_method,
    };
    vec![
        variant("plain", "plain, no retries", String::new(), || format!("{HEAD} {{ {BODY} }}"), false),
        variant(
            "by-hand",
            "by hand, with events",
            [tokio, tracing].concat(),
            || format!("{HEAD} {BY_HAND}"),
            false,
        ),
        variant(
            "instrumented",
            "`#[tracing::instrument]`, no retries",
            attributes.to_owned(),
            instrumented,
            false,
        ),
        variant("with-backon", "backon", backon.to_owned(), || format!("{HEAD} {BACKON}"), false),
        variant("ours", "`#[retry]`", retry_runtime(), || format!("{RETRY} {HEAD} {{ {BODY} }}"), false),
        variant("in-trait", "`#[async_trait]`, no retries", ASYNC_TRAIT.to_owned(), || method(""), true),
        variant(
            "ours-in-trait",
            "`#[retry]` in `#[async_trait]`",
            ASYNC_TRAIT.to_owned() + &retry_runtime(),
            retried,
            true,
        ),
    ]
}

fn instrumented() -> String {
    format!("#[tracing::instrument(skip_all)] {HEAD} {{ {BODY} }}")
}

fn retried() -> String {
    method(RETRY)
}

fn method(attribute: &str) -> String {
    let head = "async fn load(&self, id: u64) -> Result<u64, Error>";
    format!(
        "#[async_trait::async_trait] pub trait LoadNUMBER {{ {head}; }}
#[async_trait::async_trait] impl LoadNUMBER for Client {{ {attribute} {head} {{ let client = self; {BODY} }} }}"
    )
}

impl Variant {
    /// A crate of so many functions, and one that makes a boxed future of each: what nobody polls is not compiled.
    pub fn source(&self, functions: usize) -> String {
        let mut source = format!("//! Generated.\n{COMMON}");
        let function = (self.function)().replace("BODY", BODY);
        for number in 0..functions {
            let _ = writeln!(source, "{}", function.replace("NUMBER", &number.to_string()));
        }
        source.push_str("pub fn all<'call>(client: &'call Client, all: &mut Vec<Boxed<'call>>) {\n");
        for number in 0..functions {
            let _ = if self.is_method {
                writeln!(source, "    all.push(Load{number}::load(client, 1));")
            } else {
                writeln!(source, "    all.push(Box::pin(load_{number}(client, 1)));")
            };
        }
        source.push_str("}\n");
        source
    }
}
