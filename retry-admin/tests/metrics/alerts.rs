//! `prometheus/alerts.yml`.

use saphyr::{LoadableYamlNode, Yaml};

use crate::query::Query;
use crate::scrape::Scrape;

const RULES: &str = include_str!("../../prometheus/alerts.yml");

/// A text in a mapping.
fn text<'a>(of: &'a Yaml<'_>, key: &str) -> &'a str {
    of.as_mapping_get(key).and_then(Yaml::as_str).unwrap_or_else(|| panic!("{key}: {of:?}"))
}

#[tokio::test]
async fn every_rule_is_answered_and_says_what_is_wrong_and_why() {
    let scrape = Scrape::of_the_services().await;
    let documents = Yaml::load_from_str(RULES).expect("YAML");
    let groups = documents[0]["groups"].as_vec().expect("groups");
    let rules: Vec<_> = groups.iter().flat_map(|group| group["rules"].as_vec().expect("rules")).collect();
    assert_eq!(rules.len(), 5);
    for rule in rules {
        let (name, expression) = (text(rule, "alert"), text(rule, "expr"));
        let query = Query::read(expression).unwrap_or_else(|error| panic!("{name}: {error}"));
        query.check(&scrape).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(["warning", "critical"].contains(&text(&rule["labels"], "severity")), "{name}");

        let summary = text(&rule["annotations"], "summary");
        let named: Vec<_> = summary.split("$labels.").skip(1).collect();
        assert!(!named.is_empty(), "{name}: of what? {summary}");
        for rest in named {
            let label = rest.split(' ').next().unwrap_or_default();
            assert!(query.grouped.iter().any(|grouped| grouped == label), "{name}: {summary}");
        }
        let before = RULES.split(&format!("- alert: {name}\n")).next().unwrap_or_default();
        assert!(
            before.trim_end().lines().last().is_some_and(|line| line.trim().starts_with('#')),
            "{name}: why?"
        );
    }
}
