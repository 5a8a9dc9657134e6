//! Whether a request comes from the page itself. Any other site can make a browser send a form, with the operator's login.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::refused::Refused;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets requests from the same origin pass, and those that do nothing.
pub async fn check(request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    match judge(request.headers(), request.uri()) {
        Ok(()) => next.run(request).await,
        Err(why) => Refused::forbidden(why).into_response(),
    }
}

/// Browsers send `Sec-Fetch-Site` to `https` and to this machine. Elsewhere they send `Origin` alone, as they do with every form.
fn judge(headers: &HeaderMap, uri: &Uri) -> Result<(), String> {
    if let Some(site) = only(headers, &SITE)? {
        let refused = || format!("refused: `Sec-Fetch-Site` is `{site}`; actions are only taken from the page itself");
        return (site == "same-origin").then_some(()).ok_or_else(refused);
    }
    let Some(origin) = only(headers, &header::ORIGIN)? else {
        return Err(
            "refused: neither `Sec-Fetch-Site` nor `Origin` says where this comes from; a command sends \
                    `Origin: http://HOST`, with the host and the port that it asks"
                .to_owned(),
        );
    };
    let host = only(headers, &header::HOST)?.or_else(|| uri.authority().map(Authority::as_str));
    let same = host.is_some_and(|host| is_same(origin, host));
    same.then_some(())
        .ok_or_else(|| format!("refused: `Origin` is `{origin}`; actions are only taken from the page itself"))
}

/// The value of a header; with two of them, nobody knows which one a browser wrote.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, String> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| format!("refused: `{name}` is no text")),
        (Some(_), Some(_)) => Err(format!("refused: there is more than one `{name}`")),
    }
}

/// Whether this is the origin of the host. Behind a proxy that speaks TLS, the service does not know the scheme.
fn is_same(origin: &str, host: &str) -> bool {
    let Some((scheme, origin)) = origin.split_once("://") else { return false };
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return false,
    };
    // An origin never has the port that goes without saying; a host may.
    let host = host.strip_suffix(port).unwrap_or(host);
    !host.is_empty() && origin.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_that_of_the_host_but_for_its_scheme() {
        for (origin, host) in [
            ("http://a.test", "a.test"),
            ("https://a.test", "a.test"),
            ("HTTPS://A.test", "a.TEST"),
            ("https://a.test", "a.test:443"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://[::1]:8080", "[::1]:8080"),
        ] {
            assert!(is_same(origin, host), "{origin} {host}");
        }
        for (origin, host) in [
            ("null", "null"),
            ("http://", ""),
            ("http://a.test:8080", "a.test"),
            ("http://a.test", "a.test:8080"),
            ("http://a.test", "a.test:443"),
            ("http://b.a.test", "a.test"),
            ("http://a.test.b", "a.test"),
            ("file://a.test", "a.test"),
            ("a.test", "a.test"),
        ] {
            assert!(!is_same(origin, host), "{origin} {host}");
        }
    }
}
