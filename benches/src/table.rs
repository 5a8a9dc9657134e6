//! A table in Markdown.

use std::fmt::Write as _;

pub struct Table {
    rows: Vec<Vec<String>>,
    columns: usize,
}

impl Table {
    pub fn new<'head>(head: impl IntoIterator<Item = &'head str>) -> Self {
        let head: Vec<String> = head.into_iter().map(str::to_owned).collect();
        Self { columns: head.len(), rows: vec![head] }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub fn markdown(&self) -> String {
        let mut text = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            let _ = writeln!(text, "| {} |", row.join(" | "));
            if index == 0 {
                let _ = writeln!(text, "|---{}|", "|---:".repeat(self.columns - 1));
            }
        }
        text
    }
}

/// `1.25`; a dash where there is nothing to compare.
pub fn ratio(figure: Option<f64>, base: Option<f64>) -> String {
    match (figure, base) {
        (Some(figure), Some(base)) if base > 0.0 => format!("{:.2}", figure / base),
        _ => "—".to_owned(),
    }
}

/// `1,250`; a dash where there is none.
pub fn whole(figure: Option<f64>) -> String {
    figure.map_or_else(|| "—".to_owned(), |figure| grouped(&format!("{figure:.0}")))
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Table, ratio, whole};

    #[test]
    fn a_table_has_its_head_a_rule_and_its_rows() {
        let mut table = Table::new(["", "calls"]);
        table.row(["ours".to_owned(), "1".to_owned()]);
        assert_eq!(table.markdown(), "|  | calls |\n|---|---:|\n| ours | 1 |\n");
    }

    #[test]
    fn a_ratio_has_two_digits_and_needs_both_figures() {
        assert_eq!(ratio(Some(5.0), Some(4.0)), "1.25");
        for (figure, base) in [(None, Some(4.0)), (Some(5.0), None), (Some(5.0), Some(0.0))] {
            assert_eq!(ratio(figure, base), "—");
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        let figures =
            [(0.4, "0"), (999.6, "1,000"), (1_234_567.0, "1,234,567"), (-123.0, "-123"), (-1_234.0, "-1,234")];
        for (figure, text) in figures {
            assert_eq!(whole(Some(figure)), text);
        }
        assert_eq!(whole(None), "—");
    }
}
