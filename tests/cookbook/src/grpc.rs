//! A real gRPC server on loopback: the health service, which answers by a script.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use futures_util::stream::Empty;
use tokio::net::TcpListener;
use tonic::transport::server::{Server, TcpIncoming};
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

/// A server that runs until the program ends.
#[derive(Clone)]
pub struct Grpc {
    codes: Arc<[Option<Code>]>,
    timeouts: Arc<Mutex<Vec<String>>>,
}

impl Grpc {
    /// A server that answers with these codes in their order, and the last of them from then on; `None` is no answer at all. And a
    /// client of it.
    ///
    /// # Panics
    /// Where there is no loopback to listen on.
    pub async fn answering<C: Into<Arc<[Option<Code>]>>>(codes: C) -> (Self, HealthClient<Channel>) {
        let server = Self { codes: codes.into(), timeouts: Arc::default() };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port of loopback");
        let address = listener.local_addr().expect("an address");
        let router = Server::builder().add_service(HealthServer::new(server.clone()));
        tokio::spawn(router.serve_with_incoming(TcpIncoming::from(listener)));
        let channel = Endpoint::from_shared(format!("http://{address}")).expect("a URL").connect_lazy();
        (server, HealthClient::new(channel))
    }

    /// The `grpc-timeout` of each request, empty if it had none.
    ///
    /// # Panics
    /// Never: nothing panics that holds the lock.
    #[must_use]
    pub fn timeouts(&self) -> Vec<String> {
        self.timeouts.lock().expect("nobody panics").clone()
    }

    /// How many requests there were so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.timeouts().len()
    }
}

#[tonic::async_trait]
impl Health for Grpc {
    type WatchStream = Empty<Result<HealthCheckResponse, Status>>;

    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        let timeout = request
            .metadata()
            .get("grpc-timeout")
            .map_or("", |value| value.to_str().unwrap_or_default());
        let before = {
            let mut timeouts = self.timeouts.lock().expect("nobody panics");
            timeouts.push(timeout.to_owned());
            timeouts.len() - 1
        };
        match self.codes[before.min(self.codes.len() - 1)] {
            Some(Code::Ok) => Ok(Response::new(HealthCheckResponse { status: 1 })),
            Some(code) => Err(Status::new(code, code.description())),
            None => std::future::pending().await,
        }
    }

    async fn watch(&self, _: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        Err(Status::unimplemented("nobody watches"))
    }
}
