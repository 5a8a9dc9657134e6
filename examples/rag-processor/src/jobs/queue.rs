//! The jobs as a queue: several workers take from it, each job goes to one of them, and what a lost worker had is taken
//! over.

use std::sync::Arc;
use std::time::Duration;

use retry_runtime::retry;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::row::count;
use super::{Attempts, DATABASE, Job, JobId, Jobs, JobsError, unique};
use crate::clock::Timestamp;

/// A job is set aside when as many workers were lost while they had it.
pub const MAX_KILLS: u32 = 3;

/// How a worker takes jobs.
#[derive(Clone, Debug)]
pub struct Lease {
    /// The name of the worker.
    pub worker: Arc<str>,
    /// The service whose jobs it takes.
    pub service: &'static str,
    /// How long it has a job without saying that it still has it.
    pub time: Duration,
}

impl Lease {
    fn micros(&self) -> i64 {
        i64::try_from(self.time.as_micros()).unwrap_or(i64::MAX)
    }
}

impl Jobs {
    /// Takes the oldest job that is pending, or whose worker has not been heard of for its lease.
    ///
    /// A claim has a name, which is the same in all attempts: where the answer to one was lost, the next finds what it
    /// took, instead of taking another.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.claim", once(claim = Arc::<str>::from(unique())), attempt = attempt)]
    pub async fn claim(&self, lease: &Lease) -> Result<Option<Job>, JobsError> {
        let database = &self.database;
        let error = |error| self.error(error);
        let mut transaction = database.pool.begin_with(database.dialect.begin()).await.map_err(error)?;
        let mut row = None;
        if attempt.number() > 1 {
            let taken = sqlx::query("SELECT * FROM jobs WHERE claim = $1").bind(claim.to_string());
            row = taken.fetch_optional(&mut *transaction).await.map_err(error)?;
        }
        if row.is_none() {
            row = self.take(&mut transaction, lease, &claim).await.map_err(error)?;
        }
        let job = row.as_ref().map(|row| self.claimed(row, &claim)).transpose().map_err(error)?;
        transaction.commit().await.map_err(error)?;
        Ok(job)
    }

    async fn take(
        &self,
        connection: &mut AnyConnection,
        lease: &Lease,
        claim: &str,
    ) -> Result<Option<AnyRow>, sqlx::Error> {
        let dialect = self.database.dialect;
        let (now, skip_locked) = (dialect.now(), dialect.skip_locked());
        let open = format!(
            "service = $2 AND (status = 'pending' OR status = 'running' AND lease_until <= {now}) ORDER BY id LIMIT 1 {skip_locked}"
        );
        // A job in turn that has killed its workers is set aside first, so that nobody takes it again.
        let set_aside = format!(
            "UPDATE jobs SET status = 'poisoned', kills = kills + 1, finished_at = $1, lease_until = NULL,
                    last_error = 'its worker was lost ' || (kills + 1) || ' times' || coalesce('; before that: ' || last_error, '')
             WHERE id = (SELECT id FROM jobs WHERE status = 'running' AND kills + 1 >= {MAX_KILLS} AND {open})"
        );
        let set_aside = sqlx::query(AssertSqlSafe(set_aside)).bind(Timestamp::now().as_micros());
        set_aside.bind(lease.service).execute(&mut *connection).await?;
        let take = format!(
            "UPDATE jobs SET status = 'running', worker = $3, claim = $1, lease_until = {now} + $4, claims = claims + 1,
                    kills = kills + CASE status WHEN 'running' THEN 1 ELSE 0 END, started_at = coalesce(started_at, $5)
             WHERE id = (SELECT id FROM jobs WHERE {open})
             RETURNING *"
        );
        let take = sqlx::query(AssertSqlSafe(take)).bind(claim.to_owned()).bind(lease.service);
        let take = take
            .bind(lease.worker.to_string())
            .bind(lease.micros())
            .bind(Timestamp::now().as_micros());
        take.fetch_optional(connection).await
    }

    fn claimed(&self, row: &AnyRow, claim: &Arc<str>) -> Result<Job, sqlx::Error> {
        let (id, source) = (JobId(row.try_get("id")?), row.try_get("source")?);
        let job = Job::new(self.clone(), id, source, Some(Arc::clone(claim)), Attempts::try_from(row)?);
        let mut counted = job.counted();
        (counted.retries, counted.claims) = (count(row, "retry_count")?, count(row, "claims")?);
        drop(counted);
        Ok(job)
    }

    /// Says that the worker still has its jobs: how many they are.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.renew")]
    pub async fn renew(&self, lease: &Lease) -> Result<u64, JobsError> {
        let now = self.database.dialect.now();
        let update = format!("UPDATE jobs SET lease_until = {now} + $1 WHERE worker = $2 AND status = 'running'");
        let query = sqlx::query(AssertSqlSafe(update)).bind(lease.micros()).bind(lease.worker.to_string());
        let renewed = query.execute(&self.database.pool).await.map_err(|error| self.error(error))?;
        Ok(renewed.rows_affected())
    }
}
