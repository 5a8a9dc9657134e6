//! The waits that the tables of `coming_from.md` name: each is compiled here, and none is missing.

use std::fs;
use std::path::Path;

use retry_runtime::retry;

/// A function for each form, and their texts.
macro_rules! forms {
    ($($name:ident: $kind:ident($($rest:tt)*);)*) => {
        mod compiled {
            use super::*;

            $(
                #[retry(name = "form", max = 3, backoff = $kind($($rest)*), non_retryable = [std::num::ParseIntError])]
                pub async fn $name(text: &str) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
                    Ok(text.parse()?)
                }
            )*
        }

        async fn call_all() -> u32 {
            let mut sum = 0;
            $(sum += compiled::$name("1").await.unwrap();)*
            sum
        }

        const FORMS: &[&str] = &[$(concat!(stringify!($kind), "(", stringify!($($rest)*), ")")),*];
    };
}

forms! {
    exp_1s: exp(1s);
    exp_1s_full: exp(1s, jitter = full);
    exp_1min: exp(1s, max = 1min);
    exp_30s: exp(1s, factor = 2, max = 30s);
    exp_10s: exp(200ms, factor = 3, max = 10s);
    exp_10ms: exp(10ms, factor = 10);
    exp_5s: exp(100ms, factor = 2, max = 5s);
    exp_50ms: exp(50ms, max = 1s, jitter = full);
    exp_500ms: exp(500ms);
    exp_half: exp(500ms, jitter = 0.5);
    exp_backoff: exp(500ms, factor = 1.5, max = 1min, jitter = 0.5);
    fixed_1s: fixed(1s);
    fixed_500ms: fixed(500ms);
    linear_500ms: linear(500ms);
    fib_1s: fib(1s);
    fib_500ms: fib(500ms);
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[tokio::test]
async fn every_form_of_the_tables_is_compiled() {
    assert_eq!(call_all().await as usize, FORMS.len());
    let compiled: Vec<_> = FORMS.iter().map(|form| without_spaces(form)).collect();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../retry-runtime/docs/coming_from.md");
    let text = fs::read_to_string(page).unwrap();
    let mut named = 0;
    // The right cells of the tables, and in them what stands between backticks.
    let cells = text
        .lines()
        .filter(|line| line.starts_with("| "))
        .filter_map(|line| line.split(" | ").nth(1));
    for code in cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)) {
        let code = code.rsplit("backoff = ").next().unwrap();
        let form = code.split_inclusive(')').next().unwrap();
        if ["exp(", "fixed(", "linear(", "fib("].iter().any(|kind| form.starts_with(kind)) && form != "exp(..)" {
            named += 1;
            assert!(compiled.contains(&without_spaces(form)), "`{form}` is not compiled");
        }
    }
    assert!(named >= FORMS.len(), "{named}");
}
