//! Numbers and times as people write them.

use std::time::Duration;

/// In full: `500ms`, `1.5s`, `1min 30s`.
pub fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if duration.is_zero() {
        return "0s".to_owned();
    }
    if seconds < 60 {
        return format!("{duration:?}").replace('µ', "u");
    }
    let rest = Duration::new(seconds % 60, duration.subsec_nanos());
    let parts = [(seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min")];
    let mut parts: Vec<_> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| format!("{number}{unit}"))
        .collect();
    if !rest.is_zero() {
        parts.push(format!("{rest:?}"));
    }
    parts.join(" ")
}

/// In its largest unit: of a time that passes, nobody needs more.
pub fn about(duration: Duration) -> String {
    match duration.as_secs() {
        0 => "less than 1s".to_owned(),
        seconds @ 1..60 => format!("{seconds}s"),
        seconds @ 60..3_600 => format!("{}min", seconds / 60),
        seconds @ 3_600..86_400 => format!("{}h", seconds / 3_600),
        seconds => format!("{}d", seconds / 86_400),
    }
}

/// `1 function`, `2 functions`.
pub fn number_of(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Waits, one after the other; of many, the first and the last.
pub fn waits(waits: &[Duration]) -> String {
    let waits: Vec<_> = waits.iter().copied().map(duration).collect();
    match waits.as_slice() {
        [first, second, third, .., last] if waits.len() > 5 => format!("{first}, {second}, {third} … {last}"),
        waits => waits.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_as_a_person_writes_it() {
        for (millis, text) in [
            (0, "0s"),
            (500, "500ms"),
            (3_000, "3s"),
            (1_500, "1.5s"),
            (60_000, "1min"),
            (90_500, "1min 30.5s"),
            (3_600_000, "1h"),
            (90_061_000, "1d 1h 1min 1s"),
        ] {
            assert_eq!(duration(Duration::from_millis(millis)), text);
        }
        assert_eq!(duration(Duration::from_micros(250)), "250us");
    }

    #[test]
    fn a_time_that_passes_has_one_unit() {
        for (seconds, text) in
            [(0, "less than 1s"), (59, "59s"), (60, "1min"), (3_599, "59min"), (86_399, "23h"), (200_000, "2d")]
        {
            assert_eq!(about(Duration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn many_waits_are_cut_in_the_middle() {
        let times = |number: u64| (1..=number).map(Duration::from_secs).collect::<Vec<_>>();
        assert_eq!(waits(&times(5)), "1s, 2s, 3s, 4s, 5s");
        assert_eq!(waits(&times(9)), "1s, 2s, 3s … 9s");
    }
}
