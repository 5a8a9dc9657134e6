//! The waits against the limits, and the longest that they can take together.

use std::time::Duration;

use proc_macro2::Span;

use crate::errors::Errors;
use crate::parse::args::Args;
use crate::parse::classification::Classification;
use crate::parse::duration;
use crate::parse::list::Role;
use crate::parse::schedule::{Growth, Schedule};

/// Waits that add up to more than this need a `within` beside them. An hour is longer than a person waits and than most
/// deployments let a process finish: who means it can say so.
const LONGEST_WITHOUT_LIMIT: Duration = Duration::from_secs(3_600);

/// Checks the waits against the limits, as far as both could be read.
pub fn check(args: &Args, schedule: &Schedule, kinds: &[(u32, Schedule)], errors: &mut Errors) {
    let Some((attempts, max)) = args.max else { return };
    if args.gave("backoff") && args.backoff.is_none() {
        return;
    }
    let before = errors.count();
    let span = args.backoff.as_ref().map_or(max, |(_, span)| *span);
    check_list(schedule, attempts, span, errors);
    for (list, (attempts, schedule)) in args.classification.ons.iter().zip(kinds) {
        if let Role::On(own) = &list.role {
            if let Some((_, span)) = own.backoff {
                check_list(schedule, *attempts, span, errors);
            }
        }
    }
    if errors.count() > before {
        return;
    }
    check_worst_case(args, attempts, schedule, kinds, span, errors);
    let Some((within, span)) = args.within else { return };
    let firsts = all(attempts, schedule, kinds)
        .filter_map(|(attempts, schedule)| Some(schedule.longest(*schedule.table(attempts).first()?)));
    if let Some(first) = firsts.max().filter(|first| within <= *first) {
        let (within, first) = (duration::text(within), duration::text(first));
        let message = format!(
            "`within = {within}` is not above a first wait of {first}, so nothing would be retried; raise it, or shorten the wait"
        );
        errors.push_at(span, message);
    }
}

/// Over one hour in the worst case needs a `within`; the message stands at what adds most to it.
fn check_worst_case(
    args: &Args,
    attempts: u32,
    schedule: &Schedule,
    kinds: &[(u32, Schedule)],
    span: Span,
    errors: &mut Errors,
) {
    let caps = caps(&args.classification);
    let worst = longest(attempts, schedule, kinds, &caps);
    if worst <= LONGEST_WITHOUT_LIMIT || args.gave("within") {
        return;
    }
    let alone = |schedule: &Schedule| longest(attempts, schedule, &[], &[Duration::ZERO]);
    let hint = args
        .classification
        .hint
        .as_ref()
        .map(|hint| (hint.cap.saturating_mul(attempts - 1), hint.key.span(), "lower its cap", ""));
    let ons = args
        .classification
        .ons
        .iter()
        .zip(kinds)
        .map(|(list, (_, kind))| (alone(kind), list.key.span(), shorten(kind), ""));
    let standard = if args.backoff.is_none() { " of the default `exp(1s)`" } else { "" };
    let own = (alone(schedule), span, shorten(schedule), standard);
    let most = ons.chain(hint).chain([own]).max_by_key(|(part, ..)| *part);
    let (_, span, remedy, standard) = most.unwrap_or(own);
    let total = approximate(worst);
    let message = format!(
        "the waits{standard} add up to {total} in the worst case, over one hour; {remedy}, or add `within = \"10min\"`"
    );
    errors.push_at(span, message);
}

fn shorten(schedule: &Schedule) -> &'static str {
    match schedule.growth {
        Growth::Fixed(_) | Growth::List(_) => "shorten them",
        _ => "cap each with `max = 30s` in the backoff",
    }
}

/// A list has one wait for each attempt after the first.
fn check_list(schedule: &Schedule, attempts: u32, span: Span, errors: &mut Errors) {
    let Growth::List(waits) = &schedule.growth else { return };
    let (listed, needed) = (waits.len(), schedule.table(attempts).len());
    if listed != needed {
        let waits = if listed == 1 { "wait" } else { "waits" };
        let message = format!(
            "`list` has {listed} {waits}, and `max = {attempts}` makes {needed}; write one wait for each attempt after the first"
        );
        errors.push_at(span, message);
    }
}

