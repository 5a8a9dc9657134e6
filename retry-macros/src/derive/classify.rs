//! The derive itself: from the input to both implementations.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Ident, Path, parse_quote};

use crate::derive::carries;
use crate::derive::marker::Marker;
use crate::derive::variant::{Variant, variants};
use crate::errors::Errors;

/// Expands `#[derive(Classify)]`. After a mistake the implementations stand beside the errors, so that their users
/// keep working.
pub fn classify(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let krate = krate(&input.attrs, &mut errors);
    let variants = variants(&input, &mut errors);
    if let Data::Union(_) = input.data {
        return errors.finish().unwrap_or_default();
    }
    let classify = implementation(&input, &variants, &krate);
    let carries = carries::implementations(&input, &variants, &krate);
    let errors = errors.finish();
    quote!(#errors #classify #carries)
}

/// The path to the runtime: `#[classify(crate = ..)]` for crates that re-export it.
fn krate(attrs: &[Attribute], errors: &mut Errors) -> TokenStream {
    let mut path = quote!(::retry_runtime);
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("classify")) {
        let parsed = attr.parse_nested_meta(|meta| {
            if !meta.path.is_ident("crate") {
                return Err(meta.error("unknown option; write `#[classify(crate = ::path)]`"));
            }
            path = meta.value()?.call(Path::parse_mod_style)?.into_token_stream();
            Ok(())
        });
        errors.keep(parsed);
    }
    path
}

fn implementation(input: &DeriveInput, variants: &[Variant], krate: &TokenStream) -> TokenStream {
    let mut generics = input.generics.clone();
    if !generics.params.is_empty() {
        let fields = variants
            .iter()
            .filter(|variant| matches!(variant.marker, Marker::Delegate { .. }))
            .flat_map(|variant| variant.fields);
        let bounds = fields
            .map(|field| &field.ty)
            .map(|ty| -> syn::WherePredicate { parse_quote!(#ty: #krate::Classify) });
        let bounds: Vec<_> = bounds.collect();
        generics.make_where_clause().predicates.extend(bounds);
    }
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let name = &input.ident;
    let classes = variants.iter().map(|variant| class(variant, krate));
    let waits: Vec<TokenStream> = variants.iter().filter_map(|variant| wait(variant, krate)).collect();
    let rules = variants.iter().map(|variant| rule(variant, name, krate));
    let others = (waits.len() < variants.len()).then(|| quote!(_ => ::core::option::Option::None,));
    // `match self {}` is an error for a reference, which is inhabited in the eyes of rustc.
    let scrutinee = if variants.is_empty() { quote!(*self) } else { quote!(self) };
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Classify for #name #type_generics #where_clause {
            fn class(&self) -> #krate::Class {
                match #scrutinee { #(#classes)* }
            }

            fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                match #scrutinee { #(#waits)* #others }
            }

            fn rule(&self) -> &'static str {
                match #scrutinee { #(#rules)* }
            }
        }
    }
}

fn class(variant: &Variant, krate: &TokenStream) -> TokenStream {
    let path = &variant.path;
    match (&variant.marker, variant.only_field()) {
        (Marker::Transient { .. }, _) => quote!(#path { .. } => #krate::Class::Transient,),
        (&Marker::Delegate { span }, Some((member, ty))) => {
            let error = Ident::new("error", Span::mixed_site().located_at(ty.span()));
            let ask = quote_spanned!(ty.span().resolved_at(span)=> #krate::Classify::class(#error));
            quote!(#path { #member: #error } => #ask,)
        }
        (Marker::Expected, _) => quote!(#path { .. } => #krate::Class::Expected,),
        _ => quote!(#path { .. } => #krate::Class::Permanent,),
    }
}

fn wait(variant: &Variant, krate: &TokenStream) -> Option<TokenStream> {
    let path = &variant.path;
    match (&variant.marker, variant.only_field()) {
        (Marker::Transient { after: Some(after) }, _) => {
            let ask = {
                let name = Ident::new("after", Span::mixed_site().located_at(after.span()));
                quote_spanned!(after.span()=> #krate::__private::RetryAfter::retry_after(#name))
            };
            let name = Ident::new("after", Span::mixed_site().located_at(after.span()));
            Some(quote!(#path { #after: #name, .. } => #ask,))
        }
        (&Marker::Delegate { span }, Some((member, ty))) => {
            let error = Ident::new("error", Span::mixed_site().located_at(ty.span()));
            let ask = quote_spanned!(ty.span().resolved_at(span)=> #krate::Classify::retry_after(#error));
            Some(quote!(#path { #member: #error } => #ask,))
        }
        _ => None,
    }
}

/// The name of the variant; where another error decides for it, what that one says decided.
fn rule(variant: &Variant, owner: &Ident, krate: &TokenStream) -> TokenStream {
    let path = &variant.path;
    let name = variant.name.as_ref().map_or_else(|| owner.to_string(), |name| format!("{owner}::{name}"));
    if let (&Marker::Delegate { span }, Some((member, ty))) = (&variant.marker, variant.only_field()) {
        let error = Ident::new("error", Span::mixed_site().located_at(ty.span()));
        let ask = quote_spanned!(ty.span().resolved_at(span)=> #krate::Classify::rule(#error));
        return quote!(#path { #member: #error } => match #ask { #krate::__private::CLASSIFIED => #name, rule => rule },);
    }
    quote!(#path { .. } => #name,)
}
