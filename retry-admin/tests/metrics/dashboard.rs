//! `grafana/retry.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::query::Query;
use crate::scrape::Scrape;

fn dashboard() -> Value {
    serde_json::from_str(include_str!("../../grafana/retry.json")).expect("JSON")
}

fn list<'a>(of: &'a Value, key: &str) -> &'a Vec<Value> {
    of[key].as_array().unwrap_or_else(|| panic!("{key}: {of}"))
}

#[tokio::test]
async fn every_expression_is_answered_and_every_metric_is_shown() {
    let scrape = Scrape::of_the_services().await;
    let dashboard = dashboard();
    let mut shown = BTreeSet::new();
    for panel in list(&dashboard, "panels") {
        for target in list(panel, "targets") {
            let expression = target["expr"].as_str().expect("an expression");
            let query = Query::read(expression).unwrap_or_else(|error| panic!("{expression}: {error}"));
            query.check(&scrape).unwrap_or_else(|error| panic!("{expression}: {error}"));
            shown.extend(query.selectors.iter().filter_map(|selector| selector.name.clone()));
            // What a legend names must be left by the sum.
            let legend = target["legendFormat"].as_str().expect("a legend");
            for label in legend.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap_or_default()) {
                assert!(query.grouped.iter().any(|grouped| grouped == label), "{legend}: {expression}");
            }
        }
    }
    assert!(shown.iter().eq(scrape.metrics()), "{shown:?}");
}

#[test]
fn panels_are_told_apart_and_ask_the_data_source_that_is_chosen() {
    let dashboard = dashboard();
    let (mut ids, mut places) = (BTreeSet::new(), BTreeSet::new());
    for panel in list(&dashboard, "panels") {
        let title = panel["title"].as_str().expect("a title");
        assert!(ids.insert(panel["id"].as_u64().expect("a number")), "{title}: two panels have one number");
        let place = (panel["gridPos"]["y"].as_u64(), panel["gridPos"]["x"].as_u64());
        assert!(places.insert(place), "{title}: two panels are at {place:?}");
        assert!(
            panel["description"].as_str().is_some_and(|text| text.len() > 20),
            "{title}: says too little"
        );
        for asked in list(panel, "targets").iter().chain([panel]) {
            assert_eq!(asked["datasource"]["uid"], "${datasource}", "{title}");
        }
    }
    let variables: Vec<_> = list(&dashboard["templating"], "list").iter().map(|variable| &variable["name"]).collect();
    assert_eq!(variables, ["datasource", "name"]);
    let names = &dashboard["templating"]["list"][1]["query"]["query"];
    assert_eq!(names, "label_values(retry_calls_total, name)");
}
