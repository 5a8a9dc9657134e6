//! What a service mounts: the routes, with or without those that change something.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::middleware::map_response;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};

use crate::json::Retries;
use crate::now::Now;
use crate::page::Page;
use crate::place::Place;
use crate::rates::Samples;
use crate::view::View;
use crate::{actions, headers, page};

/// The pages, to be mounted by an [`axum::Router`]; [`router`] makes them.
#[derive(Debug, Clone, Default)]
#[must_use = "it answers nothing until it is mounted"]
pub struct Admin {
    actions: bool,
}

/// The pages for operators, which only show, and change nothing.
///
/// ```
/// use axum::Router;
///
/// let app: Router = Router::new().nest("/retries", retry_admin::router().into());
/// ```
///
/// Nest them under any prefix, or merge them at `/`. A page has no absolute link in it, so that a proxy may have a prefix of its
/// own, too. Nested at `/retries`, the page is `/retries` and not `/retries/`, as always in axum.
///
/// There is no login in it. See [the first page](crate) for where it belongs.
pub const fn router() -> Admin {
    Admin { actions: false }
}

impl Admin {
    /// Lets operators change what they see: the breakers, the budgets, the mode, and the limits of functions.
    ///
    /// ```
    /// use axum::Router;
    ///
    /// let app: Router = Router::new().merge(Router::from(retry_admin::router().with_actions()));
    /// ```
    ///
    /// Without it these routes do not exist, and no button is drawn.
    ///
    /// A request from another site is refused, by `Sec-Fetch-Site` or else by `Origin`. Whoever may open the page may press its
    /// buttons: who that is, only the service's own login decides.
    pub const fn with_actions(self) -> Self {
        Self { actions: true }
    }
}

impl<S: Clone + Send + Sync + 'static> From<Admin> for Router<S> {
    fn from(Admin { actions }: Admin) -> Self {
        let shared = Arc::new(Shared { samples: Samples::default(), actions });
        let pages = Router::new().route("/", get(html)).route("/retries.json", get(json));
        let pages = if actions { pages.merge(actions::routes()) } else { pages };
        // Only what is here: the answers to other paths are the service's.
        pages.route_layer(map_response(headers::add)).with_state(shared)
    }
}

/// What the requests to one router share.
#[derive(Debug)]
struct Shared {
    samples: Samples,
    actions: bool,
}

async fn html(State(shared): State<Arc<Shared>>, OriginalUri(uri): OriginalUri) -> impl IntoResponse {
    let (view, place) = (View::of(&uri), Place::of(&uri));
    let now = Now::look(&shared.samples);
    page::render(&Page::new(&now, &view, &place, shared.actions))
}

async fn json(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    Json(Retries::from(Now::look(&shared.samples)))
}
