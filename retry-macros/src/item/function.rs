//! The function under the attribute, and why it may not be one that can be retried.

use std::cell::OnceCell;
use std::collections::HashSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, FnArg, Token, Type, Visibility, token};

use crate::errors::Errors;
use crate::group;
use crate::item::bindings::Bindings;
use crate::item::body::{Body, Kind};
use crate::item::output::Output;
use crate::item::signature::Signature;
use crate::tokens::is_word;

/// The function under the attribute.
pub struct Function {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Body,
    pub output: Output,
    bindings: OnceCell<Bindings>,
}

impl Function {
    /// Parses the item, and says why it cannot be retried. `blocking` is the attribute's flag.
    pub fn parse(item: TokenStream, blocking: Option<&Ident>, errors: &mut Errors) -> Option<Self> {
        let (before, signature, body) = split(group::content(item));
        let parser = |input: ParseStream| Ok(Self::parse_parts(input, signature, body, blocking, errors));
        parser.parse2(before).ok().flatten()
    }

    fn parse_parts(
        before: ParseStream,
        signature: Vec<TokenTree>,
        body: Option<Group>,
        blocking: Option<&Ident>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let attrs = errors.keep(before.call(Attribute::parse_outer))?;
        let vis = errors.keep(before.parse())?;
        if let Some((span, message)) = no_function(before) {
            errors.push_at(span, message);
            return drain(before);
        }
        let sig = errors.keep(Signature::parse(before, signature)).or_else(|| drain(before))?;
        // What is wrong with the signature is reported before its body is looked at, and both where both are wrong.
        let output = check_signature(&sig, blocking, errors);
        check_attributes(&attrs, blocking, errors);
        let Some(braces) = body else {
            errors.push(
                &sig.ident,
                format!("`{}` has no body to retry; put `#[retry]` on the method in each `impl`", sig.ident),
            );
            return None;
        };
        let kind = sig.asyncness.map(Kind::Async).or_else(|| blocking.map(|_| Kind::Blocking));
        let Some(body) = Body::find(&braces, kind) else {
            errors.push(sig.fn_token, not_async(&sig, braces.stream()));
            return None;
        };
        if body.is_retried() {
            errors.push(
                &sig.ident,
                "`#[retry]` stands twice, by two names, and the limits would multiply; keep one",
            );
            return None;
        }
        Some(Self { attrs, vis, sig, body, output: output?, bindings: OnceCell::new() })
    }

    /// The variables that an attempt can read: the parameters, and what a future binds before its attempts. Looked for only
    /// when they are asked for: most attributes name none.
    pub fn bindings(&self) -> &Bindings {
        self.bindings.get_or_init(|| self.find_bindings())
    }

    fn find_bindings(&self) -> Bindings {
        let inputs = self.sig.inputs();
        let mut bindings = Bindings::of(inputs.is_some());
        for input in inputs.into_iter().flatten() {
            if let FnArg::Typed(argument) = input {
                bindings.add(*argument.pat, matches!(*argument.ty, Type::Reference(_)));
            }
        }
        for pattern in self.body.bindings() {
            bindings.add(pattern, false);
        }
        bindings
    }

    /// Takes the `mut` off the variables that are cloned: the clone has it, and what it is cloned from does not change,
    /// unless the statements before the attempts change it.
    pub fn hand_over_mut(&mut self, cloned: &[Ident]) {
        if cloned.is_empty() {
            return;
        }
        let mut names: HashSet<String> = cloned.iter().map(ToString::to_string).collect();
        self.body.hand_over_mut(&mut names);
        self.sig.take_mut(&names);
    }
}

/// What stands in an item before its `fn`, the tokens from there up to its body, and the braces of that. What stands in them is
/// not parsed, and stays what it is.
fn split(item: TokenStream) -> (TokenStream, Vec<TokenTree>, Option<Group>) {
    let mut before: Vec<TokenTree> = item.into_iter().collect();
    let start = before.iter().position(|token| is_word(Some(token), "fn")).unwrap_or(before.len());
    let mut signature = before.split_off(start);
    let body = signature.pop().and_then(group::braces);
    (before.into_iter().collect(), signature, body)
}

/// What stands under the attribute and is no function, and what to say. Before syn sees it: its "expected `fn`" stands at a
/// token that is right, and does not name the item.
fn no_function(input: ParseStream) -> Option<(Span, String)> {
    if let Some(keyword) = other_item(input) {
        let item = article(&keyword);
        let remedy = "put it on the method that can fail";
        return Some((keyword.span(), format!("`#[retry]` goes on a function, not on {item}; {remedy}")));
    }
    let is_expression =
        input.peek(token::Brace) || input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move]);
    let message = "`#[retry]` goes on a function, not on a block or a closure; give it a name, `async fn`";
    is_expression.then(|| (input.span(), message.to_owned()))
}

fn check_attributes(attrs: &[Attribute], blocking: Option<&Ident>, errors: &mut Errors) {
    let named = |attr: &&Attribute, name: &str| attr.path().segments.last().is_some_and(|last| last.ident == name);
    if let Some(twice) = attrs.iter().find(|attr| named(attr, "retry")) {
        errors.push(twice, "`#[retry]` stands twice, and the limits would multiply; keep one");
    }
    let tracked = attrs.iter().find(|attr| attr.path().is_ident("track_caller"));
    if let (Some(attr), Some(_)) = (tracked, blocking) {
        let remedy = "remove it, or put it on a function that calls this one";
        errors.push(attr, format!("`#[track_caller]` ends at the attempt, which is a closure; {remedy}"));
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
    let written = sig.output();
    let output = if returns_future {
        Output::of_future(written)
    } else {
        Output::of_function(written)
    };
    output
        .map_err(|problem| {
            let problem = format!("`{}` {problem}", sig.ident);
            match written {
                [] => errors.push(&sig.ident, problem),
                _ => errors.push(written.iter().cloned().collect::<TokenStream>(), problem),
            }
        })
        .ok()
}

/// What to say of a plain `fn` in whose body no async block was found.
fn not_async(sig: &Signature, body: TokenStream) -> String {
    let name = &sig.ident;
    if body.into_iter().any(|token| blocks(&token)) {
        return format!(
            "`{name}` is not async any more: an attribute above, such as `#[tokio::main]`, has made it block; put `#[retry]` \
             above that one"
        );
    }
    if returns_stream(sig.output()) {
        return format!(
            "`{name}` returns a stream, and what fails later in it is no attempt; retry the function that opens it, or each \
             request"
        );
    }
    format!(
        "`{name}` is a plain `fn`; make it an `async fn`, end it in `async move {{ .. }}`, or add `blocking` to wait on \
         its thread"
    )
}

/// Whether this is, or holds, the call with which the attributes of runtimes run an `async fn`.
fn blocks(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(name) => name == "block_on",
        TokenTree::Group(group) => group.stream().into_iter().any(|token| blocks(&token)),
        _ => false,
    }
}

fn returns_stream(output: &[TokenTree]) -> bool {
    let stream = ["Stream", "BoxStream"];
    output
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(name) if stream.iter().any(|stream| name == stream)))
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
