//! The chunks of a job: passages, each with what it is about and with its vector, as they come.
//!
//! What is there survives the worker: the next one asks for nothing twice.

use std::collections::HashMap;

use retry_runtime::retry;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::row::count;
use super::{DATABASE, Job, JobId, Jobs, JobsError, Status};

/// A part of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chunk {
    /// What is said or shown there.
    pub passage: String,
    /// What that is about in its file, if somebody was asked.
    pub context: Option<String>,
    /// Its vector, if there is one by now.
    pub vector: Option<Vec<f32>>,
}

impl Job {
    /// The chunks that there are, in their order.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.chunks")]
    pub async fn chunks(&self) -> Result<Vec<Chunk>, JobsError> {
        let select = sqlx::query("SELECT passage, context, vector FROM chunks WHERE job = $1 ORDER BY number");
        let rows = select.bind(self.id.0).fetch_all(&self.jobs.database.pool).await;
        let chunks = rows.and_then(|rows| {
            let chunk = |row: &AnyRow| {
                let vector: Option<Vec<u8>> = row.try_get("vector")?;
                Ok(Chunk {
                    passage: row.try_get("passage")?,
                    context: row.try_get("context")?,
                    vector: vector.as_deref().map(floats),
                })
            };
            rows.iter().map(chunk).collect()
        });
        chunks.map_err(|error| self.jobs.error(error))
    }

    /// Cuts the job into these passages. All of them are there afterwards, or none.
    ///
    /// # Errors
    /// If the job belongs to another worker by now, or the database fails.
    #[retry(policy = DATABASE, name = "jobs.cut")]
    pub async fn cut(&self, passages: &[String]) -> Result<(), JobsError> {
        let database = &self.jobs.database;
        let error = |error| self.jobs.error(error);
        let mut transaction = database.pool.begin_with(database.dialect.begin()).await.map_err(error)?;
        for (number, passage) in (0_i64..).zip(passages) {
            let insert = "INSERT INTO chunks (job, number, passage)
                          SELECT id, $3, $4 FROM jobs
                          WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status = 'running'
                          ON CONFLICT (job, number) DO UPDATE SET passage = excluded.passage";
            let query = sqlx::query(insert).bind(self.id.0).bind(self.claim.as_deref().map(str::to_owned));
            let inserted = query.bind(number).bind(passage.clone()).execute(&mut *transaction).await.map_err(error)?;
            if inserted.rows_affected() != 1 {
                return Err(JobsError::State(self.id, Status::Running));
            }
        }
        transaction.commit().await.map_err(error)
    }

    /// Notes what a chunk is about.
    ///
    /// # Errors
    /// If the job belongs to another worker by now, or the database fails.
    pub async fn note_context(&self, chunk: usize, context: &str) -> Result<(), JobsError> {
        let update = "UPDATE chunks SET context = $4 WHERE job = $1 AND number = $3 AND EXISTS
                      (SELECT 1 FROM jobs WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status = 'running')";
        self.change_chunk(update, chunk, Value::Text(context)).await
    }

    /// Stores the vector of a chunk.
    ///
    /// # Errors
    /// If the job belongs to another worker by now, or the database fails.
    pub async fn store_vector(&self, chunk: usize, vector: &[f32]) -> Result<(), JobsError> {
        let update = "UPDATE chunks SET vector = $4 WHERE job = $1 AND number = $3 AND EXISTS
                      (SELECT 1 FROM jobs WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status = 'running')";
        let bytes: Vec<u8> = vector.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.change_chunk(update, chunk, Value::Bytes(&bytes)).await
    }

    #[retry(policy = DATABASE, name = "jobs.change_chunk")]
    async fn change_chunk(&self, update: &'static str, chunk: usize, value: Value<'_>) -> Result<(), JobsError> {
        let query = sqlx::query(update).bind(self.id.0).bind(self.claim.as_deref().map(str::to_owned));
        let query = query.bind(i64::try_from(chunk).unwrap_or(i64::MAX));
        let query = match value {
            Value::Text(text) => query.bind(text.to_owned()),
            Value::Bytes(bytes) => query.bind(bytes.to_vec()),
        };
        let changed = query.execute(&self.jobs.database.pool).await.map_err(|error| self.jobs.error(error))?;
        match changed.rows_affected() {
            1 => Ok(()),
            _ => Err(JobsError::State(self.id, Status::Running)),
        }
    }
}

impl Jobs {
    /// How many chunks there are of each job, and how many of them have a vector.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.stored")]
    pub async fn stored(&self) -> Result<HashMap<JobId, (usize, usize)>, JobsError> {
        let select = "SELECT job, count(*) AS chunks, count(vector) AS vectors FROM chunks GROUP BY job";
        let rows = sqlx::query(select).fetch_all(&self.database.pool).await;
        let stored = rows.and_then(|rows| {
            let counts = |row: &AnyRow| {
                let (chunks, vectors) = (count(row, "chunks")?, count(row, "vectors")?);
                Ok((JobId(row.try_get("job")?), (chunks as usize, vectors as usize)))
            };
            rows.iter().map(counts).collect()
        });
        stored.map_err(|error| self.error(error))
    }
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    let (numbers, _) = bytes.as_chunks();
    numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}
