//! A name, or a pattern of names, and the limit of its functions: `gemini.*=2`.

use crate::call::tighten::error::Mistake;

/// One of the limits that an operator sets.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub pattern: &'a str,
    pub max: u32,
}

impl<'a> Entry<'a> {
    /// Reads it, up to the last `=`: a name may have one, a number has none.
    pub fn read(text: &'a str) -> Result<Self, Mistake> {
        let entry = text.rsplit_once('=').and_then(|(pattern, max)| {
            let max = max.trim().parse().ok()?;
            Some(Self { pattern: pattern.trim(), max })
        });
        entry.ok_or_else(|| Mistake::Unreadable(text.to_owned()))
    }

    /// Whether a function of this name is meant: each `*` is any text, or none.
    pub fn names(&self, name: &str) -> bool {
        let Some((start, rest)) = self.pattern.split_once('*') else {
            return self.pattern == name;
        };
        let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
        let Some(name) = name.strip_prefix(start).and_then(|name| name.strip_suffix(end)) else {
            return false;
        };
        // The first place is as good as any: it leaves the most for the pieces behind. So nothing is tried twice.
        let left = middle
            .split('*')
            .try_fold(name, |name, piece| name.split_once(piece).map(|(_, left)| left));
        left.is_some()
    }

    /// What is wrong with it, where this is the highest limit in the source of those that it names.
    pub fn mistakes(&self, highest: Option<u32>) -> Vec<Mistake> {
        let Self { pattern, max } = *self;
        let pattern = || pattern.to_owned();
        let mut mistakes = Vec::new();
        if max == 0 {
            mistakes.push(Mistake::NoAttempt(pattern()));
        }
        match highest {
            None => mistakes.push(Mistake::NoFunction(pattern())),
            Some(highest) if max > highest => mistakes.push(Mistake::Above { pattern: pattern(), max, highest }),
            Some(_) => {}
        }
        mistakes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_names_what_its_stars_can_stand_for() {
        for (pattern, named, others) in [
            ("a.b", &["a.b"][..], &["a.bc", "xa.b", "a", ""][..]),
            ("", &[""], &["a"]),
            ("*", &["", "a", "a.b"], &[]),
            ("a.*", &["a.", "a.b", "a.b.c"], &["a", "b.a."]),
            ("*.b", &[".b", "a.b", "a.b.b"], &["b", "a.bc"]),
            ("a*c", &["ac", "abc", "acc"], &["a", "c", "abcd"]),
            // A letter is matched once: not as the start and as the end.
            ("ab*ba", &["abba", "ab-ba"], &["aba"]),
            ("*b*", &["b", "abc"], &["ac", ""]),
            ("a*b*b*c", &["abbc", "a-b-b-c", "abbbc"], &["abc", "abcb"]),
            ("a**c", &["ac", "abc"], &["a"]),
            ("*b*b", &["bb", "abab"], &["b", "ab"]),
            ("é*é", &["éé", "é-é"], &["é"]),
        ] {
            let names = |name: &&str| Entry { pattern, max: 1 }.names(name);
            assert!(named.iter().all(names), "{pattern}");
            assert!(!others.iter().any(names), "{pattern}");
        }
    }

    #[test]
    fn hostile_patterns_end() {
        let pattern = "*a".repeat(5_000) + "b*";
        assert!(!Entry { pattern: &pattern, max: 1 }.names(&"a".repeat(10_000)));
    }

    #[test]
    fn an_entry_is_read_up_to_its_last_equals_sign() {
        for (text, pattern, max) in [("a.*=2", "a.*", 2), (" a = 10 ", "a", 10), ("a=b=0", "a=b", 0), ("=1", "", 1)] {
            let entry = Entry::read(text).unwrap();
            assert_eq!((entry.pattern, entry.max), (pattern, max));
        }
        for text in ["a", "a=", "a=b", "a=-1", "a=1.5", "a=1 2", "a=4294967296", "2"] {
            assert_eq!(Entry::read(text).unwrap_err(), Mistake::Unreadable(text.to_owned()));
        }
    }
}
