//! Enums and variants whose names are written in capitals, as abbreviations are.

use crate::classification::retried;

#[expect(clippy::upper_case_acronyms, reason = "what is tested")]
#[derive(Debug)]
enum S3 {
    Busy,
    Denied(u16),
    EOF,
}

#[derive(Debug)]
enum DB {
    Locked { table: &'static str },
    S3(S3),
}

retried!(unit: S3, retryable = [S3::Busy]);
retried!(with_data: S3, non_retryable = [S3::Denied]);
retried!(both_in_capitals: S3, retryable = [S3::EOF]);
retried!(a_pattern: S3, retryable = [S3::Denied(429 | 503), self::S3::Busy]);
retried!(fields: DB, retryable = [DB::Locked]);
retried!(inner: DB, retryable = [DB::S3(S3::Busy | S3::EOF)]);
retried!(checked: S3, retryable = [S3::Busy, S3::EOF], non_retryable = [S3::Denied]);

#[test]
fn an_enum_in_capitals_is_an_enum() {
    assert!(unit(|| S3::Busy) && !unit(|| S3::EOF));
    assert!(!with_data(|| S3::Denied(403)) && with_data(|| S3::EOF));
    assert!(both_in_capitals(|| S3::EOF) && !both_in_capitals(|| S3::Busy));
    assert!(a_pattern(|| S3::Denied(429)) && !a_pattern(|| S3::Denied(403)) && a_pattern(|| S3::Busy));
    assert!(fields(|| DB::Locked { table: "a" }) && !fields(|| DB::S3(S3::Busy)));
    assert!(inner(|| DB::S3(S3::EOF)) && !inner(|| DB::S3(S3::Denied(1))));
    assert!(checked(|| S3::EOF) && !checked(|| S3::Denied(1)));
    let DB::Locked { table } = (DB::Locked { table: "a" }) else { return };
    assert_eq!(table, "a");
}
