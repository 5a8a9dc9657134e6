//! A database for a test: a file of SQLite always, and a schema of its own in PostgreSQL where one answers.

use std::env;

use rag_processor::jobs::Jobs;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const DEFAULT: &str = "postgres://postgres@127.0.0.1:5432/test";

/// A database that nobody else uses, and that is gone afterwards.
pub struct TestDatabase {
    #[allow(dead_code, reason = "not every test binary asks")]
    pub name: &'static str,
    pub url: String,
    _directory: TempDir,
    schema: Option<Schema>,
}

impl TestDatabase {
    /// A file of SQLite.
    pub fn sqlite() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let url = format!("sqlite://{}", directory.path().join("jobs.db").display());
        Self { name: "sqlite", url, _directory: directory, schema: None }
    }

    /// A schema of PostgreSQL, where one answers.
    pub async fn postgres() -> Option<Self> {
        let server = env::var("DATABASE_URL").ok().filter(|url| url.starts_with("postgres"));
        let server = server.unwrap_or_else(|| DEFAULT.to_owned());
        let schema = format!("test_{:016x}", fastrand::u64(..));
        let mut connection = match PgConnection::connect(&server).await {
            Ok(connection) => connection,
            Err(error) => {
                println!("skipped on PostgreSQL: {error}");
                return None;
            }
        };
        connection
            .execute(AssertSqlSafe(format!("CREATE SCHEMA {schema}")))
            .await
            .expect("a schema");
        let and = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{and}options[search_path]={schema}&application_name={schema}");
        let directory = tempfile::tempdir().expect("a directory");
        Some(Self {
            name: "postgres",
            url,
            _directory: directory,
            schema: Some(Schema { server, schema }),
        })
    }

    /// One of each kind.
    #[allow(dead_code, reason = "not every test binary asks")]
    pub async fn each() -> Vec<Self> {
        [Some(Self::sqlite()), Self::postgres().await].into_iter().flatten().collect()
    }

    #[allow(dead_code, reason = "not every test binary asks")]
    pub async fn open(&self) -> Jobs {
        self.open_with(CancellationToken::new()).await
    }

    #[allow(dead_code, reason = "not every test binary asks")]
    pub async fn open_with(&self, shutdown: CancellationToken) -> Jobs {
        Jobs::connect(&self.url, shutdown).await.expect("a table")
    }

    /// The name by which PostgreSQL knows the connections of this test.
    #[allow(dead_code, reason = "not every test binary asks")]
    pub fn application(&self) -> Option<&str> {
        self.schema.as_ref().map(|schema| schema.schema.as_str())
    }

    /// The URL of the server, without the schema.
    #[allow(dead_code, reason = "not every test binary asks")]
    pub fn server(&self) -> &str {
        self.schema.as_ref().map_or(self.url.as_str(), |schema| schema.server.as_str())
    }

    /// Runs statements on a connection of its own.
    #[allow(dead_code, reason = "not every test binary asks")]
    pub async fn run(&self, sql: &str) {
        sqlx::any::install_default_drivers();
        let url = if self.schema.is_some() {
            self.url.clone()
        } else {
            format!("{}?mode=rwc", self.url)
        };
        let mut connection = sqlx::AnyConnection::connect(&url).await.expect("a connection");
        connection.execute(AssertSqlSafe(sql.to_owned())).await.expect("it runs");
    }
}

struct Schema {
    server: String,
    schema: String,
}

impl Drop for Schema {
    fn drop(&mut self) {
        let (server, drop) = (self.server.clone(), format!("DROP SCHEMA {} CASCADE", self.schema));
        // A drop cannot await, and blocks no thread of the test's runtime for long.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&server).await.map_err(std::io::Error::other)?;
                connection.execute(AssertSqlSafe(drop)).await.map_err(std::io::Error::other)
            })
        });
        let _ended = dropped.join();
    }
}
