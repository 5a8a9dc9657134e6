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