/// The longest wait that a server may ask for, by schedule: that of the function, then that of each `on(..)`.
pub fn caps(classification: &Classification) -> Vec<Duration> {
    let whole = classification.hint.as_ref().map_or(Duration::ZERO, |hint| hint.cap);
    let own = classification.ons.iter().map(|list| match &list.role {
        Role::On(own) => own.hint.as_ref().map_or(whole, |hint| hint.cap),
        _ => whole,
    });
    std::iter::once(whole).chain(own).collect()
}

/// The function's own schedule and those of each `on(..)`, with the attempts that each allows.
fn all<'a>(
    attempts: u32,
    schedule: &'a Schedule,
    kinds: &'a [(u32, Schedule)],
) -> impl Iterator<Item = (u32, &'a Schedule)> {
    std::iter::once((attempts, schedule)).chain(kinds.iter().map(|(attempts, kind)| (*attempts, kind)))
}

/// The longest that the waits of a call can take together: over all ways to share its failures among the schedules.
pub fn longest(attempts: u32, schedule: &Schedule, kinds: &[(u32, Schedule)], caps: &[Duration]) -> Duration {
    let retries = usize::try_from(attempts).unwrap_or(usize::MAX).saturating_sub(1);
    // `best[n]` is the longest that `n` failures can wait by the schedules so far. Each schedule adds its own share: a
    // knapsack over at most 99 failures, not the sum of the longest waits, which would count failures twice.
    let mut best = vec![Duration::ZERO; retries + 1];
    for ((attempts, schedule), cap) in all(attempts, schedule, kinds).zip(caps) {
        let waits = schedule.table(attempts).into_iter().map(|wait| schedule.longest(wait).max(*cap));
        let sums: Vec<Duration> = std::iter::once(Duration::ZERO)
            .chain(waits.scan(Duration::ZERO, |sum, wait| {
                *sum = sum.saturating_add(wait);
                Some(*sum)
            }))
            .collect();
        let with = |failures: usize| {
            let shares = sums.iter().take(failures + 1).enumerate();
            shares
                .filter_map(|(own, sum)| best.get(failures - own).map(|rest| rest.saturating_add(*sum)))
                .max()
        };
        best = (0..=retries).map(|failures| with(failures).unwrap_or_default()).collect();
    }
    best.last().copied().unwrap_or_default()
}

/// A long time in whole units: exact figures of years help nobody.
fn approximate(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let plural = |number: u64, unit: &str| format!("about {number} {unit}{}", if number == 1 { "" } else { "s" });
    match seconds {
        0..7_200 => plural(seconds / 60, "minute"),
        7_200..172_800 => plural(seconds / 3_600, "hour"),
        172_800..63_072_000 => plural(seconds / 86_400, "day"),
        _ => plural(seconds / 31_536_000, "year"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::jitter::Jitter;

    fn fixed(seconds: u64) -> Schedule {
        let growth = Growth::Fixed(Duration::from_secs(seconds));
        Schedule { growth, cap: None, jitter: Jitter::None }
    }

    #[test]
    fn the_worst_case_takes_the_longest_way_through_all_schedules() {
        let none = [Duration::ZERO; 3];
        let longest = |attempts, kinds: &[(u32, Schedule)], caps: &[Duration]| {
            longest(attempts, &fixed(1), kinds, caps).as_secs()
        };
        assert_eq!(longest(4, &[], &none), 3);
        assert_eq!(longest(4, &[(3, fixed(10))], &none), 21);
        assert_eq!(longest(4, &[(3, fixed(10)), (2, fixed(7))], &none), 27);
        assert_eq!(longest(4, &[(4, fixed(10))], &none), 30);
        assert_eq!(longest(4, &[], &[Duration::from_secs(60)]), 180, "a server may ask for its cap each time");
    }
}
