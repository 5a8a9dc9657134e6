//! `Carries<T>` for what the variants hold.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Field, GenericArgument, Member, PathArguments, Type};

use crate::derive::marker::Marker;
use crate::derive::variant::Variant;
use crate::text::text;

/// The variants of an error that hold a field of one type.
struct Carried<'a> {
    ty: &'a Type,
    arms: Vec<(&'a TokenStream, Member, TokenStream)>,
}

/// `Carries<T>` for the type of each source and of each `#[delegate]` field.
pub fn implementations(input: &DeriveInput, variants: &[Variant], krate: &TokenStream) -> TokenStream {
    let mut carried: Vec<Carried> = Vec::new();
    for variant in variants {
        for (member, field) in variant.fields.members().zip(variant.fields) {
            if !is_carried(variant, field) {
                continue;
            }
            let (ty, value) = pointee(&field.ty).map_or((&field.ty, quote!(error)), |ty| (ty, quote!(&**error)));
            let arm = (&variant.path, member, value);
            match carried.iter_mut().find(|other| text(other.ty) == text(ty)) {
                Some(other) => other.arms.push(arm),
                None => carried.push(Carried { ty, arms: vec![arm] }),
            }
        }
    }
    // Beside another, an implementation for a type parameter would overlap.
    let is_parameter = |ty: &Type| input.generics.type_params().any(|parameter| text(&parameter.ident) == text(ty));
    let alone = carried.len() == 1;
    let implementations = carried.iter().filter(|carried| alone || !is_parameter(carried.ty));
    implementations
        .map(|carried| implementation(input, carried, variants.len(), krate))
        .collect()
}

/// What thiserror takes for the source of the error, and what decides for it.
fn is_carried(variant: &Variant, field: &Field) -> bool {
    let marked = field
        .attrs
        .iter()
        .any(|attr| attr.path().is_ident("from") || attr.path().is_ident("source"));
    let named = field.ident.as_ref().is_some_and(|name| name == "source");
    matches!(variant.marker, Marker::Delegate { .. }) || marked || named
}

/// `T` of `Box<T>` and its like: what is carried is the error, not the pointer to it.
fn pointee(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path
        .path
        .segments
        .last()
        .filter(|last| ["Box", "Arc", "Rc"].iter().any(|name| last.ident == name))?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if !matches!(ty, Type::TraitObject(_)) => Some(ty),
        _ => None,
    }
}

fn implementation(input: &DeriveInput, carried: &Carried, variants: usize, krate: &TokenStream) -> TokenStream {
    let (name, ty) = (&input.ident, carried.ty);
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let arms = carried
        .arms
        .iter()
        .map(|(path, member, value)| quote!(#path { #member: error, .. } => ::core::option::Option::Some(#value),));
    let others = (carried.arms.len() < variants).then(|| quote!(_ => ::core::option::Option::None,));
    // Where a type is written in two ways, the implementations overlap, which rustc reports at the field.
    quote_spanned! {ty.span()=>
        #[automatically_derived]
        impl #impl_generics #krate::Carries<#ty> for #name #type_generics #where_clause {
            fn carried(&self) -> ::core::option::Option<&#ty> {
                match self { #(#arms)* #others }
            }
        }
    }
}
