#![expect(clippy::too_many_lines, reason = "an expansion is as long as it is")]

use expect_test::Expect;

mod arbitrary;
mod beside_policy;
mod classification;
mod keys;
mod limits;
mod shapes;

/// The expansion as formatted source.
fn expand(args: &str, item: &str) -> String {
    let expansion = crate::expand::retry::retry(args.parse().unwrap(), &item.parse().unwrap());
    prettyplease::unparse(&syn::parse2(expansion).unwrap())
}

fn check(args: &str, item: &str, expected: &Expect) {
    expected.assert_eq(&expand(args, item));
}
