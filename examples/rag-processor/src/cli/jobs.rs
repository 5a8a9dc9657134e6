//! The command `jobs`: what the table says.

use std::collections::HashMap;
use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Duration;

use comfy_table::{CellAlignment, Table as Printed, presets};
use console::Term;
use rag_processor::jobs::{JobId, Jobs, Row, Status, Step};

use super::ended;
use super::table::Table;
use crate::output::{paint, print};
use crate::signals::Shutdown;

const PERIOD: Duration = Duration::from_millis(500);

/// Which jobs are looked at.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Keep looking until Ctrl-C: a table that follows on a terminal, a line for each change elsewhere
    #[arg(long)]
    watch: bool,

    /// Only the jobs of this status
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,

    /// How many jobs, the last ones
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    limit: u32,

    #[command(flatten)]
    table: Table,
}

/// Prints them once, or until a signal comes.
pub async fn run(args: Args, shutdown: &Shutdown) -> anyhow::Result<ExitCode> {
    let jobs = args.table.look().await?;
    if !args.watch {
        print(paint(&shown(&jobs, &args).await?))?;
        return Ok(ExitCode::SUCCESS);
    }
    let terminal = Term::stdout();
    let (mut lines, mut seen) = (0, HashMap::new());
    loop {
        if std::io::stdout().is_terminal() {
            let text = shown(&jobs, &args).await?;
            terminal.clear_last_lines(lines)?;
            lines = text.lines().count();
            print(paint(&text))?;
        } else {
            changes(&jobs.list(args.status, args.limit).await?, &mut seen)?;
        }
        tokio::select! {
            () = shutdown.token.cancelled() => return Ok(ended(shutdown)),
            () = tokio::time::sleep(PERIOD) => {}
        }
    }
}

async fn shown(jobs: &Jobs, args: &Args) -> anyhow::Result<String> {
    let (rows, counts) = (jobs.list(args.status, args.limit).await?, jobs.counts().await?);
    let mut table = Printed::new();
    table.load_style(presets::ASCII_MARKDOWN);
    let mut header = vec!["job", "status", "step", "retries"];
    header.extend(Step::ALL.map(Step::as_str));
    header.extend(["source", "last error"]);
    table.set_header(header);
    for row in rows.iter().rev() {
        let step = row.step.clone().unwrap_or_default();
        let mut cells = vec![row.id.to_string(), row.status.to_string(), step, row.retry_count.to_string()];
        cells.extend(Step::ALL.map(|step| row.attempts.of(step).to_string()));
        cells.extend([row.source.as_str(), row.last_error.as_deref().unwrap_or_default()].map(one_line));
        table.add_row(cells);
    }
    for column in table.column_iter_mut().skip(3).take(5) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let counts: Vec<_> = Status::ALL
        .into_iter()
        .filter_map(|status| Some(format!("{} {status}", counts.get(&status)?)))
        .collect();
    let counts = if counts.is_empty() {
        "no jobs; `rag-processor submit FILE` adds one".to_owned()
    } else {
        counts.join(", ")
    };
    Ok(format!(
        "## Jobs\n\nThe last {} jobs, with the attempts of each step.\n\n{table}\n\n{counts}",
        rows.len()
    ))
}

/// A line for each job that is not as it was seen last.
fn changes(rows: &[Row], seen: &mut HashMap<JobId, (Status, u32, u32)>) -> anyhow::Result<()> {
    for row in rows.iter().rev() {
        let now = (row.status, row.retry_count, row.attempts.total());
        if seen.insert(row.id, now) != Some(now) {
            let (step, error) = (row.step.as_deref().unwrap_or("-"), row.last_error.as_deref().unwrap_or_default());
            let line =
                format!("job {} {} step={step} attempts={} retries={} {error}", row.id, row.status, now.2, now.1);
            print(one_line(line.trim_end()))?;
        }
    }
    Ok(())
}

/// What comes from elsewhere may have lines, which tear a table, and the controls of a terminal.
fn one_line(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text,
    }
}

fn status(name: &str) -> Result<Status, String> {
    Status::named(name).ok_or_else(|| format!("there are {}", Status::ALL.map(Status::as_str).join(", ")))
}
