//! The numbers of a policy, as `policy!` computed them, and what a function may make of them.

use std::time::Duration;

#[cfg(feature = "registry")]
use crate::call::registry::Told;
use crate::call::shared::message::Message;
use crate::call::site::Site;
use crate::wait::schedule::Schedule;

/// Limit, waits and times.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    schedule: Schedule,
    kinds: &'static [Schedule],
    within: Option<Duration>,
    attempt_timeout: Option<Duration>,
    has_budget: bool,
    texts: Texts,
    #[cfg(feature = "registry")]
    told: Told,
    /// The longest waits of two attempts, of three, and so on.
    #[cfg(feature = "registry")]
    longest_waits: &'static [Duration],
}

/// The limits as they stand in the source.
#[derive(Debug, Clone, Copy)]
struct Texts {
    max: &'static str,
    within: &'static str,
    attempt_timeout: &'static str,
    first: &'static str,
}

impl Plan {
    /// The waits between the attempts, the limit as it is written, and the first wait.
    #[must_use]
    pub const fn new(schedule: Schedule, max: &'static str, first: &'static str) -> Self {
        Self {
            schedule,
            kinds: &[],
            within: None,
            attempt_timeout: None,
            has_budget: false,
            texts: Texts { max, within: "", attempt_timeout: "", first },
            #[cfg(feature = "registry")]
            told: Told::new(&[]),
            #[cfg(feature = "registry")]
            longest_waits: &[],
        }
    }

    /// The schedules of the errors that have their own.
    #[must_use]
    pub const fn kinds(self, kinds: &'static [Schedule]) -> Self {
        Self { kinds, ..self }
    }

    /// The time of the whole call, and its text.
    #[must_use]
    pub const fn within(self, within: Duration, text: &'static str) -> Self {
        Self {
            within: Some(within),
            texts: Texts { within: text, ..self.texts },
            ..self
        }
    }

    /// The time of each attempt, and its text.
    #[must_use]
    pub const fn attempt_timeout(self, limit: Duration, text: &'static str) -> Self {
        let texts = Texts { attempt_timeout: text, ..self.texts };
        Self { attempt_timeout: Some(limit), texts, ..self }
    }

    /// The policy has a budget.
    #[must_use]
    pub const fn budget(self) -> Self {
        Self { has_budget: true, ..self }
    }

    /// What a list of retried functions says of the policy.
    #[cfg(feature = "registry")]
    #[must_use]
    pub const fn told(self, told: Told, longest_waits: &'static [Duration]) -> Self {
        Self { told, longest_waits, ..self }
    }

    pub(crate) const fn max(&self) -> u32 {
        self.schedule.attempts()
    }

    pub(crate) const fn time(&self) -> Option<Duration> {
        self.within
    }

    pub(crate) const fn site(&self, name: &'static str) -> Site {
        Site::new(name, self.schedule).kinds(self.kinds)
    }

    pub(crate) const fn walks(&self) -> usize {
        if self.kinds.is_empty() && !self.schedule.remembers() {
            0
        } else {
            self.kinds.len() + 1
        }
    }

    /// The longest that a call of so many attempts can take: its waits, and its attempts where they have a time.
    #[cfg(feature = "registry")]
    pub(crate) const fn worst_case(&self, max: u32, attempt_timeout: Option<Duration>) -> Duration {
        let (waits, retries) = (self.longest_waits, max.saturating_sub(1) as usize);
        let waits = match if retries < waits.len() { retries } else { waits.len() } {
            0 => Duration::ZERO,
            retries => waits[retries - 1],
        };
        match (attempt_timeout, self.attempt_timeout) {
            (Some(limit), _) | (None, Some(limit)) => waits.saturating_add(limit.saturating_mul(max)),
            (None, None) => waits,
        }
    }

    #[cfg(feature = "registry")]
    pub(crate) const fn told_of_it(&self) -> Told {
        self.told
    }
}

/// What a function may not: each of these is the message, if it does. `asked` is the key and the function in the user's words.
impl Plan {
    pub(crate) const fn above_max(&self, max: u32, asked: &str, policy: &str) -> Option<Message> {
        if max <= self.max() {
            return None;
        }
        let remedy = "`; a function may lower it, not raise it";
        Some(Message::of(&[
            asked,
            " is above `max = ",
            self.texts.max,
            "` of the policy `",
            policy,
            remedy,
        ]))
    }

    pub(crate) const fn above_within(&self, within: Duration, asked: &str, policy: &str) -> Option<Message> {
        match self.within {
            Some(limit) if within.as_nanos() > limit.as_nanos() => {
                let remedy = "`; a function may shorten it, not extend it";
                let own = self.texts.within;
                Some(Message::of(&[asked, " is above `within = ", own, "` of the policy `", policy, remedy]))
            }
            _ => None,
        }
    }

