//! The `PostgreSQL` that tests may use, if there is one.

use std::io::Write;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgPool, query};

/// A pool whose connections see an empty schema of this name alone; `None`, and a line that says so, where none answers at
/// 127.0.0.1:5432.
///
/// # Panics
/// If the one that answers does not let `postgres` into the database `test`.
pub async fn postgres(schema: &str) -> Option<PgPool> {
    if tokio::net::TcpStream::connect("127.0.0.1:5432").await.is_err() {
        // Not `eprintln!`, which a test that passes does not show.
        let line = format!("skipped: no PostgreSQL at 127.0.0.1:5432 for `{schema}`\n");
        std::io::stderr().write_all(line.as_bytes()).expect("an open standard error");
        return None;
    }
    let options = PgConnectOptions::new_without_pgpass()
        .host("127.0.0.1")
        .username("postgres")
        .database("test");
    let pool = PgPoolOptions::new().connect_with(options.options([("search_path", schema)])).await;
    let pool = pool.expect("the database `test`");
    // Another run of the same tests would drop the schema under this one: it waits until this process has ended.
    let mut turn = pool.acquire().await.expect("a connection").detach();
    query("SELECT pg_advisory_lock(hashtext($1))")
        .bind(schema)
        .execute(&mut turn)
        .await
        .expect("a lock");
    std::mem::forget(turn);
    for statement in [format!("DROP SCHEMA IF EXISTS {schema} CASCADE"), format!("CREATE SCHEMA {schema}")] {
        query(sqlx::AssertSqlSafe(statement)).execute(&pool).await.expect("a schema");
    }
    Some(pool)
}
