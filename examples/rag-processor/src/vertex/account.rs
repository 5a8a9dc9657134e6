//! A service account: who it is, and the key that it signs with.

use std::fmt;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde::Deserialize;
use serde_json::json;
use thiserror::Error;

use super::TokenError;

/// What a token may be used for.
const SCOPE: &str = "https://www.googleapis.com/auth/cloud-platform";

/// The account of a credentials file, as the Google Cloud console makes it.
pub struct ServiceAccount {
    /// The project that is asked, unless another is named.
    pub project: String,
    /// Where tokens are to be had.
    pub token_uri: String,
    email: String,
    key: RsaKeyPair,
}

/// Why a credentials file is of no use.
#[derive(Debug, Error)]
pub enum AccountError {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// It is not the JSON of a service account.
    #[error("it is not the JSON of a service account")]
    Format,
    /// Its private key is none.
    #[error("its private key is no RSA key in PKCS #8")]
    Key,
}

#[derive(Deserialize)]
struct File {
    project_id: String,
    client_email: String,
    private_key: String,
    token_uri: String,
}

impl ServiceAccount {
    /// The account of a credentials file.
    ///
    /// # Errors
    /// If it cannot be read, or is none.
    pub fn read(path: &Path) -> Result<Self, AccountError> {
        Self::parse(&std::fs::read_to_string(path)?)
    }

    /// The account of the JSON in such a file.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<Self, AccountError> {
        let File { project_id, client_email, private_key, token_uri } =
            serde_json::from_str(text).map_err(|_| AccountError::Format)?;
        let pem: String = private_key.lines().filter(|line| !line.starts_with("-----")).collect();
        let der = STANDARD.decode(pem).map_err(|_| AccountError::Key)?;
        let key = RsaKeyPair::from_pkcs8(&der).map_err(|_| AccountError::Key)?;
        Ok(Self { project: project_id, token_uri, email: client_email, key })
    }

    /// What a token is asked for with: a JWT (RFC 7523) that is good for an hour.
    pub(super) fn assertion(&self) -> Result<String, TokenError> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let header = json!({ "alg": "RS256", "typ": "JWT" });
        let claims = json!({
            "iss": self.email, "scope": SCOPE, "aud": self.token_uri, "iat": now, "exp": now + 3600,
        });
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let message = format!("{header}.{claims}");
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)
            .map_err(|_| TokenError::Key)?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl fmt::Debug for ServiceAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ServiceAccount")
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
    use serde_json::Value;

    use super::*;
    use crate::settings::DEMO_ACCOUNT;

    #[test]
    fn an_assertion_is_signed_by_the_key_of_the_account() {
        let account = ServiceAccount::parse(DEMO_ACCOUNT).expect("an account");
        let assertion = account.assertion().expect("an assertion");
        let (message, signature) = assertion.rsplit_once('.').expect("a signature");
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64");
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, account.key.public_key());
        key.verify(message.as_bytes(), &signature).expect("it is signed");
        let (_, claims) = message.split_once('.').expect("claims");
        let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).expect("base64")).expect("JSON");
        assert_eq!(
            (&claims["iss"], &claims["scope"]),
            (&"demo@demo.iam.gserviceaccount.com".into(), &SCOPE.into())
        );
        assert_eq!(claims["exp"].as_u64().expect("a time") - claims["iat"].as_u64().expect("a time"), 3600);
    }

    #[test]
    fn what_is_no_account_is_refused_without_showing_it() {
        let secret = "hunter2-hunter2";
        let refused = |key: &str| {
            let key = format!(r#"{{"project_id":"a","client_email":"b","token_uri":"c","private_key":"{key}"}}"#);
            ServiceAccount::parse(&key).expect_err("refused").to_string()
        };
        for key in [secret, "aHVudGVyMg==", ""] {
            assert_eq!(refused(key), "its private key is no RSA key in PKCS #8");
        }
        let error = ServiceAccount::parse(secret).expect_err("refused");
        assert!(!format!("{error:?} {error}").contains(secret));
        let account = ServiceAccount::parse(DEMO_ACCOUNT).expect("an account");
        assert_eq!(
            format!("{account:?}"),
            r#"ServiceAccount { email: "demo@demo.iam.gserviceaccount.com", .. }"#
        );
    }
}
