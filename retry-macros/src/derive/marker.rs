//! The markers: `#[transient]`, `#[permanent]`, `#[expected]`, `#[delegate]`.

use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Ident, Member, Meta, Token};

use crate::errors::Errors;
use crate::text::text;

pub const MARKERS: &str = "`#[transient]`, `#[permanent]`, `#[expected]` or `#[delegate]`";

/// What a variant's attribute says of it.
pub enum Marker {
    /// Trying again can help, after as long as this field says.
    Transient {
        after: Option<Member>,
    },
    Permanent,
    /// It is an answer.
    Expected,
    /// Its only field says.
    Delegate {
        span: Span,
    },
}

impl Marker {
    /// The marker among these attributes of `owner`; `Ok(None)` if there is none, `Err` if the mistake is reported.
    pub fn of(attrs: &[Attribute], owner: &Ident, fields: &Fields, errors: &mut Errors) -> Result<Option<Self>, ()> {
        let mut markers = attrs.iter().filter(|attr| is_marker(attr));
        let Some(attr) = markers.next() else { return Ok(None) };
        if let Some(second) = markers.next() {
            errors.push(second, format!("`{owner}` is marked twice; keep one of {MARKERS}"));
            return Err(());
        }
        let marker = if attr.path().is_ident("transient") {
            transient(attr, owner, fields)
        } else {
            plain(attr, owner, fields)
        };
        errors.keep(marker).map(Some).ok_or(())
    }

    /// Refuses markers where they say nothing.
    pub fn refuse(attrs: &[Attribute], place: &str, errors: &mut Errors) {
        for attr in attrs.iter().filter(|attr| is_marker(attr)) {
            errors.push(attr, format!("`{}` marks a variant, not {place}; move it", text(attr)));
        }
    }
}

fn is_marker(attr: &Attribute) -> bool {
    ["transient", "permanent", "expected", "delegate"]
        .iter()
        .any(|name| attr.path().is_ident(name))
}

/// `#[transient]` or `#[transient(after = field)]`.
fn transient(attr: &Attribute, owner: &Ident, fields: &Fields) -> syn::Result<Marker> {
    if matches!(attr.meta, Meta::Path(_)) {
        return Ok(Marker::Transient { after: None });
    }
    let parser = |input: ParseStream| {
        let key: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok((key, input.parse::<Member>()?))
    };
    let wrong =
        |_| syn::Error::new_spanned(attr, "unknown option; write `#[transient]` or `#[transient(after = field)]`");
    let (key, after) = attr.parse_args_with(parser).map_err(wrong)?;
    if key != "after" {
        let message = format!("unknown option `{key}`; write `#[transient(after = {})]`", text(&after));
        return Err(syn::Error::new_spanned(&key, message));
    }
    if fields.members().any(|member| member == after) {
        return Ok(Marker::Transient { after: Some(after) });
    }
    let members: Vec<String> = fields.members().map(|member| format!("`{}`", text(member))).collect();
    let remedy = if members.is_empty() {
        "it has none".to_owned()
    } else {
        format!("it has {}", members.join(", "))
    };
    Err(syn::Error::new_spanned(
        &after,
        format!("`{owner}` has no field `{}`; {remedy}", text(&after)),
    ))
}

/// `#[permanent]`, `#[expected]` or `#[delegate]`.
fn plain(attr: &Attribute, owner: &Ident, fields: &Fields) -> syn::Result<Marker> {
    let name = text(attr.path());
    if !matches!(attr.meta, Meta::Path(_)) {
        return Err(syn::Error::new_spanned(attr, format!("`{name}` takes no options; write `#[{name}]`")));
    }
    match name.as_str() {
        "permanent" => return Ok(Marker::Permanent),
        "expected" => return Ok(Marker::Expected),
        _ => {}
    }
    match fields.len() {
        1 => Ok(Marker::Delegate { span: attr.span() }),
        count => {
            let count = if count == 0 { "none".to_owned() } else { count.to_string() };
            let message = format!(
                "`#[delegate]` asks the only field, and `{owner}` has {count}; mark it `#[transient]`, `#[permanent]` or `#[expected]`"
            );
            Err(syn::Error::new_spanned(attr, message))
        }
    }
}
