//! The names that an attribute takes from its function, and those that it gives.

use proc_macro2::Ident;

use crate::errors::Errors;
use crate::hygiene::same;
use crate::item::function::Function;
use crate::parse::args::Args;
use crate::parse::once::Once;

/// `clone` names what is there, `once` and `attempt` what is not.
pub fn check(args: &Args, function: &Function, errors: &mut Errors) {
    let bound = |name: &Ident| args.once.iter().any(|once| same(&once.name, name));
    for Once { name, .. } in &args.once {
        if function.bindings().first(name).is_some() {
            let problem = "a parameter, which all attempts share already";
            errors.push(name, format!("`{name}` is {problem}; give what `once` binds another name"));
        }
    }
    for name in args.clone.iter().filter(|name| !bound(name)) {
        check_cloned(name, function, errors);
    }
    let Some(name) = &args.attempt else { return };
    if bound(name) {
        errors.push(name, format!("`{name}` is bound by `once` already; give the attempt another name"));
    }
    if function.bindings().first(name).is_some() {
        let owner = &function.sig.ident;
        errors.push(
            name,
            format!("`{name}` is already a parameter of `{owner}`; give the attempt another name"),
        );
    }
}

fn check_cloned(name: &Ident, function: &Function, errors: &mut Errors) {
    let message = match function.bindings().first(name) {
        None if name == "self" => {
            "`self` cannot be cloned for each attempt; take `&self`, or `self: Arc<Self>`".to_owned()
        }
        None if !function.bindings().complete => return,
        None => {
            let owner = &function.sig.ident;
            format!("`{name}` is not a parameter of `{owner}`; `clone(..)` names by-value parameters")
        }
        Some(binding) if binding.by_reference && function.body.is_instrumented() => {
            format!(
                "`#[instrument]` above `#[retry]` moves `{name}` into the first attempt; put it below, next to `fn`"
            )
        }
        Some(binding) if binding.by_reference => {
            format!("`{name}` is a reference, which every attempt can use as it is; remove it from `clone`")
        }
        Some(_) => return,
    };
    errors.push(name, message);
}
