//! A deadlock of two real transactions, of which `PostgreSQL` ends one.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use retry_runtime::retry;
use sqlx::error::DatabaseError;
use sqlx::{PgPool, query, query_scalar};
use tokio::sync::Barrier;

fn is_deadlock(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(DatabaseError::code).as_deref() == Some("40P01")
}

/// Adds one to both rows. In the first attempt it waits with one row locked, until the other call has locked the other.
#[retry(max = 10, backoff = exp(20ms, jitter = full), retryable = [is_deadlock], attempt = n)]
async fn add(pool: &PgPool, rows: [i32; 2], both: &Barrier, attempts: &AtomicU32) -> sqlx::Result<()> {
    attempts.fetch_add(1, Relaxed);
    let mut transaction = pool.begin().await?;
    query("SET LOCAL deadlock_timeout = '10ms'").execute(&mut *transaction).await?;
    for row in rows {
        query("UPDATE numbers SET number = number + 1 WHERE id = $1")
            .bind(row)
            .execute(&mut *transaction)
            .await?;
        if n.number() == 1 && row == rows[0] {
            both.wait().await;
        }
    }
    transaction.commit().await
}

#[tokio::test]
async fn the_victim_of_a_deadlock_is_run_again_from_its_beginning() {
    let Some(pool) = cookbook_tests::postgres("cookbook_deadlock").await else {
        return;
    };
    query("CREATE TABLE numbers AS SELECT id, 0 AS number FROM generate_series(1, 2) AS id")
        .execute(&pool)
        .await
        .unwrap();
    let (both, attempts) = (Barrier::new(2), AtomicU32::new(0));
    let (first, second) = tokio::join!(add(&pool, [1, 2], &both, &attempts), add(&pool, [2, 1], &both, &attempts));
    first.unwrap();
    second.unwrap();
    // One was the victim; where it was back before the other had its second row, once more.
    assert!(attempts.into_inner() > 2);
    let numbers: Vec<i32> = query_scalar("SELECT number FROM numbers").fetch_all(&pool).await.unwrap();
    assert_eq!(numbers, [2, 2]);
}
