//! Names of secrets, in words of lower case; how a name is split into words is not here.

use Kind::{Authorization, Cookie, Hint, Password, Phrase, Secret};

use super::Words;

/// What a name says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People choose it: a word and a number are secret, too.
    Password,
    /// The same, of several words.
    Phrase,
    /// Machines make it: words of a sentence and short numbers are none.
    Secret,
    /// It may be something else: only a value that looks like a key is secret.
    Hint,
    /// It identifies a secret: only a value that is as long as a key is secret.
    Id,
    /// A header that begins with a scheme.
    Authorization,
    /// A header of pairs.
    Cookie,
}

/// Wherever they stand in a name.
pub const WORDS: &[(&str, Kind)] = &[
    ("authorization", Authorization),
    ("contrasena", Password),
    ("cookie", Cookie),
    ("cookies", Cookie),
    ("credential", Secret),
    ("credentials", Secret),
    ("creds", Secret),
    ("csc", Password),
    ("cvc", Password),
    ("cvv", Password),
    ("jwt", Secret),
    ("keypass", Password),
    ("kennwort", Password),
    ("mnemonic", Phrase),
    ("otp", Password),
    ("passcode", Password),
    ("passphrase", Phrase),
    ("passwd", Password),
    ("password", Password),
    ("passwords", Password),
    ("passwort", Password),
    ("pswd", Password),
    ("psw", Password),
    ("pwd", Password),
    ("pw", Password),
    ("secret", Secret),
    ("secrets", Secret),
    ("sig", Hint),
    ("signature", Hint),
    ("ssn", Password),
    ("token", Secret),
    ("tokens", Hint),
    ("totp", Password),
];

/// At the end of a word that is written without humps, as in `pgpassword`.
pub const ENDS: &[(&str, Kind)] = &[
    ("accesskey", Secret),
    ("accountkey", Secret),
    ("apikey", Secret),
    ("apikeys", Secret),
    ("appkey", Secret),
    ("authkey", Secret),
    ("authorization", Authorization),
    ("dbpass", Password),
    ("masterkey", Secret),
    ("passphrase", Phrase),
    ("passwd", Password),
    ("password", Password),
    ("privatekey", Secret),
    ("privkey", Secret),
    ("masterauth", Password),
    ("pw", Password),
    ("pwd", Password),
    ("requirepass", Password),
    ("rootpass", Password),
    ("secret", Secret),
    ("secretkey", Secret),
    ("sessid", Secret),
    ("sessionid", Secret),
    ("sharedkey", Secret),
    ("signingkey", Secret),
    ("sshpass", Password),
    ("token", Secret),
    ("userpass", Password),
];

/// If they are the whole name.
pub const ALONE: &[(&str, Kind)] = &[
    ("auth", Hint),
    ("bearer", Secret),
    ("dsn", Hint),
    ("hmac", Hint),
    ("nonce", Secret),
    ("pass", Hint),
    ("pat", Hint),
    ("session", Hint),
    ("sid", Hint),
];

/// A word that is secret behind certain others: `api key`.
pub struct Compound {
    pub last: Words,
    pub first: Words,
    pub kind: Kind,
}

