//! The workers, as the others see them.

use std::time::Duration;

use retry_runtime::retry;
use sqlx::{AssertSqlSafe, Row as _};

use super::{DATABASE, Jobs, JobsError};

/// A worker that was heard of.
#[derive(Clone, Debug)]
pub struct Worker {
    /// Its name.
    pub name: String,
    /// How long ago it was heard of.
    pub silent: Duration,
    /// Its breakers that are not closed, as `gemini.auth=open`, between commas.
    pub breakers: String,
}

impl Jobs {
    /// A worker says that it is there, and how its breakers are.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "workers.report")]
    pub async fn report(&self, worker: &str, breakers: &str) -> Result<(), JobsError> {
        let now = self.database.dialect.now();
        let upsert = format!(
            "INSERT INTO workers (name, started_at, seen_at, breakers) VALUES ($1, {now}, {now}, $2)
             ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, breakers = excluded.breakers"
        );
        let query = sqlx::query(AssertSqlSafe(upsert)).bind(worker.to_owned()).bind(breakers.to_owned());
        query.execute(&self.database.pool).await.map(drop).map_err(|error| self.error(error))
    }

    /// The workers that were heard of in the last `within`.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "workers.list")]
    pub async fn workers(&self, within: Duration) -> Result<Vec<Worker>, JobsError> {
        let now = self.database.dialect.now();
        let select = format!(
            "SELECT name, {now} - seen_at AS silent, breakers FROM workers WHERE seen_at >= {now} - $1 ORDER BY name"
        );
        let query = sqlx::query(AssertSqlSafe(select)).bind(i64::try_from(within.as_micros()).unwrap_or(i64::MAX));
        let rows = query.fetch_all(&self.database.pool).await;
        let worker = |row: &sqlx::any::AnyRow| {
            let silent: i64 = row.try_get("silent")?;
            Ok(Worker {
                name: row.try_get("name")?,
                silent: Duration::from_micros(silent.try_into().unwrap_or(0)),
                breakers: row.try_get("breakers")?,
            })
        };
        let workers = rows.and_then(|rows| rows.iter().map(worker).collect());
        workers.map_err(|error| self.error(error))
    }
}
