//! How an operator wants to see the page: the query of its address, which links and reloads keep.

use axum::extract::Query;
use axum::http::Uri;

use crate::encode::encode;
use crate::order::Order;

/// What the query asks for. What makes no sense is left out: an old bookmark must not be an error.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Only functions with this text in them.
    pub filter: String,
    /// The order of the functions.
    pub order: Order,
    /// The page does not reload itself.
    pub paused: bool,
    /// The field that it was paused for; a link to it is not kept.
    pub typing: Option<Field>,
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
                "paused" => (view.paused, view.typing) = (true, Field::read(&value)),
                "all" => view.all = true,
                _ => {}
            }
        }
        view
    }

    /// Its query: `?q=gemini&sort=-calls`, or `?` for the default.
    pub fn query(&self) -> String {
        let Self { filter, order, paused, all, typing: _ } = self;
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

    /// The query of the same, paused to type into this field.
    pub fn query_to_type(&self, field: Field) -> String {
        let query = self.with_pause(false).query();
        let and = if query == "?" { "" } else { "&" };
        format!("{query}{and}paused={}", field.word())
    }

    /// The same with every function.
    pub fn with_all(&self) -> Self {
        Self { all: true, ..self.clone() }
    }
}

/// A field to type into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Filter,
    Limit,
}

impl Field {
    const fn word(self) -> &'static str {
        match self {
            Self::Filter => "filter",
            Self::Limit => "limit",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Filter, Self::Limit].into_iter().find(|field| field.word() == word)
    }
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
    fn a_field_is_typed_into_once() {
        let uri = "/?q=a&paused".parse().unwrap();
        let query = View::of(&uri).query_to_type(Field::Limit);
        assert_eq!(query, "?q=a&paused=limit");
        let typing = View::of(&format!("/{query}").parse().unwrap());
        assert_eq!((typing.typing, typing.query()), (Some(Field::Limit), "?q=a&paused".to_owned()));
        assert_eq!(View::default().query_to_type(Field::Filter), "?paused=filter");
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
