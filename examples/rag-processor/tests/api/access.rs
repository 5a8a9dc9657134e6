//! Who may do what.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rag_processor::api::OPENAPI;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

use crate::database::TestDatabase;
use crate::service::{Service, TOKEN, problem};

fn basic(password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("me:{password}")))
}

async fn ask(service: &Service, method: &Method, path: &str, authorization: Option<&str>) -> Response {
    let url = format!("{}{}", service.url, path.replace("{id}", "1"));
    let request = service.client.request(method.clone(), url);
    let request = authorization
        .iter()
        .fold(request, |request, value| request.header("authorization", *value));
    request.send().await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_opens_everything_and_only_the_health_is_open() {
    let service = Service::start(TestDatabase::sqlite()).await;
    let description: Value = serde_json::from_str(OPENAPI).expect("JSON");
    let paths = description["paths"].as_object().expect("paths");
    assert_eq!(paths.len(), 7);
    for (path, methods) in paths {
        for (name, described) in methods.as_object().expect("methods") {
            let method: Method = name.to_uppercase().parse().expect("a method");
            for wrong in [None, Some("Bearer wrong"), Some(basic("wrong").as_str()), Some(TOKEN)] {
                let response = ask(&service, &method, path, wrong).await;
                if path == "/health" {
                    assert_eq!(response.status(), StatusCode::OK);
                } else {
                    let told = problem(response, StatusCode::UNAUTHORIZED).await;
                    assert_eq!(told, "the token is missing or wrong; send `Authorization: Bearer` with it");
                }
            }
            for right in [format!("Bearer {TOKEN}"), basic(TOKEN)] {
                // What is described is there: neither unknown nor refused.
                let expected = match path.as_str() {
                    "/files" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "/jobs/{id}" => StatusCode::NOT_FOUND,
                    _ => StatusCode::OK,
                };
                let status = ask(&service, &method, path, Some(&right)).await.status();
                assert_eq!(status, expected, "{method} {path}");
                assert!(described["responses"][status.as_str()].is_object(), "{method} {path} {status}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_only_this_machine_is_listened_to() {
    let service = Service::start_with(TestDatabase::sqlite(), None).await;
    let ask = async |headers: &[(&str, &str)]| {
        let request = service.client.get(format!("{}/jobs", service.url));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        request.send().await.expect("an answer")
    };
    for well in [&[][..], &[("host", "localhost:80")], &[("sec-fetch-site", "same-origin")]] {
        assert_eq!(ask(well).await.status(), StatusCode::OK, "{well:?}");
    }
    for foreign in [&[("host", "rebound.example:80")][..], &[("sec-fetch-site", "cross-site")]] {
        problem(ask(foreign).await, StatusCode::FORBIDDEN).await;
    }
    let page = service.get("/retries").await.text().await.expect("a page");
    assert!(!page.contains("<button"), "it has no actions");
}
