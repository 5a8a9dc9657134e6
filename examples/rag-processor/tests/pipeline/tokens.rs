//! The tokens of a service account.

use rag_processor::jobs::Status;
use rag_processor::server::{Call, Fault, Faults};

use crate::database::TestDatabase;
use crate::rig::{KEY, Rig, TEXT};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_refused_is_replaced_once_and_there_is_one_attempt_with_the_new_one() {
    for mut rig in Rig::each().await {
        let row = rig.run(TEXT).await;
        assert_eq!((row.status, row.retry_count), (Status::Done, 0));
        assert_eq!(rig.server.requests_for(None, Call::Token).len(), 1, "one token for all");

        rig.server.revoke_tokens();
        let row = rig.run(TEXT).await;
        assert_eq!(
            (row.status, row.retry_count, row.attempts.downloads),
            (Status::Done, 1, 2),
            "{}",
            rig.name
        );
        assert_eq!(rig.server.requests_for(None, Call::Token).len(), 2);

        let job = rig.submit(TEXT).await;
        rig.server.plan_call(job.id, Call::Embed, Faults::Always(Fault::InvalidKey));
        let row = rig.ended(&job).await;
        let told = "embedding failed for chunk 1 of 2: Vertex AI refused the token";
        assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(told)));
        assert_eq!((row.retry_count, row.attempts.embeddings), (1, 2), "{}", rig.name);
        assert_eq!(rig.server.requests_for(None, Call::Token).len(), 3);
        rig.seen(&row);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_server_that_fails_is_asked_again_and_one_that_refuses_is_not() {
    for (faults, requests, told) in [
        (Faults::First(&[Fault::Unavailable, Fault::Dropped]), 3, None),
        (
            Faults::Always(Fault::InvalidRequest),
            1,
            Some("download failed: there is no token for the bucket: the account was refused: 400"),
        ),
    ] {
        let mut rig = Rig::new(TestDatabase::sqlite()).await;
        rig.server.plan_all(Call::Token, faults);
        rig.start_workers(1, KEY);
        let row = rig.run(TEXT).await;
        assert_eq!(row.last_error.as_deref(), told, "{row:?}");
        assert_eq!(rig.server.requests_for(None, Call::Token).len(), requests);
    }
}

/// The attempt of the bucket has two seconds, and so has each of the token server.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_server_that_is_slow_uses_up_no_attempt() {
    let mut rig = Rig::new(TestDatabase::sqlite()).await;
    rig.server.plan_all(Call::Token, Faults::First(&[Fault::Hung]));
    let row = rig.run(TEXT).await;
    assert_eq!((row.status, row.attempts.downloads, row.retry_count), (Status::Done, 1, 0), "{row:?}");
    assert_eq!(rig.server.requests_for(None, Call::Token).len(), 2);
    rig.seen(&row);
}
