//! Where the storm takes place: a server, a job table of its own, a key in a file, and an account.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::Context;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

use super::Plan;
use crate::jobs::Jobs;
use crate::server::GoogleServer;
use crate::settings::DEMO_ACCOUNT;

/// The keys that the server accepts, one after the other.
pub const KEYS: [&str; 2] = ["storm-key-that-is-revoked-in-the-middle", "storm-key-that-takes-its-place-afterwards"];

/// The place.
pub struct Arena {
    /// What all requests go to.
    pub server: GoogleServer,
    /// The table.
    pub jobs: Jobs,
    /// The URL of the table.
    pub database: String,
    /// The file that holds the key of the moment.
    pub key_file: PathBuf,
    /// The file of the account.
    pub account_file: PathBuf,
    schema: Option<Schema>,
}

/// A schema of PostgreSQL that is gone afterwards. Nobody else's tables are touched.
struct Schema {
    server: String,
    name: String,
}

impl Arena {
    pub async fn open(plan: &Plan) -> anyhow::Result<Self> {
        let directory = std::path::absolute(&plan.directory)?;
        let cannot = || format!("{} cannot be written; name another directory", directory.display());
        std::fs::create_dir_all(&directory).with_context(cannot)?;
        let (database, schema) = match &plan.database {
            Some(server) => Schema::create(server).await?,
            None => (fresh(&directory.join("storm.db"))?, None),
        };
        let server = GoogleServer::start(KEYS[0]).await.context("the server could not start")?;
        let jobs = Jobs::connect(&database, CancellationToken::new()).await?;
        let (key_file, account_file) = (directory.join("key"), directory.join("account.json"));
        std::fs::write(&key_file, KEYS[0]).with_context(cannot)?;
        let mut account: Value = serde_json::from_str(DEMO_ACCOUNT)?;
        account["token_uri"] = format!("{}/token", server.url()).into();
        std::fs::write(&account_file, account.to_string()).with_context(cannot)?;
        Ok(Self { server, jobs, database, key_file, account_file, schema })
    }

    /// The key is revoked: the server accepts another one, which nobody has yet.
    pub fn revoke_key(&self) {
        self.server.accept(KEYS[1]);
    }

    /// Everybody who looks into the file has the other key. It is replaced in one step: nobody finds half of it.
    pub fn replace_key(&self) -> std::io::Result<()> {
        let new = self.key_file.with_extension("new");
        std::fs::write(&new, KEYS[1])?;
        std::fs::rename(new, &self.key_file)
    }

    /// Restarts PostgreSQL by a command, or ends all connections to it, as that does. `false` for SQLite.
    pub async fn restart_database(&self, command: Option<&str>) -> anyhow::Result<bool> {
        let Some(Schema { server, name }) = &self.schema else { return Ok(false) };
        if let Some(command) = command {
            let status = Command::new("sh").args(["-c", command]).stdout(Stdio::null()).status().await;
            let status = status.with_context(|| format!("`{command}` cannot be run"))?;
            anyhow::ensure!(status.success(), "`{command}` failed: {status}");
            return Ok(true);
        }
        let mut connection = PgConnection::connect(server).await?;
        let terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
        sqlx::query(terminate).bind(name).execute(&mut connection).await?;
        Ok(true)
    }

    /// Leaves nothing in PostgreSQL.
    pub async fn close(&self) -> anyhow::Result<()> {
        if let Some(Schema { server, name }) = &self.schema {
            let mut connection = PgConnection::connect(server).await?;
            connection.execute(AssertSqlSafe(format!("DROP SCHEMA {name} CASCADE"))).await?;
        }
        Ok(())
    }
}

impl Schema {
    async fn create(server: &str) -> anyhow::Result<(String, Option<Self>)> {
        let name = format!("storm_{:016x}", fastrand::u64(..));
        let unreachable = "PostgreSQL does not answer; see that it runs and that `DATABASE_URL` is right";
        let mut connection = PgConnection::connect(server).await.context(unreachable)?;
        connection.execute(AssertSqlSafe(format!("CREATE SCHEMA {name}"))).await?;
        let and = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{and}options[search_path]={name}&application_name={name}");
        Ok((url, Some(Self { server: server.to_owned(), name })))
    }
}

/// The URL of a file of SQLite. What an earlier storm has left there is removed.
fn fresh(path: &Path) -> anyhow::Result<String> {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(format!("sqlite://{}", path.display()))
}
