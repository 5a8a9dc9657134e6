use std::time::Duration;

use crate::classification::List;
use crate::duration;
use crate::policy::Policy;

/// The paragraph that a retried function's documentation ends with.
pub fn paragraph(policy: &Policy) -> String {
    let attempts = policy.attempts;
    let within = policy.within.map_or_else(String::new, |within| {
        format!(" No attempt starts later than {} after the call.", duration::text(within))
    });
    let rules: String = policy.lists.lists().map(rules).collect();
    format!("# Retries\n\nUp to {attempts} attempts, {}.{within}{rules}", waits(policy))
}

fn waits(policy: &Policy) -> String {
    let waits = policy.waits();
    let total = waits
        .iter()
        .fold(Duration::ZERO, |sum, wait| sum.saturating_add(policy.schedule.longest(*wait)));
    if total.is_zero() {
        return "without waiting between them".to_owned();
    }
    let listed: Vec<String> = match waits.as_slice() {
        [first, second, third, .., last] if waits.len() > 5 => {
            let mut listed: Vec<String> = [first, second, third].map(|wait| duration::text(*wait)).to_vec();
            listed.push(format!(".. {}", duration::text(*last)));
            listed
        }
        waits => waits.iter().map(|wait| duration::text(*wait)).collect(),
    };
    format!("with waits of {}, {} in all at the most", listed.join(", "), duration::text(total))
}

fn rules(list: &List) -> String {
    let verb = if list.is_retryable() { "Retried" } else { "Not retried" };
    let entries: Vec<String> = list.entries.iter().map(|entry| format!("`{}`", entry.text)).collect();
    format!(" {verb}: {}.", entries.join(", "))
}
