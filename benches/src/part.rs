//! What one part of the measurements has found: tables of ratios, and tables of figures.

pub struct Part {
    /// By which the template names it.
    pub name: &'static str,
    pub ratios: String,
    pub figures: String,
}
