//! How an operator wants to see the page: the query of its address, which links and reloads keep.

use std::fmt::Write;

use axum::extract::Query;
use axum::http::Uri;

use crate::page::Order;

/// What the query asks for. What makes no sense is left out: an old bookmark must not be an error.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Only functions with this text in them.
    pub filter: String,
    /// The order of the functions.
    pub order: Order,
    /// The page does not reload itself.
    pub paused: bool,
    /// Also the functions that are left out where there are very many.
    pub all: bool,
}

impl View {
    /// That of a request.
    pub fn of(uri: &Uri) -> Self {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).unwrap_or_default();
        let mut view = Self::default();
        for (key, value) in pairs {
            match key.as_str() {
                "q" => value.trim().clone_into(&mut view.filter),
                "sort" => view.order = Order::read(&value).unwrap_or_default(),
                "paused" => view.paused = true,
                "all" => view.all = true,
                _ => {}
            }
        }
        view
    }

    /// Its query: `?q=gemini&sort=-calls`, or `?` for the default.
    pub fn query(&self) -> String {
        let Self { filter, order, paused, all } = self;
        let filter = (!filter.is_empty()).then(|| format!("q={}", encode(filter)));
        let order = (*order != Order::default()).then(|| format!("sort={order}"));
        let paused = paused.then(|| "paused".to_owned());
        let all = all.then(|| "all".to_owned());
        let parts: Vec<_> = [filter, order, paused, all].into_iter().flatten().collect();
        format!("?{}", parts.join("&"))
    }

    /// The same for functions with this text.
    pub fn with_filter(&self, filter: &str) -> Self {
        Self { filter: filter.to_owned(), ..self.clone() }
    }

    /// The same in this order.
    pub fn with_order(&self, order: Order) -> Self {
        Self { order, ..self.clone() }
    }

    /// The same, reloading itself or not.
    pub fn with_pause(&self, paused: bool) -> Self {
        Self { paused, ..self.clone() }
    }

    /// The same with every function.
    pub fn with_all(&self) -> Self {
        Self { all: true, ..self.clone() }
    }
}

/// A text as part of a query or a fragment.
pub fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _written = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_comes_back_as_it_was() {
        for query in ["?", "?q=a.b", "?sort=name", "?q=%C3%A9%20%26%3D%2B&sort=-calls&paused&all"] {
            let uri = format!("/retries{query}").parse().unwrap();
            assert_eq!(View::of(&uri).query(), query);
        }
    }

    #[test]
    fn what_makes_no_sense_is_left_out() {
        for query in ["sort=-", "sort=size", "page=2&q=+", "%ff=1&=&&", "sort=-failed"] {
            let uri = format!("/?{query}").parse().unwrap();
            assert_eq!(View::of(&uri).query(), "?", "{query}");
        }
        let uri = "/?q=a&q=b+c".parse().unwrap();
        assert_eq!(View::of(&uri).filter, "b c");
    }
}
