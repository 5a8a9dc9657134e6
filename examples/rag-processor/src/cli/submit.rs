//! The command `submit`: a file becomes a job.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use rag_processor::bucket::Object;
use rag_processor::jobs::Jobs;
use rag_processor::pipeline::{KEPT, Kind, SERVICE};

use super::table::Table;
use crate::output::print;

/// As large as an object of a bucket may be.
const MAX_SIZE: u64 = 32 << 20;

/// What is to be processed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file of this machine, which is copied into the job table, or `gs://BUCKET/OBJECT`
    #[arg(value_name = "FILE")]
    file: String,

    #[command(flatten)]
    table: Table,
}

/// Says the number of the job.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let source = if args.file.starts_with("gs://") {
        let object = args.file.parse::<Object>();
        object
            .map_err(|wrong| anyhow::anyhow!("{} is no object; {wrong}", args.file))?
            .to_string()
    } else if args.file.contains("://") {
        bail!("{} cannot be read; name a file of this machine, or gs://BUCKET/OBJECT", args.file);
    } else {
        let content = read(args.file.as_ref()).await?;
        keep(&args.table.look().await?, &content).await?
    };
    let job = args.table.look().await?.create(SERVICE, &source).await?;
    print(format_args!("job {} is pending; see it with `rag-processor jobs --watch`", job.id))?;
    Ok(ExitCode::SUCCESS)
}

async fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = path.display();
    let about = tokio::fs::metadata(path).await.with_context(|| format!("{name} cannot be read"))?;
    ensure!(about.is_file(), "{name} is no file");
    ensure!(about.len() <= MAX_SIZE, "{name} has more than {MAX_SIZE} bytes");
    let content = tokio::fs::read(path).await.with_context(|| format!("{name} cannot be read"))?;
    Kind::of(&content).with_context(|| format!("{name} cannot be processed"))?;
    Ok(content)
}

async fn keep(jobs: &Jobs, content: &[u8]) -> anyhow::Result<String> {
    Ok(format!("{KEPT}{}", jobs.keep(content).await?))
}
