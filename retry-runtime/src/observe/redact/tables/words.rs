//! Words of sentences and of code, in lower case; how they are looked up is not here.

use super::Words;

/// Said of a secret, or in its place: `API_KEY: NotPresent`, `password=REDACTED`.
pub const STATES: Words = Words(
    "
    absent accepted allowed bad blank blocked changed closed compromised configured denied deprecated
    different disabled empty enabled eof error exhausted expired expires expiry fail failed failure false
    filtered forbidden found hidden inactive incorrect insufficient invalid leaked locked malformed masked
    mismatch mismatched missing n/a na nan nil no none not null obsolete off ok omitted optional out outdated
    pending present redacted refused rejected removed renewed required reset reused revoked rotated sanitized
    scrubbed secured sensitive set skipped stale suspended too true unauthorized unavailable unchanged undef
    undefined unexpected unknown unrecognized unset unspecified unsupported unused unverified updated used
    valid verified weak wrong yes
    ",
);

/// With them begins a sentence or a type where a value could stand: `password: must be ..`, `password: impl AsRef<str>`.
pub const BEGINNINGS: Words = Words(
    "
    a access all already an and any are array as at authentication be been bool boolean but by bytes can can't
    cannot characters choose confirmation contain contains could couldn couldn't didn does doesn doesn't don
    don't dyn either enter environment expected f32 f64 failed field file files for from given got has have
    i128 i16 i32 i64 i8 if impl in int integer is isize isn isn't it its least length login make max maximum
    may min minimum more must needs neither never no nor not number of on one only option or permission please
    provide requires should shouldn str string than that the there these this to u128 u16 u32 u64 u8 unable
    use user usize value variable verification was wasn were when will with without won you your
    ",
);

/// Words that follow `Bearer` without being its token.
pub const AFTER_BEARER: Words = Words(
    "
    auth authorisation authorization authorization_uri bearer challenge credential credentials
    error_description error_uri format header key method methods prefix realm resource_metadata schema scheme
    schemes scope token tokens type
    ",
);

/// Names of algorithms and of protocols, to which a number belongs: `RS256`, `OAuth2`, `v4`.
pub const NUMBERED: Words = Words(
    "
    aes argon base bcrypt blake ed es hmac hs http ldap ldapv md oauth oidc pbkdf pkcs ps rc rs rsa saml samlv
    scram sha sigv socks ssl sslv tls tlsv utf v
    ",
);

/// What parsers call their tokens: `token: Identifier("foo")`.
pub const PARSED: Words = Words(
    "
    char comment delim eof float ident identifier int integer keyword kind lit literal name newline num number
    op operator punct reserved str string symbol text whitespace word
    ",
);
