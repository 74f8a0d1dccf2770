//! What a theme takes from npm: installed once, published as assets, done without when it cannot be had. The npm of these
//! tests is a script of their own; nothing is asked of a network.

use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use crate::program::{Ran, Site};

/// A site whose theme publishes a script of a package and its licence, in a template that asks whether it is there.
fn site(npm: Option<&str>) -> Site {
    let site = Site::new();
    let config = site.read("portolan.toml").replacen("[site]", "[site]\ntheme = \"own\"", 1);
    site.put("portolan.toml", config);
    site.put(
        "themes/own/theme.toml",
        "[npm]\nfiles.\"boat/boat.js\" = \"node_modules/boat/boat.js\"\nfiles.\"boat/LICENSE.txt\" = \"node_modules/boat/LICENSE\"\n",
    );
    site.put("themes/own/package.json", "{\"name\": \"own\", \"dependencies\": {\"boat\": \"1.0.0\"}}\n");
    site.put("themes/own/package-lock.json", "{\"lockfileVersion\": 3}\n");
    let home = "<!doctype html><title>x</title>{% if has_asset(path=\"boat/boat.js\") %}{{ asset(path=\"boat/boat.js\") }}{% endif %}";
    site.put("themes/own/templates/home.html", home);
    std::fs::create_dir_all(site.path("bin")).expect("a folder");
    if let Some(script) = npm {
        site.put("bin/npm", format!("#!/bin/sh\n{script}\n"));
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(site.path("bin/npm"), mode).expect("it is ours");
    }
    site
}

/// An npm that works, and counts how often it was asked.
const WORKS: &str = "echo \"$@\" >> ../../../asked; test -f package-lock.json || exit 1\n\
    /bin/mkdir -p node_modules/boat; echo 'let boat = 1;' > node_modules/boat/boat.js; echo 'Free.' > node_modules/boat/LICENSE";

