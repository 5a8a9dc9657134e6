use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, Member, Type};

use crate::errors::Errors;
use crate::marker::{MARKERS, Marker};

/// One variant of an enum, or the whole of a struct.
pub struct Case<'a> {
    /// `Self::Busy`, or `Self`.
    pub path: TokenStream,
    pub fields: &'a Fields,
    pub marker: Marker,
}

impl Case<'_> {
    /// The field that a `#[delegate]` asks.
    pub fn only_field(&self) -> Option<(Member, &Type)> {
        self.fields.members().zip(self.fields.iter().map(|field| &field.ty)).next()
    }
}

/// The cases of an enum, a struct being one alone.
pub fn cases<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Case<'a>> {
    match &input.data {
        Data::Enum(data) => {
            Marker::refuse(&input.attrs, "the enum", errors);
            let mut unmarked = Vec::new();
            let cases = data.variants.iter().map(|variant| {
                let name = &variant.ident;
                let marker = marker(&variant.attrs, name, &variant.fields, &mut unmarked, errors);
                Case { path: quote!(Self::#name), fields: &variant.fields, marker }
            });
            let cases = cases.collect();
            report(&unmarked, errors);
            cases
        }
        Data::Struct(data) => {
            let mut unmarked = Vec::new();
            let marker = marker(&input.attrs, &input.ident, &data.fields, &mut unmarked, errors);
            report(&unmarked, errors);
            vec![Case { path: quote!(Self), fields: &data.fields, marker }]
        }
        Data::Union(data) => {
            errors.push(data.union_token, "a `union` does not say what it holds; implement `Classify` by hand");
            Vec::new()
        }
    }
}

/// The marker of a case; what is wrong counts as permanent, so that nothing else is reported of it.
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
