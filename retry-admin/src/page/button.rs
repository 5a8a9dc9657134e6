//! Buttons, which are forms of their own: there is no script on the page.

use maud::{Markup, html};

use super::content::Page;

/// A button that posts one field. What it does is said by the element of the id `says`.
pub struct Button<'a> {
    pub action: &'a str,
    pub field: (&'a str, &'a str),
    pub text: &'a str,
    /// What it acts on, for those who hear the button without its row.
    pub on: &'a str,
    pub says: &'a str,
    /// It makes calls fail that would not have failed.
    pub harmful: bool,
}

impl Button<'_> {
    pub fn render(&self, page: &Page<'_>) -> Markup {
        let (name, value) = self.field;
        html! {
            form.button method="post" action=(page.action(self.action)) {
                input type="hidden" name=(name) value=(value);
                button.harmful[self.harmful] type="submit" aria-describedby=(self.says) {
                    (self.text)
                    span.unseen { " " (self.on) }
                }
            }
        }
    }
}
