//! A variant of the derived enum with its marker; a struct is one alone.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, Member, Type};

use crate::derive::marker::{MARKERS, Marker};
use crate::errors::Errors;

/// One variant of an enum, or the whole of a struct.
pub struct Variant<'a> {
    /// `Self::Busy`, or `Self`.
    pub path: TokenStream,
    /// `Busy`; a struct has none.
    pub name: Option<&'a Ident>,
    pub fields: &'a Fields,
    pub marker: Marker,
}

impl Variant<'_> {
    /// The field that a `#[delegate]` asks.
    pub fn only_field(&self) -> Option<(Member, &Type)> {
        self.fields.members().zip(self.fields.iter().map(|field| &field.ty)).next()
    }
}

/// The variants of an enum, a struct being one alone.
pub fn variants<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Variant<'a>> {
    match &input.data {
        Data::Enum(data) => {
            Marker::refuse(&input.attrs, "the enum", errors);
            let mut unmarked = Vec::new();
            let variants = data.variants.iter().map(|variant| {
                let name = &variant.ident;
                let marker = marker(&variant.attrs, name, &variant.fields, &mut unmarked, errors);
                Variant {
                    path: quote!(Self::#name),
                    name: Some(name),
                    fields: &variant.fields,
                    marker,
                }
            });
            let variants = variants.collect();
            report(&unmarked, errors);
            variants
        }
        Data::Struct(data) => {
            let mut unmarked = Vec::new();
            let marker = marker(&input.attrs, &input.ident, &data.fields, &mut unmarked, errors);
            report(&unmarked, errors);
            vec![Variant { path: quote!(Self), name: None, fields: &data.fields, marker }]
        }
        Data::Union(data) => {
            errors.push(data.union_token, "a `union` does not say what it holds; implement `Classify` by hand");
            Vec::new()
        }
    }
}

/// The marker of a variant; what is wrong counts as permanent, so that nothing else is reported of it.
fn marker<'a>(
    attrs: &[Attribute],
    name: &'a Ident,
    fields: &Fields,
    unmarked: &mut Vec<&'a Ident>,
    errors: &mut Errors,
) -> Marker {
    for field in fields {
        Marker::refuse(&field.attrs, "a field", errors);
    }
    match Marker::of(attrs, name, fields, errors) {
        Ok(Some(marker)) => marker,
        Ok(None) => {
            unmarked.push(name);
            Marker::Permanent
        }
        Err(()) => Marker::Permanent,
    }
}

/// Names all unmarked variants at once.
fn report(unmarked: &[&Ident], errors: &mut Errors) {
    let names: Vec<String> = unmarked.iter().map(|name| format!("`{name}`")).collect();
    match (unmarked, names.as_slice()) {
        ([name], _) => errors.push(name, format!("`{name}` is not classified; mark it {MARKERS}")),
        ([first, ..], [others @ .., last]) => {
            errors.push(first, format!("{} and {last} are not classified; mark each {MARKERS}", others.join(", ")));
        }
        _ => {}
    }
}
