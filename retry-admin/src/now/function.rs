//! A retried function at one moment, with what the last minute was like.

use std::time::Duration;

use retry_runtime::SiteSnapshot;

use crate::counted::Counted;

/// A function, as it is now.
#[derive(Debug)]
pub struct Function {
    /// What the runtime tells of it.
    pub site: SiteSnapshot,
    /// Since the process began.
    pub total: Counted,
    /// In the time before this look, and how long that is; `None` at the first.
    pub recent: Option<(Duration, Counted)>,
    /// Whether it is the first of its name, which is what links to that name lead to.
    pub first_of_its_name: bool,
}

impl Function {
    /// Whether the text is in something that it has a name for; in lower case.
    pub fn mentions(&self, text: &str) -> bool {
        let site = &self.site;
        let named = site.breakers.iter().copied().chain(site.budget).chain(site.policy);
        [site.name, site.file]
            .into_iter()
            .chain(named)
            .any(|name| name.to_lowercase().contains(text))
    }

    /// The functions that gave up inside of its attempts, so that both limits multiply.
    pub fn multiplies(&self) -> &[&'static str] {
        &self.site.multiplies
    }
}
