//! `policy!`: a static with the keys of `#[retry]` in place of its value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::rules::Rules;
use crate::errors::Errors;
use crate::expand::context::{private, runtime};
use crate::expand::{decision, docs, schedules, time};
use crate::parse::args::{Args, SHARED_KEYS};
use crate::parse::policy_item::PolicyItem;

/// Expands `policy!`. What is wrong in one policy does not hide the others.
pub fn policy(input: TokenStream) -> TokenStream {
    let (items, error) = PolicyItem::parse_all(input);
    let parsed = error.map(syn::Error::into_compile_error);
    let items = items.into_iter().map(|item| {
        let mut errors = Errors::default();
        let item = expand(item, &mut errors);
        let errors = errors.finish();
        quote!(#errors #item)
    });
    quote!(#parsed #(#items)*)
}

fn expand(item: PolicyItem, errors: &mut Errors) -> TokenStream {
    let PolicyItem { attrs, vis, name, error, args } = item;
    let args = Args::parse(args, &SHARED_KEYS, errors);
    let krate = runtime(args.krate.as_ref());
    let private = private(&krate);
    let within = args.within.map(|(within, _)| within);
    let rules = Rules::check(args, Some(&error), name.span(), errors);
    let Some(rules) = rules.filter(|_| errors.count() == 0) else {
        // Stands in for the policy, so that the functions that use it report nothing.
        return quote! {
            #(#attrs)* #vis static #name: #krate::Policy<#error> = #krate::Policy::__new(
                #private::Schedule::new(&[::core::time::Duration::ZERO; 99]), &[], ::core::option::Option::None,
                |_| #private::Decision::permanent(""),
            );
        };
    };
    let (schedule, kinds) = (schedules::own(&rules, &private), schedules::kinds(&rules, &private));
    let decide = decision::tokens(&rules.classification, &private);
    let text = docs::of_rules(&rules, within);
    let documented = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    let doc = documented.then(|| docs::attributes(&text));
    let worst_cases = rules.longest_by_attempts().map(time::tokens);
    let within = within.map_or_else(time::none, time::some);
    quote! {
        #(#attrs)* #doc
        #vis static #name: #krate::Policy<#error> = #krate::Policy::<#error>::__new(#schedule, #kinds, #within, #decide)
            .__told(&[#(#worst_cases),*], #text);
    }
}
