//! The figures of the outage and what came after, for people.

use super::{FROM, Figures, LATE, LENGTH, Row, TO};
use crate::number::{float, ratio, thousands};
use crate::plot::{Line, Lines, Mark, Panels, Plot, Shade};
use crate::process::Guard;
use crate::scenarios::ScenarioError;
use crate::section::{Grid, Section};

impl Figures {
    /// As it is shown.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold it.
    pub fn section(&self) -> Result<Section, ScenarioError> {
        Ok(Section {
            name: "metastability",
            title: "Metastability: what ends an overload",
            about: format!(
                "{:.0} calls a second, by chance, to a server that can answer {:.0}, from a fleet of {} processes with `max = 3, \
                 attempt_timeout = 1s`. From {FROM} s to {TO} s the server stands still, and requests queue.",
                self.offered_per_second, self.capacity_per_second, self.processes,
            ),
            grid: self.grid(),
            reading: self.reading(),
            plots: vec![self.plot()],
            figures: serde_json::to_value(self)?,
        })
    }

    fn grid(&self) -> Grid {
        let row = |row: &Row| {
            vec![
                row.guard.to_owned(),
                thousands(row.requests),
                format!("{:.1} %", 100.0 * ratio(row.wasted, row.requests)),
                format!("{:.1} %", 100.0 * ratio(row.answered, self.calls)),
                format!("{:.2}", self.late_load(row)),
                format!("{:.1} %", 100.0 * self.late_goodput(row)),
                row.recovered_after.map_or_else(|| "never".to_owned(), |seconds| format!("{seconds} s")),
            ]
        };
        Grid {
            header: vec![
                "bounded by",
                "requests",
                "for callers who left",
                "calls answered",
                "load at the end",
                "goodput at the end",
                "well again after",
            ],
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn reading(&self) -> String {
        let told = |(guard, row): (Guard, &Row)| match row.recovered_after {
            Some(seconds) => format!("With {}, all is well {seconds} s after the outage.", guard.told()),
            None => format!(
                "With {}, the overload never ends: in the last {LATE} s, {:.2} requests come for each call, and {:.1} % of the calls are answered.",
                guard.told(),
                self.late_load(row),
                100.0 * self.late_goodput(row)
            ),
        };
        Guard::ALL.into_iter().zip(&self.rows).map(told).collect::<Vec<_>>().join(" ")
    }

    fn plot(&self) -> Plot {
        let points = |series: &[u64]| (0_u32..).zip(series).map(|(at, n)| (f64::from(at) + 0.5, float(*n))).collect();
        let lines = |series: fn(&Row) -> &[u64]| {
            let line = |row: &Row| Line { label: row.guard.to_owned(), points: points(series(row)) };
            self.rows.iter().map(line).collect()
        };
        let panel = |axis: &str, lines, mark| Lines {
            x_axis: "time (s)".to_owned(),
            y_axis: axis.to_owned(),
            lines,
            shade: Some(Shade { from: FROM.into(), to: TO.into(), label: "outage".to_owned() }),
            mark,
            x_end: LENGTH.into(),
            dots: false,
        };
        let mark = |height, label: &str, at| Some(Mark { height, label: label.to_owned(), at });
        let capacity = mark(self.capacity_per_second, "capacity", 55.0);
        // While nothing is answered, no line crosses it there.
        let offered = mark(self.offered_per_second, "offered", f64::from(FROM.midpoint(TO)));
        Plot {
            name: "metastability",
            title: "An outage of 10 s, and what retries make of it".to_owned(),
            panels: Panels::Lines(vec![
                panel("requests per s", lines(|row| &row.arrivals), capacity),
                panel("answered calls per s", lines(|row| &row.goodput), offered),
            ]),
        }
    }
}
