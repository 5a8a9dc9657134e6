//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use retry_storm::plot::{self, PlotError};
use retry_storm::progress::Progress;
use retry_storm::scenarios::{Scenario, ScenarioError};
use retry_storm::section::Section;
use retry_storm::setup::Setup;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::output::{OutputError, notice, print};

/// The exit code of a command line that is wrong.
const WRONG: u8 = 2;

/// What retries do to a fleet.
///
/// The clients are the real `#[retry]`, with its jitter, budgets and breakers; the server and the clock are simulated, so an
/// outage of a minute takes a moment. Without a command it runs all scenarios. The same seed gives the same figures, on every
/// machine. Nothing is written but standard output, unless `--out` says where.
#[derive(Debug, Parser)]
#[command(version, name = "retry-storm", after_long_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Decides all chance: when callers come, and what jitter draws
    #[arg(long, global = true, value_name = "NUMBER", default_value_t = Setup::SEED)]
    seed: u64,

    /// How many clients there are, 100 to 100000; the servers grow with them
    #[arg(long, global = true, value_name = "NUMBER", default_value_t = Setup::CLIENTS, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    clients: u32,

    /// Also draw the plots into this directory, each as SVG and PNG, light and dark; it is made if need be
    #[arg(long, global = true, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Print the figures as JSON, for tools
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Clone, Copy, Debug, Subcommand)]
enum Command {
    /// Run all scenarios (the default)
    All,
    /// Clients that fail together and come back: which jitter
    Contention,
    /// A total outage: requests per call, by budget and breaker
    Outage,
    /// An outage that ends, and an overload that does not
    Metastability,
    /// Retries in retries: 3 x 3 x 3
    Layers,
    /// 429 with Retry-After, obeyed or not
    Throttling,
    /// A budget in each of many processes
    Replicas,
}

impl Command {
    fn scenarios(self) -> Vec<Scenario> {
        match self {
            Self::All => Scenario::ALL.to_vec(),
            Self::Contention => vec![Scenario::Contention],
            Self::Outage => vec![Scenario::Outage],
            Self::Metastability => vec![Scenario::Metastability],
            Self::Layers => vec![Scenario::Layers],
            Self::Throttling => vec![Scenario::Throttling],
            Self::Replicas => vec![Scenario::Replicas],
        }
    }
}

const EXIT_CODES: &str = "\
Exit codes:
  0    all was simulated, and written
  1    something could not be written; one line on standard error says what
  2    the arguments are wrong
  141  the reader of its output went away";

/// Why the command has failed.
#[derive(Debug, Error)]
pub enum CommandError {
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    #[error("{0}; choose another directory by `--out`")]
    Plot(#[from] PlotError),
}

/// Does what the arguments ask for.
pub fn run() -> Result<ExitCode, CommandError> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) if answer.use_stderr() => {
            notice(one_line(&answer.to_string()));
            return Ok(ExitCode::from(WRONG));
        }
        // `--help` and `--version`.
        Err(answer) => {
            print(answer.to_string().trim_end())?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    if let Some(directory) = &cli.out {
        // Before the simulations: nobody waits for them to learn that it cannot be written.
        plot::write(&[], directory)?;
    }
    let sections = simulate(&cli)?;
    if cli.json {
        print(json(&cli, &sections))?;
    } else {
        for section in &sections {
            print(section)?;
        }
    }
    if let Some(directory) = &cli.out {
        for section in &sections {
            plot::write(&section.plots, directory)?;
        }
        notice(format_args!("the plots are in `{}`", directory.display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the scenarios side by side: each has its own clock and its own chance, so that none disturbs another.
fn simulate(cli: &Cli) -> Result<Vec<Section>, ScenarioError> {
    let scenarios = cli.command.unwrap_or(Command::All).scenarios();
    let mut setup = Setup::new(cli.seed, cli.clients);
    let steps: usize = scenarios.iter().map(|scenario| scenario.steps(&setup)).sum();
    setup.progress = Progress::on_terminal(steps.try_into().unwrap_or(u64::MAX));
    let sections = Scenario::run_all(&scenarios, &setup);
    setup.progress.clear();
    sections
}

fn json(cli: &Cli, sections: &[Section]) -> String {
    let figures: Map<_, _> = sections
        .iter()
        .map(|section| (section.name.to_owned(), section.figures.clone()))
        .collect();
    let all = Map::from_iter([
        ("seed".to_owned(), Value::from(cli.seed)),
        ("clients".to_owned(), Value::from(cli.clients)),
        ("scenarios".to_owned(), Value::from(figures)),
    ]);
    format!("{:#}", Value::from(all))
}

/// What clap says of wrong arguments in its first paragraph. The others are tips, the usage and a pointer to the help.
fn one_line(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    format!("{}; see `retry-storm --help`", lines.join(" "))
}
