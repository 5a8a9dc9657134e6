//! Files that came through the API. Every worker reaches them, wherever it runs.

use retry_runtime::retry;
use sqlx::Row as _;

use super::{DATABASE, Jobs, JobsError, unique};

impl Jobs {
    /// Keeps a file: the name by which it is found.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.keep", once(name = unique()))]
    pub async fn keep(&self, content: &[u8]) -> Result<String, JobsError> {
        let insert = "INSERT INTO files (name, content) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
        let query = sqlx::query(insert).bind(name.clone()).bind(content.to_vec());
        query.execute(&self.database.pool).await.map_err(|error| self.error(error))?;
        Ok(name.clone())
    }

    /// The content of a file, if there is one of this name.
    ///
    /// # Errors
    /// If the database fails.
    #[retry(policy = DATABASE, name = "jobs.read")]
    pub async fn kept(&self, name: &str) -> Result<Option<Vec<u8>>, JobsError> {
        let select = sqlx::query("SELECT content FROM files WHERE name = $1").bind(name.to_owned());
        let row = select.fetch_optional(&self.database.pool).await;
        row.and_then(|row| row.map(|row| row.try_get("content")).transpose())
            .map_err(|error| self.error(error))
    }
}
