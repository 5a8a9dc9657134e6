use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Expr, Ident, Token, token};

use crate::entry::{Entry, Shape};
use crate::errors::Errors;
use crate::output::Output;
use crate::{comma, decision};

/// A circuit breaker, and the errors that count as its failures.
pub struct Breaker {
    key: Ident,
    value: Expr,
    pub trips_on: Option<Vec<Entry>>,
}

impl Breaker {
    /// Parses `(EXPR, trips_on = [entry, ..])` behind the key. `None`: the mistakes are reported.
    pub fn parse(key: &Ident, input: ParseStream, errors: &mut Errors) -> Option<Self> {
        if !input.peek(token::Paren) {
            errors.push(key, "`breaker` takes a circuit breaker in parentheses; write `breaker(GEMINI)`");
            return None;
        }
        let content = errors.keep(comma::parenthesized(input))?;
        let before = errors.count();
        let (mut breaker, mut trips_on) = (None, None);
        comma::separated(&content, errors, |input, errors| {
            let named = input.fork().parse::<Ident>().is_ok_and(|name| name == "trips_on");
            if named || input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]) {
                trips_on = Some(trips(trips_on.is_some(), input, errors)?);
            } else if breaker.is_some() {
                errors.push_at(input.span(), "one breaker for each key; write `breaker(A), breaker(B)`");
                return None;
            } else {
                breaker = Some(errors.keep(input.parse())?);
            }
            Some(())
        });
        if breaker.is_none() && errors.count() == before {
            errors.push(key, "`breaker` names no circuit breaker; write `breaker(GEMINI)`");
        }
        Some(Self { key: key.clone(), value: breaker?, trips_on })
    }

    /// The entry of `trips_on` that stands for every error.
    pub fn rest(&self) -> Option<&Entry> {
        self.trips_on.iter().flatten().find(|entry| matches!(entry.shape, Shape::Rest))
    }
}

/// `trips_on = [entry, ..]`.
fn trips(twice: bool, input: ParseStream, errors: &mut Errors) -> Option<Vec<Entry>> {
    let key: Ident = errors.keep(input.parse())?;
    if input.parse::<Token![=]>().is_err() {
        errors.push(&key, format!("`{key}` has no value; write `{key} = [..]`"));
        return None;
    }
    if key != "trips_on" {
        errors.push(
            &key,
            format!("unknown option `{key}`; `breaker` has `trips_on = [..]`, the errors that count as failures"),
        );
        return None;
    }
    if twice {
        errors.push(&key, "`trips_on` stands twice; keep one");
        return None;
    }
    if !input.peek(token::Bracket) {
        errors.push(&key, "`trips_on` is a list; write `trips_on = [..]`");
        return None;
    }
    let span = input.span();
    let content = errors.keep(comma::bracketed(input))?;
    if content.is_empty() {
        errors.push_at(
            span,
            "`trips_on` is empty, so nothing would open the breaker; name at least one error, or remove it",
        );
        return None;
    }
    Some(Entry::parse_all(&content, errors))
}

/// Where the limits come into the loop.
#[derive(Default)]
pub struct Places {
    /// Before the loop: what the user's expressions are, once for each call.
    pub before: TokenStream,
    /// Before each attempt: may it start?
    pub admission: TokenStream,
    /// After each attempt, between its judgement and the end of it: what the limits say.
    pub verdicts: TokenStream,
}

impl Breaker {
    /// Adds what this breaker says to the loop; `number` tells it from the others.
    pub fn place(&self, number: usize, output: &Output, krate: &TokenStream, places: &mut Places) {
        let Self { key, value, trips_on } = self;
        let output = &output.ty;
        let (name, permit) = (local("breaker", number), local("permit", number));
        let refused = Ident::new("refused", Span::mixed_site().located_at(key.span()));
        places.before.extend(bound(&name, &quote!(#krate::CircuitBreaker), value));
        places.admission.extend(quote_spanned! {Span::mixed_site()=>
            let #permit = match #krate::admit(#name) {
                ::core::result::Result::Ok(permit) => permit,
                ::core::result::Result::Err(open) => break retry.#refused::<#output>(site(), open),
            };
        });
        let trips = trips_on.as_ref().map(|entries| decision::any(entries, krate));
        places.verdicts.extend(trips.map_or_else(
            || quote_spanned!(Span::mixed_site()=> .breaker(#permit)),
            |trips| quote_spanned!(Span::mixed_site()=> .breaker_on(#permit, #trips)),
        ));
    }
}

/// Binds a reference to what the user's expression is or points to. In two steps: the type of the first is the
/// expression's own, so that a block may end in an `Arc`; where the second does not fit, rustc points at the expression.
pub fn bound(name: &Ident, ty: &TokenStream, value: &Expr) -> TokenStream {
    let held = Ident::new("held", Span::mixed_site().located_at(value.span()));
    quote_spanned! {Span::mixed_site()=>
        let #held = &#value;
        let #name: &#ty = #held;
    }
}

fn local(name: &str, number: usize) -> Ident {
    let number = if number == 0 { String::new() } else { (number + 1).to_string() };
    Ident::new(&format!("{name}{number}"), Span::mixed_site())
}
