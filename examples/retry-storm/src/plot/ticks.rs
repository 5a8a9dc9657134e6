//! Round numbers on an axis.

/// From zero to the first that is not below `most`, in steps of 1, 2 or 5 and zeros.
pub fn ticks(most: f64, about: u32) -> Vec<f64> {
    let rough = (most / f64::from(about.max(1))).max(f64::MIN_POSITIVE);
    // By multiplication and not by a logarithm, which is not the same everywhere.
    let mut step = 1.0;
    while step > rough {
        step /= 10.0;
    }
    while step * 10.0 <= rough {
        step *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * step).into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    let mut ticks = vec![0.0];
    while let Some(last) = ticks.last().filter(|last| **last < most && ticks.len() < 50) {
        ticks.push(last + step);
    }
    ticks
}

/// As short as it can be said.
pub fn text(tick: f64, ticks: &[f64]) -> String {
    let step = ticks.get(1).copied().unwrap_or(1.0);
    if step >= 1.0 {
        // Ticks are counted in whole steps here, and are not below zero.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = tick.round() as u64;
        crate::number::thousands(whole)
    } else if step >= 0.1 {
        format!("{tick:.1}")
    } else {
        format!("{tick:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_end() {
        assert_eq!(ticks(93.1, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(3.0, 4), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(0.9, 4).len(), 3);
        assert_eq!(ticks(0.0, 4), [0.0]);
    }

    #[test]
    fn ticks_are_written_as_short_as_they_can_be() {
        assert_eq!(text(1500.0, &[0.0, 500.0]), "1,500");
        assert_eq!(text(0.5, &[0.0, 0.5]), "0.5");
    }
}
