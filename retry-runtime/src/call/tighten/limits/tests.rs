use super::*;

/// What a text sets the limits of these functions to, after what was set before.
fn limits(functions: &[&Function], text: &str) -> Result<Vec<u32>, String> {
    set(functions, entries(text)).map_err(|error| error.to_string())?;
    Ok(functions.iter().map(|function| function.limit()).collect())
}

/// Three functions, two of one name.
fn three() -> [Function; 3] {
    [("gemini.embed", 3), ("storage.purge", 2), ("storage.purge", 5)].map(|(name, max)| Function::new(name, max))
}

const UP_TO: &str = "set 1 (no retries) or more, up to `gemini.embed=3`, `storage.purge=2`, `storage.purge=5`";

#[test]
fn each_function_gets_the_number_or_its_own_limit() {
    for (text, expected) in [
        ("", [3, 2, 5]),
        (" , ,", [3, 2, 5]),
        ("gemini.embed=1", [1, 2, 5]),
        ("*=1", [1, 1, 1]),
        ("*=4", [3, 2, 4]),
        ("storage.*=3,gemini.*=2", [2, 2, 3]),
        ("\n  storage.* = 3,\n  gemini.* = 2,\n", [2, 2, 3]),
        ("*=1, gemini.embed=3", [3, 1, 1]),
        ("gemini.embed=3, *=1", [1, 1, 1]),
    ] {
        assert_eq!(limits(&three().each_ref(), text), Ok(expected.to_vec()), "{text}");
    }
}

#[test]
fn what_was_lowered_rises_up_to_its_own() {
    let functions = three();
    for (text, expected) in [("*=1", [1, 1, 1]), ("s*=2", [1, 2, 2]), ("s*=5", [1, 2, 5]), ("*=5", [3, 2, 5])] {
        assert_eq!(limits(&functions.each_ref(), text), Ok(expected.to_vec()), "{text}");
    }
    assert_eq!(functions.each_ref().map(Function::tightened), [None; 3]);
}

#[test]
fn a_mistake_is_told_with_what_there_is() {
    for (text, mistake) in [
        ("gemini.embed", "`gemini.embed` is no `name=number`"),
        ("gemini.embed=two", "`gemini.embed=two` is no `name=number`"),
        ("gemni.*=2", "no retried function is named `gemni.*`"),
        ("=2", "no retried function is named ``"),
        ("gemini.*=0", "`gemini.*=0` allows no attempt"),
        ("gemini.*=4", "`gemini.*=4` is above the limit of 3 in the source"),
        ("storage.purge=6", "`storage.purge=6` is above the limit of 5 in the source"),
        ("x=0", "`x=0` allows no attempt, no retried function is named `x`"),
    ] {
        assert_eq!(limits(&three().each_ref(), text), Err(format!("{mistake}; {UP_TO}")));
    }
}

#[test]
fn all_mistakes_are_told_and_nothing_is_set() {
    let functions = three();
    limits(&functions.each_ref(), "gemini.embed=2").unwrap();
    let mistakes = "`two` is no `name=number`, `storage.*=9` is above the limit of 5 in the source, no retried function is named `x`";
    let error = limits(&functions.each_ref(), "gemini.embed=1, two, *=1, storage.*=9, x=1, *=3").unwrap_err();
    assert_eq!(error, format!("{mistakes}; {UP_TO}"));
    assert_eq!(functions.each_ref().map(Function::limit), [2, 2, 5]);
}

#[test]
fn functions_that_are_alike_are_listed_once() {
    let functions = [Function::new("load", 2), Function::new("load", 2)];
    let error = limits(&functions.each_ref(), "load=3").unwrap_err();
    assert_eq!(
        error,
        "`load=3` is above the limit of 2 in the source; set 1 (no retries) or more, up to `load=2`"
    );
}

#[test]
fn a_binary_may_have_no_retried_function() {
    assert_eq!(limits(&[], ""), Ok(Vec::new()));
    let error = limits(&[], "*=1").unwrap_err();
    assert_eq!(error, "no retried function is named `*`; this binary has no retried function");
}
