use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Token, Type, Visibility};

use crate::args::{Args, SHARED_KEYS};
use crate::errors::Errors;
use crate::rules::Rules;
use crate::{comma, duration, summary};

const EXAMPLE: &str = "write `pub static GEMINI: GeminiError = (max = 3, backoff = \"exp(1s)\", classified)`";

/// The item of `policy!`: a static with the keys of `#[retry]` in place of its value.
struct Item {
    attrs: Vec<Attribute>,
    vis: Visibility,
    name: Ident,
    error: Type,
    args: TokenStream,
}

impl Item {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let expected =
            |problem: &str, error: &syn::Error| syn::Error::new(error.span(), format!("{problem}; {EXAMPLE}"));
        input
            .parse::<Token![static]>()
            .map_err(|error| expected("a shared policy is a `static`", &error))?;
        let name = input.parse()?;
        input
            .parse::<Token![:]>()
            .map_err(|error| expected("a shared policy names the error type it classifies", &error))?;
        let error = input.parse()?;
        input.parse::<Token![=]>().map_err(|error| expected("a shared policy has keys", &error))?;
        let args = comma::parenthesized(input)
            .map_err(|error| expected("the keys stand in parentheses", &error))?
            .parse()?;
        if !input.is_empty() {
            input.parse::<Token![;]>()?;
        }
        Ok(Self { attrs, vis, name, error, args })
    }

    fn expand(self, errors: &mut Errors) -> TokenStream {
        let Self { attrs, vis, name, error, args } = self;
        let args = Args::parse(args, &SHARED_KEYS, errors);
        let krate = args.krate.as_ref().map_or_else(|| quote!(::retry_runtime), ToTokens::to_token_stream);
        let within = args.within.map(|(within, _)| within);
        let rules = Rules::check(args, Some(&error), name.span(), errors);
        let Some(rules) = rules.filter(|_| errors.count() == 0) else {
            // Stands in for the policy, so that the functions that use it report nothing.
            return quote! {
                #(#attrs)* #vis static #name: #krate::Policy<#error> = #krate::Policy::__new(
                    #krate::__private::Schedule::new(&[::core::time::Duration::ZERO; 99]), &[], ::core::option::Option::None,
                    |_| #krate::__private::Decision::permanent(""),
                );
            };
        };
        let private = quote!(#krate::__private);
        let (schedule, kinds, decide) = (
            rules.schedule_tokens(&private),
            rules.kinds_tokens(&private),
            rules.decision_tokens(&private),
        );
        let text = summary::of_rules(&rules, within);
        let paragraph = summary::paragraph(&text);
        let worst_cases = rules.longest_by_attempts().map(duration::tokens);
        let doc = attrs
            .iter()
            .any(|attr| attr.path().is_ident("doc"))
            .then(|| quote!(#[doc = ""] #[doc = #paragraph]));
        let within = within.map_or_else(duration::none, duration::some);
        quote! {
            #(#attrs)* #doc
            #vis static #name: #krate::Policy<#error> = #krate::Policy::<#error>::__new(#schedule, #kinds, #within, #decide)
                .__told(&[#(#worst_cases),*], #text);
        }
    }
}

/// Expands `policy!`.
pub fn policy(input: TokenStream) -> TokenStream {
    let mut items = Vec::new();
    let parser = |input: ParseStream| {
        while !input.is_empty() {
            items.push(Item::parse(input)?);
        }
        Ok(())
    };
    let parsed = parser.parse2(input).map_err(syn::Error::into_compile_error).err();
    let items = items.into_iter().map(|item| {
        let mut errors = Errors::default();
        let item = item.expand(&mut errors);
        let errors = errors.finish();
        quote!(#errors #item)
    });
    quote!(#parsed #(#items)*)
}
