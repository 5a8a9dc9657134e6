//! The job table that all commands but the demo share.

use anyhow::Context;
use rag_processor::jobs::{Jobs, JobsError};
use tokio_util::sync::CancellationToken;

/// Where the job table is.
#[derive(Debug, clap::Args)]
pub struct Table {
    /// The job table: a file, or `postgres://USER@HOST/DATABASE` to share it among machines
    #[arg(
        long,
        value_name = "URL",
        env = "DATABASE_URL",
        default_value = "rag-processor.db",
        hide_env_values = true
    )]
    database: String,
}

impl Table {
    pub async fn open(&self, shutdown: CancellationToken) -> Result<Jobs, JobsError> {
        if self.database.contains("://") {
            Jobs::connect(&self.database, shutdown).await
        } else {
            Jobs::open(self.database.as_ref(), shutdown).await
        }
    }

    /// For a command that begins no jobs.
    pub async fn look(&self) -> anyhow::Result<Jobs> {
        self.open(CancellationToken::new()).await.context("the job table cannot be used")
    }
}
