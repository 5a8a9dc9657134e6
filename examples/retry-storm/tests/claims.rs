//! What each scenario claims, for other seeds and sizes than those of the document.

use std::io;

use retry_storm::plot::{Theme, svg};
use retry_storm::scenarios::{Scenario, contention, layers, metastability, outage, replicas, throttling};
use retry_storm::setup::Setup;

const SEEDS: [u64; 2] = [1, 2];

fn rows<R: Clone, K: PartialEq>(rows: &[R], key: impl Fn(&R) -> K, wanted: &K) -> R {
    rows.iter().find(|row| key(row) == *wanted).expect("such a row").clone()
}

#[test]
fn jitter_saves_calls_and_time() {
    for seed in SEEDS {
        let figures = contention::Figures::simulate(&Setup::new(seed, 500)).expect("figures");
        let row = |jitter| rows(&figures.rows, |row| row.jitter, &jitter);
        let none = row("none");
        // 10 of 500 are served each time that all come back.
        assert_eq!(none.calls, (1..=50).map(|round| 10 * round).sum::<u64>());
        for jitter in ["0.2", "equal", "decorrelated", "full"] {
            let row = row(jitter);
            assert!(row.calls * 3 < none.calls, "{row:?}");
            assert!(row.done_ms * 3 < none.done_ms, "{row:?}");
            assert!(row.done_ms >= figures.least_ms, "{row:?}: faster than the server");
            assert_eq!(row.gave_up, 0, "{row:?}");
        }
        // What is left in step comes back in step.
        assert!(row("full").done_ms < row("equal").done_ms && row("equal").done_ms < row("0.2").done_ms);
    }
}

#[test]
fn an_outage_costs_max_without_a_budget_and_35_retries_with_one() {
    for clients in [100, 500] {
        let figures = outage::Figures::simulate(&Setup::new(1, clients)).expect("figures");
        let requests = |protection| rows(&figures.rows, |row| row.protection, &protection).requests;
        let calls = u64::from(figures.calls);
        assert_eq!(requests("max alone"), 3 * calls);
        assert_eq!(requests("budget"), calls + 35);
        assert_eq!(requests("budget, cost(5)"), calls + 100);
    }
}

#[test]
fn a_breaker_spares_a_server_that_is_down() {
    for seed in SEEDS {
        let figures = outage::Figures::simulate(&Setup::new(seed, 400)).expect("figures");
        for protection in ["breaker", "budget and breaker"] {
            let row = rows(&figures.rows, |row| row.protection, &protection);
            // The window of 20, and a probe every 5 of the 20 seconds.
            assert!((20..30).contains(&row.requests), "{row:?}");
        }
    }
}

#[test]
fn an_overload_outlives_its_cause_unless_retries_are_bounded() {
    for seed in SEEDS {
        let figures = metastability::Figures::simulate(&Setup::new(seed, 1000)).expect("figures");
        let row = |guard| rows(&figures.rows, |row| row.guard, &guard);
        let unbounded = row("max alone");
        assert_eq!(unbounded.recovered_after, None);
        assert!(figures.late_goodput(&unbounded) < 0.05, "{unbounded:?}");
        assert!(figures.late_load(&unbounded) > 2.5, "{unbounded:?}");
        for guard in ["budget", "breaker", "budget and breaker"] {
            let bounded = row(guard);
            assert!(bounded.recovered_after.is_some_and(|seconds| seconds <= 20), "{bounded:?}");
            assert!(figures.late_goodput(&bounded) > 0.95, "{bounded:?}");
            assert!(figures.late_load(&bounded) < 1.1, "{bounded:?}");
            assert!(bounded.wasted < unbounded.wasted / 2, "{bounded:?}");
        }
        // Before the outage all are well.
        for row in &figures.rows {
            let before: u64 = row.goodput.iter().take(10).sum();
            let came: u64 = row.arrivals.iter().take(10).sum();
            assert!(before + 5 >= came, "{row:?}");
        }
    }
}

#[test]
fn retries_in_retries_multiply() {
    let figures = layers::Figures::simulate(&Setup::new(1, 100)).expect("figures");
    let requests: Vec<_> = figures.rows.iter().map(|row| row.requests).collect();
    let calls = u64::from(figures.calls);
    // With budgets: these calls are too few to use them up.
    assert_eq!(requests[..3], [3 * calls, 9 * calls, 27 * calls]);

    let figures = layers::Figures::simulate(&Setup::new(1, 1000)).expect("figures");
    let requests = figures.rows.last().expect("a row").requests;
    assert_eq!(requests, u64::from(figures.calls) + 3 * 35, "35 retries in each of three layers");
}

#[test]
fn a_hint_that_is_obeyed_saves_requests_and_time() {
    for seed in SEEDS {
        let figures = throttling::Figures::simulate(&Setup::new(seed, 1000)).expect("figures");
        let row = |hint| rows(&figures.rows, |row| row.hint, &hint);
        let obeyed = row("obeyed");
        // 100 are served each second, and all others come back each second.
        assert_eq!((obeyed.requests, obeyed.done_ms), ((1..=10).map(|second| 100 * second).sum(), 9_000));
        let own_turns = row("obeyed, own turns");
        assert_eq!((own_turns.requests, own_turns.done_ms), (1000 + 900, 9_000));
        for other in ["ignored", "ignored, full jitter"] {
            let ignored = row(other);
            assert!(ignored.requests > obeyed.requests && ignored.done_ms > obeyed.done_ms, "{ignored:?}");
        }
        assert!(row("obeyed, full jitter").requests < obeyed.requests);
    }
}

#[test]
fn budgets_of_replicas_add_up() {
    let figures = replicas::Figures::simulate(&Setup::new(1, 400)).expect("figures");
    let retries: Vec<_> = figures.rows.iter().map(|row| (row.processes, row.retries)).collect();
    assert_eq!(retries, [1, 10, 20].map(|processes| (processes, 35 * u64::from(processes))));
}

#[test]
fn a_seed_says_every_figure() {
    let json = |seed| {
        let sections = Scenario::run_all(&Scenario::ALL, &Setup::new(seed, 200)).expect("sections");
        sections.into_iter().map(|section| section.figures.to_string()).collect::<Vec<_>>()
    };
    let (one, two) = (json(1), json(2));
    assert_eq!(one, json(1));
    for (scenario, (one, two)) in Scenario::ALL.into_iter().zip(one.iter().zip(&two)) {
        let by_chance = matches!(scenario, Scenario::Contention | Scenario::Metastability | Scenario::Throttling);
        assert_eq!(one != two, by_chance, "{scenario:?}: {one}");
    }
}

#[test]
fn plots_say_what_their_axes_are_in_both_themes() -> io::Result<()> {
    let setup = Setup::new(1, 100);
    for scenario in Scenario::ALL {
        let section = scenario.run(&setup).map_err(io::Error::other)?;
        assert!(!section.plots.is_empty(), "{scenario:?}");
        for plot in &section.plots {
            let [light, dark] = Theme::ALL.map(|theme| svg(plot, theme).expect("an SVG"));
            assert_ne!(light, dark);
            assert!(light.contains(&format!("\n{}\n", plot.title)), "{light}");
            let axes = ["per call", "per client", "(s)", "per s", "per request", "processes"];
            assert!(axes.iter().any(|axis| light.contains(axis)), "{light}");
        }
    }
    Ok(())
}
