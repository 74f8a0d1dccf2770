//! No two files of a folder need each other, in one step or in many: whoever reads one knows which to read before.
//!
//! A folder is looked at as its own files and the folders in it, each of these as one. The file that a folder begins with
//! (`mod.rs`) only names what others may use, so that a name which it hands on counts as that of the file it is from.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{File, lines, sources};

/// Folders whose files make one type together, each with that type.
const ONE_TYPE: &[(&str, &str)] = &[("markdown", "Writer")];

/// A module or something in one, from the crate's root.
type Path = Vec<String>;

#[test]
fn files_of_a_folder_need_each_other_in_one_direction() {
    let sources: Vec<File> = sources().into_iter().filter(|file| !file.is_test).collect();
    let tree = Tree::of(&sources);
    let mut needs: BTreeMap<Path, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in &sources {
        let own = module(&file.name);
        for other in uses(file, &tree).iter().filter_map(|used| tree.home(used, 0)) {
            let common = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
            if common > 0 && common < own.len() && common < other.len() {
                let folder = needs.entry(own[..common].to_vec()).or_default();
                folder.entry(own[common].clone()).or_default().insert(other[common].clone());
            }
        }
    }
    let mut circles = Vec::new();
    for (folder, needs) in &needs {
        if !ONE_TYPE.iter().any(|(one, _)| *folder == [*one]) {
            circles
                .extend(circle(needs).map(|circle| format!("{}: {}", folder.join("/"), circle.join(" → "))));
        }
    }
    assert!(circles.is_empty(), "\n{}\n", circles.join("\n"));
}

/// The modules of the crate, and what each hands on.
struct Tree {
    modules: BTreeSet<Path>,
    /// By module and name: what stands behind it.
    handed_on: BTreeMap<(Path, String), Path>,
    /// By module: the names that it declares.
    declared: BTreeSet<(Path, String)>,
}

impl Tree {
    fn of(sources: &[File]) -> Tree {
        let modules = sources.iter().map(|file| module(&file.name)).collect();
        let mut tree = Tree { modules, handed_on: BTreeMap::new(), declared: BTreeSet::new() };
        for file in sources {
            let own = module(&file.name);
            for (_, line) in lines(file) {
                tree.declared.extend(declared(line).map(|name| (own.clone(), name.to_owned())));
            }
            for used in imported(file, &tree) {
                if let Some(name) = used.last() {
                    tree.handed_on.insert((own.clone(), name.clone()), used.clone());
                }
            }
        }
        tree
    }

    /// The module that something is from.
    fn home(&self, path: &[String], depth: usize) -> Option<Path> {
        let known = (1..=path.len()).rev().find(|length| self.modules.contains(&path[..*length]))?;
        let module = path[..known].to_vec();
        let Some(name) = path.get(known) else { return Some(module) };
        let key = (module, name.clone());
        match self.handed_on.get(&key) {
            Some(from) if depth < 8 && from != path && !self.declared.contains(&key) => {
                self.home(from, depth + 1)
            }
            _ => Some(key.0),
        }
    }
}

/// The path of a file's module: `site`, `map`, `route`.
fn module(name: &str) -> Path {
    let path = name.trim_end_matches(".rs");
    path.trim_end_matches("/mod").split('/').map(str::to_owned).collect()
}

/// The name of what a line begins to declare.
fn declared(line: &str) -> Option<&str> {
    let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    let kinds = ["struct", "enum", "trait", "type", "fn", "const", "static"];
    let before = ["pub", "crate", "super", "in", "async", "unsafe"];
    let first = words.find(|word| !before.contains(word))?;
    let name = if kinds.contains(&first) { words.next()? } else { return None };
    // A constant function is a function.
    if name == "fn" { words.next() } else { Some(name) }
}

/// All that a file names of the crate.
fn uses(file: &File, tree: &Tree) -> Vec<Path> {
    let own = module(&file.name);
    let mut all = imported(file, tree);
    for (_, line) in lines(file).filter(|(_, line)| !line.contains("use ")) {
        for root in ["crate::", "super::"] {
            for (at, _) in line.match_indices(root) {
                let end = line[at..].find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
                let path = &line[at..end.map_or(line.len(), |end| at + end)];
                all.extend(absolute(&own, &path.split("::").map(str::to_owned).collect::<Path>(), tree));
            }
        }
    }
    all
}

/// All that a file imports of the crate.
fn imported(file: &File, tree: &Tree) -> Vec<Path> {
    let own = module(&file.name);
    let code: String = lines(file).map(|(_, line)| format!("{line}\n")).collect();
    let mut all = Vec::new();
    for part in
        format!("\n{code}").split("\nuse ").skip(1).chain(code.split("pub use ").skip(1)).chain(
            ["pub(super) use ", "pub(crate) use "].into_iter().flat_map(|words| code.split(words).skip(1)),
        )
    {
        let tree_of_names = part.split(';').next().unwrap_or_default();
        let mut paths = Vec::new();
        expand(&[], tree_of_names, &mut paths);
        all.extend(paths.iter().filter_map(|path| absolute(&own, path, tree)));
    }
    all
}

/// The single paths of `a::{b, c::d}`.
fn expand(before: &[String], names: &str, all: &mut Vec<Path>) {
    let (head, inner) = match names.split_once('{') {
        Some((head, rest)) => (head, rest.rsplit_once('}').map(|(inner, _)| inner)),
        None => (names.split(" as ").next().unwrap_or_default(), None),
    };
    let head = head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
    let path: Path = before.iter().cloned().chain(head).collect();
    let Some(inner) = inner else { return all.push(path) };
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    expand(&path, &inner[start..at], all);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// A path from the crate's root; `None` for what is another crate's.
fn absolute(own: &[String], path: &[String], tree: &Tree) -> Option<Path> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let rest = match path.first()?.as_str() {
        "crate" => return Some(path[1..].to_vec()),
        "self" => &path[1..],
        "super" => &path[ups..],
        first if tree.modules.contains(&[own, &[first.to_owned()]].concat()) => path,
        _ => return None,
    };
    let base = own.len().checked_sub(ups)?;
    Some([&own[..base], &rest.iter().filter(|part| *part != "self").cloned().collect::<Path>()].concat())
}

/// A circle, if there is one: a way that comes back to where it began.
fn circle(needs: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk<'n>(
        at: &'n str,
        needs: &'n BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<&'n str>,
        done: &mut BTreeSet<&'n str>,
    ) -> Option<Vec<String>> {
        if let Some(begin) = way.iter().position(|passed| *passed == at) {
            return Some(way[begin..].iter().chain([&at]).map(|part| (*part).to_owned()).collect());
        }
        if !done.insert(at) {
            return None;
        }
        way.push(at);
        let found = needs.get(at).into_iter().flatten().find_map(|next| walk(next, needs, way, done));
        way.pop();
        found
    }
    let mut done = BTreeSet::new();
    needs.keys().find_map(|start| walk(start, needs, &mut Vec::new(), &mut done))
}
