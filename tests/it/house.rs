//! The houses of the crates: imports run down the floors, never up, and no two files import each other, by whatever way.
//!
//! It reads the paths that begin with `crate::` and `super::`, in `use` lines and in code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What stands on the same floor does not know each other.
const MACROS: [&[&str]; 5] = [
    &["expand", "derive"],
    &["check"],
    &["parse", "item"],
    &["errors", "group", "hygiene", "text"],
    &["tokens"],
];
const RUNTIME: [&[&str]; 5] = [&["call"], &["limits"], &["observe"], &["classify"], &["wait"]];

const ADMIN: [&[&str]; 8] = [
    &["admin"],
    &["actions", "headers", "json"],
    &["page"],
    &["anchor", "place", "view"],
    &["encode", "order"],
    &["now"],
    &["rates"],
    &["counted"],
];

/// A file by its modules: `["wait", "clock"]`.
type Module = Vec<String>;

#[test]
fn imports_of_the_macros_run_one_way() {
    check("retry-macros", &MACROS);
}

#[test]
fn imports_of_the_runtime_run_one_way() {
    check("retry-runtime", &RUNTIME);
}

#[test]
fn imports_of_the_pages_run_one_way() {
    check("retry-admin", &ADMIN);
}

fn check(package: &str, floors: &[&[&str]]) {
    let imports = imports(&Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src"));
    assert!(
        imports.len() > 20 && imports.values().any(|imported| !imported.is_empty()),
        "nothing was read"
    );
    let floor = |module: &Module| {
        let room = module.first()?;
        floors.iter().position(|floor| floor.contains(&room.as_str()))
    };
    for (file, imported) in &imports {
        let Some(from) = floor(file) else { continue };
        for other in imported.iter().filter(|other| other.first() != file.first()) {
            let down = floor(other).is_some_and(|to| to > from);
            assert!(down, "{package}: {} imports {}, which is not below it", file.join("::"), other.join("::"));
        }
    }
    for file in imports.keys() {
        let way = way_back(file, &imports);
        assert!(way.is_none(), "{package}: imports run in a circle: {:?}", way.unwrap_or_default());
    }
}

/// The files through which a file imports itself.
fn way_back(start: &Module, imports: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<String>> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in way.last().and_then(|last| imports.get(*last)).into_iter().flatten() {
            if next == start {
                return Some(way.iter().map(|module| module.join("::")).collect());
            }
            if seen.insert(next) {
                ways.push(way.iter().copied().chain([next]).collect());
            }
        }
    }
    None
}

/// Which files each file imports, tests aside. A `mod.rs` imports nothing: it is the list of its folder.
fn imports(src: &Path) -> BTreeMap<Module, BTreeSet<Module>> {
    let files: BTreeMap<Module, PathBuf> = files(src, &[]).into_iter().collect();
    let of = |(module, path): (&Module, &PathBuf)| {
        let text = fs::read_to_string(path).unwrap();
        let own = &module[..module.len() - usize::from(!path.ends_with("mod.rs"))];
        let found = paths(&text, own).into_iter().filter_map(|path| resolve(path, &files));
        let imported = found.filter(|other| other != module && !path.ends_with("mod.rs")).collect();
        (module.clone(), imported)
    };
    files.iter().map(of).collect()
}

fn files(folder: &Path, module: &[String]) -> Vec<(Module, PathBuf)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner: Module = module.iter().cloned().chain([name.clone()]).collect();
        match (name.as_str(), path.is_dir()) {
            ("tests" | "lib" | "private", _) => {}
            (_, true) => files.extend(self::files(&path, &inner)),
            ("mod", false) => files.push((module.to_vec(), path)),
            (_, false) => files.push((inner, path)),
        }
    }
    files
}

/// The file that a path leads into: the longest beginning of it that is one.
fn resolve(mut path: Module, files: &BTreeMap<Module, PathBuf>) -> Option<Module> {
    while !path.is_empty() && !files.contains_key(&path) {
        path.pop();
    }
    (!path.is_empty()).then_some(path)
}

/// Every path of the code that begins with `crate::` or `super::`; `own` is where `super` leads from.
fn paths(text: &str, own: &[String]) -> Vec<Module> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let roots = [("crate::", &[][..]), ("super::", own)];
    let starts = roots
        .iter()
        .flat_map(|(root, base)| code.split(root).skip(1).map(move |rest| (*base, rest)));
    starts.flat_map(|(base, rest)| branches(rest, base)).collect()
}

/// `a::{b, c::D}` is two paths.
fn branches(tree: &str, base: &[String]) -> Vec<Module> {
    let tree = tree.trim_start();
    if let Some(inner) = tree.strip_prefix('{') {
        return members(inner).into_iter().flat_map(|member| branches(member, base)).collect();
    }
    let end = tree.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(tree.len());
    let (name, rest) = tree.split_at(end);
    let path: Module = base.iter().cloned().chain([name.to_owned()]).collect();
    match rest.strip_prefix("::") {
        Some(rest) => branches(rest, &path),
        None => vec![path],
    }
}

/// What stands between the commas of a brace, up to its end.
fn members(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut members) = (0, 0, Vec::new());
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                members.push(&inner[start..at]);
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    members
}

/// The lines of a manifest that declare features.
fn features(package: &str) -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("Cargo.toml");
    let text = fs::read_to_string(manifest).unwrap();
    let lines = text.lines().skip_while(|line| *line != "[features]").skip(1);
    let features = lines.take_while(|line| !line.starts_with('['));
    features.filter(|line| line.contains(" = ")).map(str::to_owned).collect()
}

/// Without it, what the feature needs would not be written: a call that panics would count as cancelled.
#[test]
fn a_feature_of_the_macros_is_turned_on_by_that_of_the_runtime() {
    let (macros, runtime) = (features("retry-macros"), features("retry-runtime"));
    assert!(!macros.is_empty());
    for feature in macros {
        let (name, _) = feature.split_once(" = ").unwrap();
        let turned_on = format!("\"retry-macros/{name}\"");
        assert!(runtime.iter().any(|line| line.starts_with(name) && line.contains(&turned_on)), "{name}");
    }
}
