//! Questions and answers over two pipes, each of them JSON with a zero at its end.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{ChildStdin, ChildStdout};

pub struct Protocol {
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    number: u64,
    /// The page that is asked; none is the browser itself.
    pub session: Option<String>,
    events: Vec<String>,
    /// What was logged: violations of the policy, failures to load something.
    pub complaints: Vec<String>,
}

impl Protocol {
    pub fn new((questions, answers): (ChildStdin, ChildStdout)) -> Self {
        let answers = BufReader::new(answers);
        Self {
            questions,
            answers,
            number: 0,
            session: None,
            events: Vec::new(),
            complaints: Vec::new(),
        }
    }

    /// Asks, and waits for the answer.
    pub async fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut question = json!({"id": self.number, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            question["sessionId"] = session.as_str().into();
        }
        self.questions
            .write_all(format!("{question}\0").as_bytes())
            .await
            .expect("the browser listens");
        loop {
            let mut answer = self.read().await;
            if answer["id"] == self.number {
                assert_eq!(answer.get("error"), None, "{method}");
                return answer["result"].take();
            }
        }
    }

    /// Waits for an event, unless it was there already.
    pub async fn wait(&mut self, event: &str) {
        while !self.events.iter().any(|seen| seen == event) {
            self.read().await;
        }
    }

    /// Forgets the events so far.
    pub fn forget(&mut self) {
        self.events.clear();
    }

    async fn read(&mut self) -> Value {
        let mut message = Vec::new();
        self.answers.read_until(0, &mut message).await.expect("the browser speaks");
        assert_eq!(message.pop(), Some(0), "the browser has ended");
        let message: Value = serde_json::from_slice(&message).expect("JSON");
        if let Some(event) = message["method"].as_str() {
            self.events.push(event.to_owned());
        }
        if message["method"] == "Log.entryAdded" {
            self.complaints.push(message["params"]["entry"]["text"].to_string());
        }
        message
    }
}
