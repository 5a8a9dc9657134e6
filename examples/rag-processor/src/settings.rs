//! Where the services are that the pipeline calls, and what they are called with: from the environment, or on this machine.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};

use crate::bucket::Bucket;
use crate::gemini::{ApiKey, Gemini, Limits};
use crate::http::{self, HAS_TLS};
use crate::pipeline::Pipeline;
use crate::server::GoogleServer;
use crate::vertex::{ServiceAccount, Tokens, Vertex};

/// The account whose tokens the server on this machine gives out. Its key opens nothing.
pub const DEMO_ACCOUNT: &str = include_str!("../assets/demo-service-account.json");

const GEMINI: &str = "https://generativelanguage.googleapis.com";
const STORAGE: &str = "https://storage.googleapis.com";

/// Where everything is.
#[derive(Debug)]
pub struct Settings {
    gemini_url: String,
    key: Key,
    storage_url: String,
    vertex_url: String,
    location: String,
    account: Account,
}

/// The API key, or the file that holds it. A file is read again, so that a key can be replaced.
#[derive(Debug)]
enum Key {
    Text(ApiKey),
    File(PathBuf),
}

#[derive(Debug)]
enum Account {
    File(PathBuf),
    Demo { token_uri: String },
}

impl Settings {
    /// What the environment says. `None` if it has no API key: then everything is simulated.
    ///
    /// # Errors
    /// If something is missing beside the key.
    pub fn from_env() -> anyhow::Result<Option<Self>> {
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let key = match (variable("GEMINI_API_KEY_FILE"), variable("GEMINI_API_KEY")) {
            (Some(path), _) => Key::File(path.into()),
            (None, Some(key)) => Key::Text(ApiKey::new(key)),
            (None, None) => return Ok(None),
        };
        let Some(account) = variable("GOOGLE_APPLICATION_CREDENTIALS") else {
            bail!("GOOGLE_APPLICATION_CREDENTIALS is not set; name the JSON file of a service account");
        };
        let location = variable("VERTEX_LOCATION").unwrap_or_else(|| "us-central1".to_owned());
        let vertex_url = variable("VERTEX_BASE_URL");
        let settings = Self {
            gemini_url: variable("GEMINI_BASE_URL").unwrap_or_else(|| GEMINI.to_owned()),
            key,
            storage_url: variable("STORAGE_BASE_URL").unwrap_or_else(|| STORAGE.to_owned()),
            vertex_url: vertex_url.unwrap_or_else(|| format!("https://{location}-aiplatform.googleapis.com")),
            location,
            account: Account::File(account.into()),
        };
        for url in [&settings.gemini_url, &settings.storage_url, &settings.vertex_url] {
            ensure!(HAS_TLS || url.starts_with("http://"), "{url} wants TLS; build with `--features tls`");
        }
        Ok(Some(settings))
    }

    /// All of it on a server of this machine.
    #[must_use]
    pub fn simulated(server: &GoogleServer, key: &str) -> Self {
        Self {
            gemini_url: server.url(),
            key: Key::Text(ApiKey::new(key)),
            storage_url: server.url(),
            vertex_url: server.url(),
            location: "local".to_owned(),
            account: Account::Demo { token_uri: format!("{}/token", server.url()) },
        }
    }

    /// The clients of all services, each with its own limits.
    ///
    /// # Errors
    /// If the key or the account is of no use.
    pub fn pipeline(&self, limits: Limits) -> anyhow::Result<Pipeline> {
        let key = match &self.key {
            Key::Text(key) => key.clone(),
            Key::File(path) => ApiKey::read(path).with_context(|| format!("{} cannot be read", path.display()))?,
        };
        let account = match &self.account {
            Account::File(path) => ServiceAccount::read(path)
                .with_context(|| format!("{} is of no use; name that of a service account", path.display()))?,
            Account::Demo { token_uri } => {
                let mut account = ServiceAccount::parse(DEMO_ACCOUNT)?;
                account.token_uri.clone_from(token_uri);
                account
            }
        };
        let http = http::client()?;
        let tokens = Tokens::new(http.clone(), account);
        Ok(Pipeline {
            bucket: Bucket::new(http.clone(), &self.storage_url, tokens.clone()),
            gemini: Gemini::new(&self.gemini_url, key, limits)?,
            vertex: Vertex::new(http, &self.vertex_url, &self.location, tokens),
        })
    }

    /// The file that holds the API key, if it is in one.
    #[must_use]
    pub fn key_file(&self) -> Option<PathBuf> {
        match &self.key {
            Key::File(path) => Some(path.clone()),
            Key::Text(_) => None,
        }
    }
}
