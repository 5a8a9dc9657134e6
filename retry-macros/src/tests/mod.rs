mod arbitrary;
mod snapshots;

/// The expansion as formatted source.
fn expand(args: &str, item: &str) -> String {
    let expansion = crate::expand::retry(args.parse().unwrap(), &item.parse().unwrap());
    prettyplease::unparse(&syn::parse2(expansion).unwrap())
}
