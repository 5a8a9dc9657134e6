//! The function under the attribute, and why it may not be one that can be retried.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, FnArg, Pat, PatIdent, ReturnType, Signature, Token, Type, Visibility};

use crate::errors::Errors;
use crate::item::body::{Body, Kind};
use crate::item::output::Output;

/// The function under the attribute.
pub struct Function {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Body,
    pub output: Output,
}

impl Function {
    /// Parses the item, and says why it cannot be retried. `blocking` is the attribute's flag.
    pub fn parse(item: TokenStream, blocking: Option<&Ident>, errors: &mut Errors) -> Option<Self> {
        let parser = |input: ParseStream| Ok(Self::parse_item(input, blocking, errors));
        parser.parse2(item).ok().flatten()
    }

    fn parse_item(input: ParseStream, blocking: Option<&Ident>, errors: &mut Errors) -> Option<Self> {
        let attrs = errors.keep(input.call(Attribute::parse_outer))?;
        let vis = errors.keep(input.parse())?;
        // Before syn sees it: its "expected `fn`" stands at a token that is right, and does not name the item.
        if let Some(keyword) = other_item(input) {
            errors.push(
                &keyword,
                format!(
                    "`#[retry]` goes on a function, not on {}; put it on the method that can fail",
                    article(&keyword)
                ),
            );
            return drain(input);
        }
        let sig: Signature = errors.keep(input.parse()).or_else(|| drain(input))?;
        if let Some(twice) = attrs
            .iter()
            .find(|attr| attr.path().segments.last().is_some_and(|last| last.ident == "retry"))
        {
            errors.push(twice, "`#[retry]` stands twice, and the limits would multiply; keep one");
        }
        // What is wrong with the signature is reported before its body is looked at, and both where both are wrong.
        let output = check_signature(&sig, blocking, errors);
        if input.peek(Token![;]) && input.parse::<Token![;]>().is_ok() {
            errors.push(
                &sig.ident,
                format!("`{}` has no body to retry; put `#[retry]` on the method in each `impl`", sig.ident),
            );
            return None;
        }
        let kind = sig.asyncness.map(Kind::Async).or_else(|| blocking.map(|_| Kind::Blocking));
        let body = errors.keep(Body::parse(input, kind))?;
        if body.is_none() {
            errors.push(sig.fn_token, plain_fn(&sig.ident));
        }
        Some(Self { attrs, vis, sig, body: body?, output: output? })
    }

    /// The variables that an attempt can read: the parameters, and what a future binds before its attempts.
    pub fn bindings(&self) -> Vec<Binding> {
        let mut bindings = Bindings::default();
        for input in &self.sig.inputs {
            if let FnArg::Typed(argument) = input {
                bindings.by_reference = matches!(*argument.ty, Type::Reference(_));
                bindings.visit_pat_mut(&mut argument.pat.clone());
            }
        }
        bindings.by_reference = false;
        for mut pattern in self.body.bindings() {
            bindings.visit_pat_mut(&mut pattern);
        }
        bindings.found
    }

    /// Takes the `mut` off a variable that is cloned: the clone has it, and what it is cloned from does not change,
    /// unless the statements before the attempts change it.
    pub fn hand_over_mut(&mut self, name: &Ident) {
        if self.body.hand_over_mut(name) || self.body.mentions(name) {
            return;
        }
        for input in &mut self.sig.inputs {
            if let FnArg::Typed(argument) = input {
                if let Pat::Ident(pattern) = &mut *argument.pat {
                    if pattern.ident == *name {
                        pattern.mutability = None;
                    }
                }
            }
        }
    }
}

/// A variable, and what is known of it.
pub struct Binding {
    pub name: Ident,
    pub mutable: bool,
    pub by_reference: bool,
}

#[derive(Default)]
struct Bindings {
    found: Vec<Binding>,
    by_reference: bool,
}

impl VisitMut for Bindings {
    fn visit_pat_ident_mut(&mut self, pattern: &mut PatIdent) {
        let mutable = pattern.mutability.is_some();
        self.found
            .push(Binding { name: pattern.ident.clone(), mutable, by_reference: self.by_reference });
        visit_mut::visit_pat_ident_mut(self, pattern);
    }
}

fn check_signature(sig: &Signature, blocking: Option<&Ident>, errors: &mut Errors) -> Option<Output> {
    if let Some(constness) = sig.constness {
        errors.push(
            constness,
            format!("a `const fn` cannot wait; remove `const`, or retry where `{}` is called", sig.ident),
        );
    }
    if let (Some(_), Some(blocking)) = (sig.asyncness, blocking) {
        errors.push(
            blocking,
            format!("`blocking` is for a plain `fn`, and `{}` is async; remove it", sig.ident),
        );
    }
    let returns_future = sig.asyncness.is_none() && blocking.is_none();
    let output = if returns_future {
        Output::of_future(&sig.output)
    } else {
        Output::of_function(&sig.output)
    };
    output
        .map_err(|problem| {
            let problem = format!("`{}` {problem}", sig.ident);
            match &sig.output {
                ReturnType::Default => errors.push(&sig.ident, problem),
                ReturnType::Type(_, ty) => errors.push(ty, problem),
            }
        })
        .ok()
}

fn plain_fn(name: &Ident) -> String {
    format!(
        "`{name}` is a plain `fn`; make it an `async fn`, end it in `async move {{ .. }}`, or add `blocking` to wait on \
         its thread"
    )
}

/// The keyword of an item that is no function.
fn other_item(input: ParseStream) -> Option<Ident> {
    let fork = input.fork();
    let mut before: Option<Ident> = None;
    while let Ok(word) = fork.call(Ident::parse_any) {
        match word.to_string().as_str() {
            "fn" => return None,
            "const" | "async" | "unsafe" | "extern" | "default" | "safe" => before = Some(word),
            _ => return Some(before.filter(|before| before == "const").unwrap_or(word)),
        }
    }
    None
}

fn article(keyword: &Ident) -> String {
    let keyword = keyword.to_string();
    match keyword.as_str() {
        "const" | "struct" | "trait" | "mod" | "static" | "type" | "union" | "use" => format!("a `{keyword}`"),
        "impl" | "enum" => format!("an `{keyword}`"),
        _ => "this".to_owned(),
    }
}

/// Reads to the end, so that what is left over is not a second mistake.
fn drain<T>(input: ParseStream) -> Option<T> {
    while input.parse::<TokenTree>().is_ok() {}
    None
}
