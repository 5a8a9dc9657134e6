//! Cutting a text into passages.

/// About how many characters a passage has. A paragraph is not cut, however long it is.
const LENGTH: usize = 600;

/// The paragraphs of a text, with short ones put together.
pub fn passages(text: &str) -> Vec<String> {
    let mut passages: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        match passages.last_mut() {
            Some(last) if last.len() + paragraph.len() < LENGTH => {
                last.push_str("\n\n");
                last.push_str(paragraph);
            }
            _ => passages.push(paragraph.to_owned()),
        }
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_paragraphs_are_put_together_and_none_is_cut() {
        assert_eq!(passages(" one\n\n\n\ntwo \n\n"), ["one\n\ntwo"]);
        let long = "a".repeat(LENGTH);
        assert_eq!(passages(&format!("one\n\n{long}\n\ntwo")), ["one", long.as_str(), "two"]);
        assert!(passages("\n \n").is_empty());
    }
}
