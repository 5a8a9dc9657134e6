//! Looking at the table.

use std::collections::HashMap;

use retry_runtime::retry;
use sqlx::Row as _;

use super::{DATABASE, JobId, Jobs, JobsError, Row, Status};

impl Jobs {
    /// What the table says of a job, if there is one of this number.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.row")]
    pub async fn row(&self, id: JobId) -> Result<Option<Row>, JobsError> {
        let row = sqlx::query("SELECT * FROM jobs WHERE id = $1")
            .bind(id.0)
            .fetch_optional(&self.database.pool)
            .await;
        row.and_then(|row| row.as_ref().map(Row::try_from).transpose())
            .map_err(|error| self.error(error))
    }

    /// The latest jobs, of one status or of all, the last one first.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.list")]
    pub async fn list(&self, status: Option<Status>, limit: u32) -> Result<Vec<Row>, JobsError> {
        let select = "SELECT * FROM jobs WHERE $1 = '' OR status = $1 ORDER BY id DESC LIMIT $2";
        let query = sqlx::query(select).bind(status.map_or("", Status::as_str)).bind(i64::from(limit));
        let rows = query.fetch_all(&self.database.pool).await.map_err(|error| self.error(error))?;
        let rows: Result<_, sqlx::Error> = rows.iter().map(Row::try_from).collect();
        rows.map_err(|error| self.error(error))
    }

    /// How many jobs there are of each status.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.count")]
    pub async fn counts(&self) -> Result<HashMap<Status, u64>, JobsError> {
        let select = "SELECT status, count(*) AS jobs FROM jobs GROUP BY status";
        let rows = sqlx::query(select)
            .fetch_all(&self.database.pool)
            .await
            .map_err(|error| self.error(error))?;
        let counts = rows.iter().map(|row| {
            let (status, jobs): (String, i64) = (row.try_get("status")?, row.try_get("jobs")?);
            Ok((Status::named(&status), u64::try_from(jobs).unwrap_or(0)))
        });
        let counts: Result<Vec<_>, sqlx::Error> = counts.collect();
        let counts = counts.map_err(|error| self.error(error))?;
        Ok(counts.into_iter().filter_map(|(status, jobs)| Some((status?, jobs))).collect())
    }
}
