//! `:generateContent`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Content, Part};
use crate::gemini::{GeminiError, InvalidRequest};

/// What `:generateContent` is asked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GenerateRequest {
    contents: Vec<Content>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation_config: Option<GenerationConfig>,
}

impl GenerateRequest {
    /// Asks for text.
    #[must_use]
    pub fn new(parts: Vec<Part>) -> Self {
        Self { contents: vec![Content { parts }], generation_config: None }
    }

    /// Asks for JSON that fits `schema` instead of text.
    #[must_use]
    pub fn with_schema(self, schema: Value) -> Self {
        let config = GenerationConfig { response_mime_type: "application/json", response_schema: schema };
        Self { generation_config: Some(config), ..self }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct GenerationConfig {
    response_mime_type: &'static str,
    response_schema: Value,
}

/// What `:generateContent` answers.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GenerateResponse {
    candidates: Vec<Candidate>,
    prompt_feedback: PromptFeedback,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Candidate {
    content: Answer,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answer {
    parts: Vec<AnswerPart>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AnswerPart {
    text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct PromptFeedback {
    block_reason: Option<String>,
}

impl GenerateResponse {
    /// The text of the first candidate.
    ///
    /// # Errors
    /// `InvalidRequest` if the prompt was blocked (which Gemini says with a 200), `Malformed` if there is no text.
    pub fn text(&self) -> Result<String, GeminiError> {
        if let Some(reason) = &self.prompt_feedback.block_reason {
            return Err(InvalidRequest::new(format!("the prompt was blocked: {reason}")).into());
        }
        let parts = self.candidates.iter().take(1).flat_map(|candidate| &candidate.content.parts);
        let text: String = parts.map(|part| part.text.as_str()).collect();
        if text.trim().is_empty() {
            Err(GeminiError::Malformed("no text in it".to_owned()))
        } else {
            Ok(text)
        }
    }

    /// The text of the first candidate, read as JSON.
    ///
    /// # Errors
    /// Those of [`text`](Self::text), and `Malformed` if the text is not the JSON that was asked for.
    pub fn json<T: for<'de> Deserialize<'de>>(&self) -> Result<T, GeminiError> {
        serde_json::from_str(&self.text()?).map_err(|error| GeminiError::Malformed(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn response(value: Value) -> GenerateResponse {
        serde_json::from_value(value).expect("a response")
    }

    #[test]
    fn a_request_has_the_names_of_the_api() {
        let parts = vec![
            Part::Text("What is this?".to_owned()),
            Part::InlineData { mime_type: "image/png".to_owned(), data: "AAAA".to_owned() },
            Part::FileData { mime_type: "video/mp4", file_uri: "https://files/1".to_owned() },
        ];
        let request = GenerateRequest::new(parts).with_schema(json!({ "type": "ARRAY" }));
        let expected = json!({
            "contents": [{ "parts": [
                { "text": "What is this?" },
                { "inlineData": { "mimeType": "image/png", "data": "AAAA" } },
                { "fileData": { "mimeType": "video/mp4", "fileUri": "https://files/1" } },
            ] }],
            "generationConfig": { "responseMimeType": "application/json", "responseSchema": { "type": "ARRAY" } },
        });
        assert_eq!(serde_json::to_value(request).expect("JSON"), expected);
    }

    #[test]
    fn the_parts_of_the_first_candidate_are_one_text() {
        let parts = json!([{ "text": "Hello, " }, { "thought": true }, { "text": "world" }]);
        let other = json!({ "content": { "parts": [{ "text": "other" }] } });
        let answer = response(json!({ "candidates": [{ "content": { "parts": parts } }, other] }));
        assert_eq!(answer.text().expect("text"), "Hello, world");
    }

    #[test]
    fn a_blocked_prompt_is_an_invalid_request() {
        let answer = response(json!({ "promptFeedback": { "blockReason": "SAFETY" } }));
        let Err(GeminiError::InvalidRequest(refused)) = answer.text() else {
            panic!("not refused")
        };
        assert_eq!(refused.message, "the prompt was blocked: SAFETY");
    }

    #[test]
    fn an_answer_without_text_or_without_its_json_is_malformed() {
        assert!(matches!(response(json!({})).text(), Err(GeminiError::Malformed(_))));
        let answer = response(json!({ "candidates": [{ "content": { "parts": [{ "text": "Sure! Here it is:" }] } }] }));
        assert!(matches!(answer.json::<Vec<String>>(), Err(GeminiError::Malformed(_))));
    }
}
