//! The median of some figures.

/// Of an even number, the mean of the two in the middle; of none, no number.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures.len() {
        0 => f64::NAN,
        even if even % 2 == 0 => f64::midpoint(figures[middle - 1], figures[middle]),
        _ => figures[middle],
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn half_is_below_and_half_above() {
        let figures = [(vec![3.0, 1.0, 2.0], 2.0), (vec![4.0, 1.0, 3.0, 2.0], 2.5), (vec![7.0], 7.0)];
        for (figures, middle) in figures {
            assert!(median(figures.clone()).total_cmp(&middle).is_eq(), "{figures:?}");
        }
    }

    #[test]
    fn of_nothing_there_is_none() {
        assert!(median(Vec::new()).is_nan());
    }
}