/// A build whose only programs are those of the site's own folder.
#[track_caller]
fn build(site: &Site) -> Ran {
    let mut command = site.command(&["build"]);
    let ran = Ran::of(command.env("PATH", site.path("bin")).env("PORTOLAN_NPM_LIMIT", "2"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn asked(site: &Site) -> usize {
    if site.has("asked") { site.read("asked").lines().count() } else { 0 }
}

fn assets(site: &Site) -> Vec<String> {
    site.public().into_keys().filter(|path| path.starts_with("assets/boat/")).collect()
}

#[test]
fn packages_are_installed_once_and_published_under_names_of_their_bytes() {
    let site = site(Some(WORKS));
    let first = build(&site);
    assert!(first.err.contains("fetching from npm what the theme `own`"), "{}", first.err);
    assert!(first.err.contains("installed into .portolan/npm/own"), "{}", first.err);
    let (found, tree) = (assets(&site), site.public());
    assert!(
        matches!(&found[..], [licence, script]
        if licence.starts_with("assets/boat/LICENSE.") && script.starts_with("assets/boat/boat.")),
        "{found:?}"
    );
    assert!(site.read("public/en/index.html").contains("assets/boat/boat."));
    let said = site.read("asked");
    assert!(said.contains("ci --ignore-scripts --no-audit --no-fund"), "{said}");
    let second = build(&site);
    assert!(!second.err.contains("npm"), "{}", second.err);
    assert_eq!(asked(&site), 1);
    let files = |tree: crate::program::Tree| {
        tree.into_iter().filter(|(path, _)| !crate::program::is_own(path)).collect::<Vec<_>>()
    };
    assert_eq!(files(site.public()), files(tree));
    let left: Vec<_> = crate::program::tree(&site.path(".portolan/npm")).into_keys().collect();
    assert!(left.iter().all(|path| path.starts_with("own/")), "{left:?}");
}

#[test]
fn another_lock_is_another_installation() {
    let site = site(Some(WORKS));
    build(&site);
    site.put("themes/own/package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {}}\n");
    build(&site);
    assert_eq!(asked(&site), 2);
    assert_eq!(site.read(".portolan/npm/own/package-lock.json"), site.read("themes/own/package-lock.json"));
}

#[test]
fn a_site_is_made_without_npm() {
    let site = site(None);
    let ran = build(&site);
    assert!(ran.err.contains("npm is not on this machine; going on without"), "{}", ran.err);
    assert!(assets(&site).is_empty());
    assert!(!site.read("public/en/index.html").contains("boat"));
}

#[test]
fn a_site_is_made_when_npm_fails_and_the_reason_is_said_in_a_line() {
    let script = "echo \"$@\" >> ../../../asked; echo 'npm error code ENOTFOUND' >&2; echo 'npm error network request failed, reason: getaddrinfo' >&2; exit 1";
    let site = site(Some(script));
    let ran = build(&site);
    let told: Vec<&str> = ran.err.lines().filter(|line| line.contains("going on without")).collect();
    assert_eq!(
        told,
        [
            "npm could not install it (network request failed, reason: getaddrinfo) and is not asked again for a day, unless .portolan/npm/own.failed is deleted; going on without: maps are complete, but do not move"
        ]
    );
    assert!(assets(&site).is_empty());
    // It may work the next day, or when it is asked for.
    site.put("bin/npm", format!("#!/bin/sh\n{WORKS}\n"));
    site.remove(".portolan/npm/own.failed");
    build(&site);
    assert_eq!(assets(&site).len(), 2);
}

#[test]
fn an_npm_that_failed_is_asked_again_after_a_day_or_for_another_lock() {
    let site =
        site(Some("echo \"$@\" >> ../../../asked; echo 'npm error network is down today' >&2; exit 1"));
    build(&site);
    let again = build(&site);
    assert!(
        again.err.contains("npm failed less than a day ago; delete .portolan/npm/own.failed to ask it again"),
        "{}",
        again.err
    );
    assert!(!again.err.contains("fetching from npm"), "{}", again.err);
    assert_eq!(asked(&site), 1);
    site.put("themes/own/package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {}}\n");
    build(&site);
    assert_eq!(asked(&site), 2);
    let aged = |age: Duration| {
        let mark = std::fs::File::options().append(true).open(site.path(".portolan/npm/own.failed"));
        mark.and_then(|mark| mark.set_modified(std::time::SystemTime::now() - age)).expect("it is ours");
    };
    aged(Duration::from_secs(23 * 60 * 60));
    build(&site);
    assert_eq!(asked(&site), 2);
    aged(Duration::from_secs(25 * 60 * 60));
    build(&site);
    assert_eq!(asked(&site), 3);
    // What failed again rests again.
    build(&site);
    assert_eq!(asked(&site), 3);
}

#[test]
fn what_npm_did_not_bring_is_not_taken_for_whole() {
    let site =
        site(Some("/bin/mkdir -p node_modules/boat; echo 'let boat = 1;' > node_modules/boat/boat.js"));
    let ran = build(&site);
    assert!(ran.err.contains("themes/own/assets/boat/LICENSE.txt"), "{}", ran.err);
    assert!(assets(&site).is_empty());
    assert!(!site.has(".portolan/npm/own"));
}

#[test]
fn an_npm_that_hangs_is_cut_off_and_not_asked_again() {
    let site = site(Some("echo \"$@\" >> ../../../asked; /bin/sleep 20"));
    let start = Instant::now();
    let ran = build(&site);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
    assert!(ran.err.contains("npm took too long"), "{}", ran.err);
    let again = build(&site);
    assert!(
        again.err.contains("is not asked again until .portolan/npm/own.slow is deleted"),
        "{}",
        again.err
    );
    assert_eq!(asked(&site), 1);
    site.put("bin/npm", format!("#!/bin/sh\n{WORKS}\n"));
    site.remove(".portolan/npm/own.slow");
    build(&site);
    assert_eq!(assets(&site).len(), 2);
}

#[test]
fn nothing_is_asked_for_a_site_that_does_not_need_it() {
    let site = site(Some(WORKS));
    let theme = site.read("themes/own/theme.toml");
    site.put(
        "themes/own/theme.toml",
        theme.replacen("[npm]", "[npm]\nonly_with = \"content/boats.toml\"", 1),
    );
    let ran = build(&site);
    assert!(!ran.err.contains("npm"), "{}", ran.err);
    assert_eq!(asked(&site), 0);
}

#[test]
fn a_check_installs_nothing() {
    let site = site(Some(WORKS));
    let ran = Ran::of(site.command(&["check"]).env("PATH", site.path("bin")));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(asked(&site), 0);
    assert!(!site.has(".portolan"));
}