pub const COMPOUNDS: &[Compound] = &[
    Compound {
        last: Words("key keys"),
        first: Words(
            "
            access account admin aes api auth authentication bot client consumer crypto
            database db decryption developer encrypt encryption enrollment function functions hmac hook
            instrumentation integration jwt live machine management master password priv private rapidapi root secret
            security server service session shared sign signature signing ssh ssl storage stream subscription
            symmetric tls token webhook write
            ",
        ),
        kind: Secret,
    },
    Compound {
        last: Words("key keys"),
        first: Words("app application customer data host license project user"),
        kind: Hint,
    },
    Compound { last: Words("id"), first: Words("sess session"), kind: Secret },
    Compound {
        last: Words("code codes pin"),
        first: Words(
            "
            2fa access activation auth authorization backup card confirmation device fa invite login mfa otp
            pairing pass pin recovery reset security sms verification verify
            ",
        ),
        kind: Password,
    },
    Compound {
        last: Words("phrase words"),
        first: Words("backup mnemonic pass recovery secret seed"),
        kind: Phrase,
    },
    Compound {
        last: Words("pass"),
        first: Words(
            "
            admin app auth basic bind cert database db email ftp http key keystore ldap login mail mongo mysql
            pg postgres proxy rabbitmq redis root smtp ssh sudo user
            ",
        ),
        kind: Password,
    },
    Compound {
        last: Words("pat"),
        first: Words("azure devops github gitlab my"),
        kind: Secret,
    },
    Compound { last: Words("auth"), first: Words("basic registry x"), kind: Hint },
    Compound { last: Words("number pan"), first: Words("card cc"), kind: Password },
    Compound { last: Words("card"), first: Words("credit"), kind: Password },
];

/// In front of `key`, they make it one of a table, a queue or a pair of keys. Any other is a hint in the name of an
/// environment variable or of a header: `STRIPE_KEY`.
pub const OTHER_KEYS: Words = Words(
    "
    cache composite config cursor dedup deduplication duplicate env field foreign group hot idempotency index
    json kms lookup map message missing object ordering partition primary property public range registry
    routing row s3 shard site sort surrogate trace translation unique unknown
    ",
);

/// In front of `token`, they make it one of a language model, of a parser, of a list or of a lock.
pub const OTHER_TOKENS: Words = Words(
    "
    bad bos cached cancel cancellation candidate candidates cls completion continuation current cursor delta
    end eos epoch etag expected fencing first found illegal image input last lock mask max min missing new
    next offset output ownership pad page pagination peek per prefix previous prompt reasoning resume scroll
    sep shutdown skip special start stop stray sync text thoughts total trailing unexpected unk unknown
    unrecognized unterminated
    ",
);

/// Behind a secret word, they tell that the value is about the secret: `token_count`, `secret_name`, `TokenError`.
/// Inside of a secret structure, the values under these names are not secret.
pub const ABOUT: Words = Words(
    "
    age alg algorithm algorithms allowed arn at attempts aud audience bits bucket budget cache cancelled
    change changed charset check class code column config consent constraint count counts created date
    description detail details dir domain email enabled encoding endpoint endpoints env error errors exception
    exists exp expiration expired expires expiry failed field file flow form format found generator grant
    handler header helper hint host iat ids index info invalid is iss issuer kind label len length level limit
    limits line location login manager max mechanism message method methods min mismatch missing mode module
    msg name names not number offset parser path plugin policy pool port pos position prefix present protocol
    provider rate reason ref reference region required rotated rotation rules scheme scope scopes server
    service set size source span state status stdin store strength timeout too ttl type types uid updated uri
    url usage used user username valid validator verified version
    ",
);

/// They may stand between a name and its value: `API key provided: x`.
pub const BETWEEN: Words = Words(
    "
    given is provided received sent supplied used value was
    ",
);

/// In the query of a URL or in a form, besides those that are secret everywhere.
pub const IN_QUERY: &[(&str, Kind)] = &[
    ("accesskey", Secret),
    ("appid", Hint),
    ("assertion", Secret),
    ("code", Hint),
    ("hapikey", Secret),
    ("hash", Hint),
    ("hmac", Secret),
    ("k", Hint),
    // A number is one, too.
    ("key", Password),
    ("pass", Password),
    ("pin", Password),
    ("sas", Secret),
    ("sid", Hint),
    ("sig", Secret),
    ("sign", Hint),
    ("signature", Secret),
    ("ticket", Hint),
];

/// In front of `:`, an address of mail or of a registry follows, and no password.
pub const ADDRESSED: Words = Words(
    "
    account acct author bcc by cc contact e-mail email for from git im image jid mail mailto npm owner pkg
    recipient reply-to sender sip sips to xmpp
    ",
);
