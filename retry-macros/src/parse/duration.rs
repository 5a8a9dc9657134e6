//! Durations as they are written: `500ms`, `1.5s`.

use std::time::Duration;

use syn::parse::ParseStream;
use syn::{Expr, ExprLit, Lit, Token};

/// Units and what one of each is in nanoseconds.
const UNITS: [(&str, u64); 6] = [
    ("us", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("min", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
];

/// What people write for a unit, and what it is here.
const OTHER_UNITS: [(&[&str], &str); 6] = [
    (&["usec", "micros", "microseconds"], "us"),
    (&["msec", "millis", "milliseconds"], "ms"),
    (&["sec", "secs", "second", "seconds"], "s"),
    (&["mins", "minute", "minutes"], "min"),
    (&["hr", "hrs", "hour", "hours"], "h"),
    (&["day", "days"], "d"),
];

/// Parses `500ms` or `1.5s`: one literal, a number above zero and its unit.
pub fn parse(input: ParseStream) -> syn::Result<Duration> {
    let negative = input.peek(Token![-]);
    let value: Expr = input.parse().map_err(|error| {
        syn::Error::new(error.span(), "expected a duration; write a number and its unit, such as `500ms` or `1s`")
    })?;
    let text = crate::text::text(&value);
    let duration = match &value {
        _ if negative => Err(format!("`{text}` is negative; write a duration above zero, such as `1s`")),
        Expr::Lit(ExprLit { lit, .. }) => literal(lit, &text),
        _ => Err(format!(
            "`{text}` is not a literal, and times must stand in the source; write `500ms` or `1s`"
        )),
    };
    duration.map_err(|message| syn::Error::new_spanned(&value, message))
}

fn literal(literal: &Lit, text: &str) -> Result<Duration, String> {
    let (digits, unit) = match literal {
        Lit::Int(number) => (number.base10_digits(), number.suffix()),
        Lit::Float(number) => (number.base10_digits(), number.suffix()),
        Lit::Str(_) => return Err(format!("`{text}` has quotes inside a backoff; write it without, such as `1s`")),
        _ => return Err(format!("`{text}` is not a duration; write `500ms` or `1s`")),
    };
    if ["0x", "0o", "0b"].iter().any(|radix| text.starts_with(radix)) {
        return Err(format!("`{text}` is not decimal; write `{digits}{unit}`"));
    }
    if digits.contains(['e', 'E']) {
        return Err(format!("`{text}` has an exponent; write the number out, such as `1000s`"));
    }
    from_parts(digits, unit)
}

fn from_parts(digits: &str, unit: &str) -> Result<Duration, String> {
    let nanos = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, nanos)| *nanos);
    let Some(nanos) = nanos else {
        return Err(wrong_unit(digits, unit));
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let too_long = || format!("`{digits}{unit}` is too long; the longest duration is 584 years");
    let parse = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u64>().ok() };
    let whole = parse(whole).and_then(|whole| whole.checked_mul(nanos)).ok_or_else(too_long)?;
    let scale = u32::try_from(fraction.len()).ok().and_then(|digits| 10_u128.checked_pow(digits));
    let too_fine = || format!("`{digits}{unit}` is finer than a nanosecond; write fewer decimals");
    let (fraction, scale) = parse(fraction).zip(scale).ok_or_else(too_fine)?;
    let part = u128::from(fraction) * u128::from(nanos);
    if part % scale != 0 {
        return Err(too_fine());
    }
    let part = u64::try_from(part / scale).map_err(|_| too_fine())?;
    match whole.checked_add(part) {
        Some(0) => Err(format!("`{digits}{unit}` is no time at all; write a duration above zero, such as `1s`")),
        Some(nanos) => Ok(Duration::from_nanos(nanos)),
        None => Err(too_long()),
    }
}

fn wrong_unit(digits: &str, unit: &str) -> String {
    if unit.is_empty() {
        return format!("`{digits}` has no unit; write `{digits}s` or `{digits}ms`");
    }
    // Go and systemd say minutes, humantime says minutes, CSS and Prometheus do not: nobody is right for everybody.
    if unit == "m" {
        return format!("`{digits}m` could be minutes or milliseconds; write `{digits}min` or `{digits}ms`");
    }
    let meant = OTHER_UNITS.iter().find(|(others, _)| others.contains(&unit)).map(|(_, unit)| *unit);
    match meant {
        Some(meant) => format!("unknown unit `{unit}`; write `{digits}{meant}`"),
        None => format!("unknown unit `{unit}`; the units are `us`, `ms`, `s`, `min`, `h`, `d`"),
    }
}

/// The duration as it would be written in the attribute: the largest unit that needs no more than three decimals.
pub fn text(duration: Duration) -> String {
    let nanos = duration.as_nanos();
    if nanos == 0 {
        return "0s".to_owned();
    }
    let fits = |unit: u64| nanos >= u128::from(unit) && (nanos * 1_000) % u128::from(unit) == 0;
    let &(name, unit) = UNITS.iter().rev().find(|(_, unit)| fits(*unit)).unwrap_or(&UNITS[0]);
    let thousandths = nanos * 1_000 / u128::from(unit);
    let number = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    format!("{}{name}", number.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    fn read(text: &str) -> Result<Duration, String> {
        parse.parse_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_every_unit_and_decimals() {
        assert_eq!(read("500us"), Ok(Duration::from_micros(500)));
        assert_eq!(read("1_500ms"), Ok(Duration::from_millis(1_500)));
        assert_eq!(read("1.5s"), Ok(Duration::from_millis(1_500)));
        assert_eq!(read("2min"), Ok(Duration::from_secs(120)));
        assert_eq!(read("0.5h"), Ok(Duration::from_secs(1_800)));
        assert_eq!(read("1d"), Ok(Duration::from_secs(86_400)));
        assert_eq!(read("0.000000001s"), Ok(Duration::from_nanos(1)));
    }

    #[test]
    fn refuses_what_is_no_duration() {
        for text in [
            "1",
            "1.5",
            "1m",
            "1sec",
            "1parsec",
            "0s",
            "0.0s",
            "-1s",
            "1e3s",
            "0x10s",
            "WAIT",
            "f(1s)",
            "99999999999999999999s",
            "18446744073709551615d",
            "0.0000000001s",
            "0.00000000000000000000000000000000000000000000001s",
            "x",
            "\"1s\"",
            "'c'",
            "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn text_is_what_was_written() {
        for written in ["500us", "1ms", "250ms", "1.5s", "1s", "90.25s", "2min", "1h", "1.5d"] {
            let duration = read(written).unwrap();
            assert_eq!(read(&text(duration)), Ok(duration), "{written}");
        }
        assert_eq!(text(Duration::from_secs(1)), "1s");
        assert_eq!(text(Duration::from_secs(90)), "1.5min");
        assert_eq!(text(Duration::from_millis(1_500)), "1.5s");
        assert_eq!(text(Duration::ZERO), "0s");
    }
}
