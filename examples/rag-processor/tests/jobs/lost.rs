//! The database fails: what is retried, and what is not.

use rag_processor::jobs::{DATABASE, Ending, JobsError, Place, Status};
use retry_runtime::Class;
use sqlx::Connection;

use crate::database::TestDatabase;

/// The class of what this statement fails with.
async fn class_of(database: &TestDatabase, statements: &[&str]) -> (Class, String) {
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(&database.url).await.expect("a connection");
    let mut outcome = Ok(());
    for statement in statements {
        outcome = sqlx::query(sqlx::AssertSqlSafe((*statement).to_owned()))
            .execute(&mut connection)
            .await
            .map(drop);
    }
    let place = Place::Server("test".to_owned()).into();
    let error = JobsError::Database { place, error: outcome.expect_err("a failure") };
    (DATABASE.class(&error), format!("{:?}", error.failure()))
}

#[tokio::test]
async fn a_constraint_is_never_retried() {
    for database in TestDatabase::each().await {
        database.open().await;
        let insert = "INSERT INTO jobs (service, source, status, created_at) VALUES ('a', 'b', 'lost', 1)";
        let (class, failure) = class_of(&database, &[insert]).await;
        let expected = if database.name == "sqlite" { "Sqlite(19)" } else { "State(\"23514\")" };
        assert_eq!((class, failure.as_str()), (Class::Permanent, expected));
        let (class, failure) = class_of(&database, &["SELECT nothing FROM nowhere"]).await;
        assert_eq!(class, Class::Permanent, "{failure}");
    }
}

#[tokio::test]
async fn what_passes_is_retried_by_its_sqlstate() {
    let Some(database) = TestDatabase::postgres().await else { return };
    for state in ["40001", "40P01", "57P01", "57P02", "57P03", "53300", "08006", "08001"] {
        let raise = format!("DO $$ BEGIN RAISE EXCEPTION 'told' USING ERRCODE = '{state}'; END $$");
        let (class, failure) = class_of(&database, &[&raise]).await;
        assert_eq!((class, failure), (Class::Transient, format!("State({state:?})")));
    }
    for state in ["23505", "42P01", "22001", "28P01", "P0001"] {
        let raise = format!("DO $$ BEGIN RAISE EXCEPTION 'told' USING ERRCODE = '{state}'; END $$");
        let (class, failure) = class_of(&database, &[&raise]).await;
        assert_eq!((class, failure), (Class::Permanent, format!("State({state:?})")));
    }
}

/// Every connection is ended in the middle of the work, again and again; the jobs do not notice.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_are_lost_cost_no_job() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let jobs = database.open().await;
    let application = database.application().expect("a name");
    let terminate = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = '{application}' AND pid <> pg_backend_pid()"
    );
    for round in 0..10 {
        let job = jobs.create("file", "a").await.expect("created");
        database.run(&terminate).await;
        job.start().await.expect("started");
        database.run(&terminate).await;
        job.finish(Ending::Done(round.to_string())).await.expect("finished");
        assert_eq!(job.row().await.expect("a row").status, Status::Done);
    }
    assert_eq!(jobs.counts().await.expect("counts")[&Status::Done], 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_locked_for_a_while_is_waited_for() {
    let database = TestDatabase::sqlite();
    let jobs = database.open().await;
    sqlx::any::install_default_drivers();
    let mut other = sqlx::AnyConnection::connect(&database.url).await.expect("a connection");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("a lock");
    let unlock = async {
        // Longer than SQLite waits by itself.
        tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
        sqlx::query("COMMIT").execute(&mut other).await.expect("unlocked");
    };
    let (job, ()) = tokio::join!(jobs.create("file", "a"), unlock);
    job.expect("created after all");
}