    /// Nothing would be retried.
    pub(crate) const fn below_first(&self, within: Duration, asked: &str, policy: &str) -> Option<Message> {
        if self.schedule.first().as_nanos() < within.as_nanos() {
            return None;
        }
        let remedy = ", so nothing would be retried; raise it";
        let first = self.texts.first;
        Some(Message::of(&[
            asked,
            " is not above the first wait of the policy `",
            policy,
            "`, ",
            first,
            remedy,
        ]))
    }

    pub(crate) const fn above_timeout(&self, limit: Duration, asked: &str, policy: &str) -> Option<Message> {
        match self.attempt_timeout {
            Some(own) if limit.as_nanos() > own.as_nanos() => {
                let remedy = "`; a function may shorten it, not extend it";
                let own = self.texts.attempt_timeout;
                Some(Message::of(&[
                    asked,
                    " is above `attempt_timeout = ",
                    own,
                    "` of the policy `",
                    policy,
                    remedy,
                ]))
            }
            _ => None,
        }
    }

    pub(crate) const fn second_budget(&self, asked: &str, policy: &str) -> Option<Message> {
        if !self.has_budget {
            return None;
        }
        Some(Message::of(&[
            asked,
            " stands beside that of the policy `",
            policy,
            "`; remove it, for a call has one budget",
        ]))
    }

    pub(crate) const fn blocking_timeout(&self, asked: &str, policy: &str) -> Option<Message> {
        if self.attempt_timeout.is_none() {
            return None;
        }
        let own = self.texts.attempt_timeout;
        let remedy = "`, and a blocking attempt cannot be dropped; use a policy without it, or an `async fn`";
        Some(Message::of(&[
            asked,
            " has the policy `",
            policy,
            "` with `attempt_timeout = ",
            own,
            remedy,
        ]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wait::jitter::Jitter;

    const SECOND: Duration = Duration::from_secs(1);
    static KINDS: [Schedule; 1] = [Schedule::new(&[SECOND])];

    const fn plan() -> Plan {
        Plan::new(Schedule::new(&[SECOND, SECOND]), "3", "1s")
    }

    #[expect(clippy::large_types_passed_by_value, reason = "a shorter test")]
    fn text(message: Option<Message>) -> Option<String> {
        message.map(|message| message.as_str().to_owned())
    }

    #[test]
    fn schedules_are_walked_apart_where_one_count_is_not_enough() {
        assert_eq!(plan().walks(), 0);
        assert_eq!(plan().kinds(&KINDS).walks(), 2);
        let remembers = Schedule::new(&[SECOND]).jitter(Jitter::Decorrelated(SECOND));
        assert_eq!(Plan::new(remembers, "2", "1s").walks(), 1);
    }

    #[test]
    fn a_limit_allows_itself_and_what_is_tighter() {
        let limited = plan().within(2 * SECOND, "2s").attempt_timeout(SECOND, "1s");
        assert_eq!(text(limited.above_max(3, "`max = 3` of `f`", "P")), None);
        assert_eq!(text(limited.above_within(2 * SECOND, "`within = 2s` of `f`", "P")), None);
        assert_eq!(text(limited.above_timeout(SECOND, "`attempt_timeout = 1s` of `f`", "P")), None);
        assert_eq!(text(plan().above_within(9 * SECOND, "", "")), None, "the policy has none");
        assert_eq!(text(plan().above_timeout(9 * SECOND, "", "")), None);
        assert_eq!(text(plan().second_budget("", "")), None);
        assert_eq!(text(plan().blocking_timeout("", "")), None);
        assert_eq!(text(limited.below_first(SECOND + Duration::from_nanos(1), "", "")), None);
    }

    #[test]
    fn both_numbers_and_both_names_are_told() {
        let limited = plan().within(2 * SECOND, "2s").attempt_timeout(SECOND, "1s").budget();
        for (message, expected) in [
            (
                limited.above_max(4, "`max = 4` of `f`", "P"),
                "`max = 4` of `f` is above `max = 3` of the policy `P`; a function may lower it, not raise it",
            ),
            (
                limited.above_within(3 * SECOND, "`within = 3s` of `f`", "P"),
                "`within = 3s` of `f` is above `within = 2s` of the policy `P`; a function may shorten it, not extend it",
            ),
            (
                limited.below_first(SECOND, "`within = 1s` of `f`", "P"),
                "`within = 1s` of `f` is not above the first wait of the policy `P`, 1s, so nothing would be retried; raise it",
            ),
            (
                limited.above_timeout(2 * SECOND, "`attempt_timeout = 2s` of `f`", "P"),
                "`attempt_timeout = 2s` of `f` is above `attempt_timeout = 1s` of the policy `P`; a function may shorten it, \
                 not extend it",
            ),
            (
                limited.second_budget("`budget` of `f`", "P"),
                "`budget` of `f` stands beside that of the policy `P`; remove it, for a call has one budget",
            ),
        ] {
            assert_eq!(text(message).as_deref(), Some(expected));
        }
    }
}
