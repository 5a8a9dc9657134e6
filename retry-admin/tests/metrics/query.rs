//! An expression of Prometheus, and whether a scrape can answer it.

use promql_parser::label::{MatchOp, Matcher};
use promql_parser::parser::{self, Expr, LabelModifier, VectorSelector};
use promql_parser::util::{ExprVisitor, walk_expr};
use retry_runtime::Ending;

use crate::scrape::Scrape;

/// What Grafana puts in the place of its variables.
const VARIABLES: [(&str, &str); 3] = [("$__rate_interval", "5m"), ("$__range", "3h"), ("$name", ".*")];

/// What an expression asks for.
#[derive(Default)]
pub struct Query {
    pub selectors: Vec<VectorSelector>,
    /// The labels that it sums by.
    pub grouped: Vec<String>,
}

impl ExprVisitor for Query {
    type Error = String;

    fn pre_visit(&mut self, expression: &Expr) -> Result<bool, String> {
        match expression {
            Expr::VectorSelector(selector) => self.selectors.push(selector.clone()),
            Expr::MatrixSelector(selector) => self.selectors.push(selector.vs.clone()),
            Expr::Aggregate(aggregate) => match &aggregate.modifier {
                Some(LabelModifier::Include(labels)) => self.grouped.extend(labels.labels.iter().cloned()),
                other => return Err(format!("sums by {other:?}")),
            },
            _ => {}
        }
        Ok(true)
    }
}

impl Query {
    /// Reads an expression.
    pub fn read(expression: &str) -> Result<Self, String> {
        let filled = VARIABLES
            .iter()
            .fold(expression.to_owned(), |text, (name, value)| text.replace(name, value));
        if filled.contains('$') {
            return Err(format!("a variable that nothing fills: {filled}"));
        }
        let mut query = Self::default();
        walk_expr(&mut query, &parser::parse(&filled)?)?;
        if query.selectors.is_empty() {
            return Err("asks for nothing".to_owned());
        }
        Ok(query)
    }

    /// Whether this service exports what it asks for.
    pub fn check(&self, scrape: &Scrape) -> Result<(), String> {
        for selector in &self.selectors {
            let metric = selector.name.as_deref().ok_or("a selector without a metric")?;
            let labels = scrape.labels(metric).ok_or_else(|| format!("no metric `{metric}`"))?;
            if let Some(label) = self.grouped.iter().find(|label| !labels.contains_key(*label)) {
                // `le` is of the buckets alone, which stand behind an `or`.
                if label != "le" {
                    return Err(format!("`{metric}` has no label `{label}`"));
                }
            }
            for matcher in &selector.matchers.matchers {
                let values = labels.get(&matcher.name);
                let values = values.ok_or_else(|| format!("`{metric}` has no label `{}`", matcher.name))?;
                unknown(matcher, |value| values.contains(value))?;
            }
        }
        Ok(())
    }
}

/// A matcher names values that there are. For a pattern, each of its alternatives is one.
fn unknown(matcher: &Matcher, exists: impl Fn(&str) -> bool) -> Result<(), String> {
    let alternatives: Vec<_> = match matcher.op {
        MatchOp::Re(_) if matcher.value == ".*" => return Ok(()),
        MatchOp::Re(_) | MatchOp::NotRe(_) => matcher.value.split('|').collect(),
        MatchOp::Equal | MatchOp::NotEqual => vec![&matcher.value],
    };
    let known = |value: &&str| match matcher.name.as_str() {
        "outcome" => Ending::ALL.iter().any(|ending| ending.as_str() == *value),
        _ => exists(value),
    };
    match alternatives.iter().find(|value| !known(value)) {
        Some(value) => Err(format!("`{}` is never `{value}`", matcher.name)),
        None => Ok(()),
    }
}

#[tokio::test]
async fn a_query_that_nothing_answers_is_found() {
    let scrape = Scrape::of_the_services().await;
    let check = |expression: &str| Query::read(expression).and_then(|query| query.check(&scrape));
    assert_eq!(check("sum by (name) (rate(retry_calls_total{outcome=\"exhausted\"}[5m])) > 0"), Ok(()));
    for (expression, told) in [
        ("rate(retry_calls[5m])", "no metric `retry_calls`"),
        ("retry_calls_total{breaker=\"gemini\"}", "`retry_calls_total` has no label `breaker`"),
        ("sum by (function) (retry_calls_total)", "`retry_calls_total` has no label `function`"),
        ("retry_calls_total{outcome=~\"exhausted|failed\"}", "`outcome` is never `failed`"),
        ("retry_calls_total{retried=\"yes\"}", "`retried` is never `yes`"),
        ("retry_wait_seconds{quantile=\"0.42\"}", "`quantile` is never `0.42`"),
        (
            "rate(retry_calls_total[$__interval])",
            "a variable that nothing fills: rate(retry_calls_total[$__interval])",
        ),
        ("1 + 1", "asks for nothing"),
    ] {
        assert_eq!(check(expression), Err(told.to_owned()), "{expression}");
    }
    for expression in ["sum by (name (retry_calls_total)", "rate(retry_calls_total)", "retry_calls_total{name=gemini}"]
    {
        assert!(check(expression).is_err(), "{expression}");
    }
}
