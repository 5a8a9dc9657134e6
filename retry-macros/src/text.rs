//! Tokens as a person writes them, for messages, events and documentation.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The tokens as a person writes them: `ApiError::Http { status: 400..=499, .. }`.
///
/// `TokenStream`'s own text is spaced differently by each compiler version, and the rule of an entry is part of the
/// events.
pub fn text(tokens: impl ToTokens) -> String {
    let mut writer = Writer::default();
    writer.write(tokens.into_token_stream());
    writer.text
}

#[derive(Default)]
struct Writer {
    text: String,
    /// How many `<` of generics are open.
    generics: usize,
    /// Whether no space goes before the next token.
    glued: bool,
    /// Whether the last token can be the left side of an operator.
    operand: bool,
}

impl Writer {
    fn write(&mut self, tokens: TokenStream) {
        (self.glued, self.operand) = (true, false);
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Punct(punct) => self.punct(punct.as_char(), punct.spacing()),
                word => {
                    if !self.glued {
                        self.text.push(' ');
                    }
                    let word = word.to_string();
                    self.text.push_str(&word);
                    self.glued = false;
                    self.operand = !matches!(word.as_str(), "if" | "return" | "in" | "move");
                }
            }
        }
    }

    fn group(&mut self, delimiter: Delimiter, content: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if content.is_empty() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        if !self.glued && (!self.operand || matches!(delimiter, Delimiter::Brace | Delimiter::None)) {
            self.text.push(' ');
        }
        self.text.push_str(open);
        self.write(content);
        self.text.push_str(close);
        (self.glued, self.operand) = (false, true);
    }

    fn punct(&mut self, char: char, spacing: Spacing) {
        let generic = self.is_generic(char);
        let call = char == '!' && spacing == Spacing::Alone && self.operand;
        let tight_before = generic
            || call
            || self.glued
            || matches!(char, ':' | ',' | ';' | '.' | '?')
            || self.closes_parameters(char);
        // `..` opens the rest of a pattern, but also joins a range.
        let rest = char == '.' && spacing == Spacing::Joint && self.text.ends_with(',');
        if !tight_before || rest {
            self.text.push(' ');
        }
        self.text.push(char);
        let opens = self.text == "|" || (char == '<' && generic);
        let path = self.text.ends_with("::");
        let unary = matches!(char, '&' | '*' | '-' | '!') && !self.operand && !self.text.ends_with("&&");
        let tight_after = matches!(char, '.' | '#' | '\'') || unary || self.text.ends_with("..=");
        self.glued = spacing == Spacing::Joint || call || opens || path || tight_after;
        self.operand = char == '?' || (char == '>' && generic);
        match (char, generic) {
            ('<', true) => self.generics += 1,
            ('>', true) => self.generics -= 1,
            _ => {}
        }
    }

    /// Whether an angle bracket belongs to generics: it closes some, or follows `::` or a type's name.
    fn is_generic(&self, char: char) -> bool {
        let name = self.text.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let after_type = name.starts_with(char::is_uppercase) && !self.text.ends_with(' ');
        match char {
            '<' => after_type || self.text.ends_with("::") || !self.operand,
            '>' => self.generics > 0 && !self.text.ends_with(['-', '=']),
            _ => false,
        }
    }

    /// Whether this bar ends the parameters of the closure that the text is so far.
    fn closes_parameters(&self, char: char) -> bool {
        char == '|' && self.text.starts_with('|') && self.text.matches('|').count() == 1
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn reads_as_it_was_written() {
        for written in [
            "ApiError::Auth(_)",
            "ApiError::Http { status: 400..=499, .. }",
            "A::Y { .. }",
            "A::X(c) if c.is_final()",
            "A::X(c) if !c.ok && c.size > 3",
            "A::X(c) if *c < 500 && -c > !0",
            "A::X(c) if c * 2 - 1 == c & 3",
            "A::X | A::Y",
            "|e| matches!(e, A::X)",
            "|e| f(&*e, [-1 - 1], (1,))",
            "x if (*x) > 0",
            "x if x != 0",
            "<E as Tr>::test",
            "|e| e.code() == 7",
            "|e: &Api| e.status > 1",
            "|e| e.status < 1",
            "reqwest::Error::is_timeout",
            "source(std::io::Error)",
            "Wrapper<AuthError>",
            "parse::<u32>",
            "Box<dyn Error + Send>",
            "&'static str",
            "\"busy\"",
            "Result<Vec<u8>, Error>",
            "max = 3",
        ] {
            let tokens: proc_macro2::TokenStream = written.parse().unwrap();
            assert_eq!(text(tokens), written);
        }
    }
}
