use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Memo, MemoTally, key};
use crate::base::{Digest, fingerprint_bytes};

fn ask(memo: &Memo, key: Digest, bytes: &[u8]) -> Vec<u8> {
    memo.bytes(key, || Ok::<_, Infallible>(bytes.to_vec())).unwrap()
}

fn digest(text: &str) -> Digest {
    fingerprint_bytes(text.as_bytes())
}

fn path_of(folder: &Path, key: Digest) -> PathBuf {
    let name = key.to_string();
    folder.join(&name[..2]).join(format!("{name}.memo"))
}

#[test]
fn what_was_made_is_found_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let first = Memo::on_disk(folder.path());
    assert_eq!(ask(&first, digest("a"), b"bytes"), b"bytes");
    assert_eq!(first.tally(), MemoTally { found: 0, made: 1 });

    let second = Memo::on_disk(folder.path());
    assert_eq!(ask(&second, digest("a"), b"never made"), b"bytes");
    assert_eq!(second.tally(), MemoTally { found: 1, made: 0 });
    assert_eq!(second.trouble(), None);
}

#[test]
fn empty_bytes_are_bytes() {
    let folder = tempfile::tempdir().unwrap();
    ask(&Memo::on_disk(folder.path()), digest("a"), b"");
    assert_eq!(ask(&Memo::on_disk(folder.path()), digest("a"), b"other"), b"");
}

#[test]
fn a_damaged_entry_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(folder.path(), digest("a"));
    ask(&Memo::on_disk(folder.path()), digest("a"), b"some bytes");
    let whole = fs::read(&path).unwrap();
    let mut damages: Vec<Vec<u8>> = (0..whole.len()).map(|len| whole[..len].to_vec()).collect();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        damages.push(damaged);
    }
    damages.push([whole.as_slice(), b"x"].concat());
    for damaged in damages {
        fs::write(&path, damaged).unwrap();
        let memo = Memo::on_disk(folder.path());
        assert_eq!(ask(&memo, digest("a"), b"some bytes"), b"some bytes");
        assert_eq!(memo.tally(), MemoTally { found: 0, made: 1 });
        assert_eq!(fs::read(&path).unwrap(), whole, "the entry is mended");
    }
}

#[test]
fn an_entry_under_the_name_of_another_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let memo = Memo::on_disk(folder.path());
    ask(&memo, digest("a"), b"a");
    ask(&memo, digest("b"), b"b");
    fs::copy(path_of(folder.path(), digest("a")), path_of(folder.path(), digest("b"))).unwrap();
    assert_eq!(ask(&Memo::on_disk(folder.path()), digest("b"), b"b"), b"b");
}

#[test]
fn a_failure_is_passed_on_and_not_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let memo = Memo::on_disk(folder.path());
    assert_eq!(memo.bytes(digest("a"), || Err("no")), Err("no"));
    assert_eq!(ask(&memo, digest("a"), b"yes"), b"yes");
}

#[test]
fn a_folder_that_cannot_be_written_costs_time_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let memo = Memo::on_disk(&file);
    assert_eq!(ask(&memo, digest("a"), b"bytes"), b"bytes");
    assert_eq!(ask(&memo, digest("a"), b"bytes"), b"bytes");
    assert_eq!(memo.tally(), MemoTally { found: 0, made: 2 });
    assert!(memo.trouble().unwrap().contains("file"));
    assert_eq!(memo.sweep(), 0);
}

#[test]
fn the_folder_may_vanish_between_two_questions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache");
    let memo = Memo::on_disk(&path);
    ask(&memo, digest("a"), b"bytes");
    fs::remove_dir_all(&path).unwrap();
    assert_eq!(ask(&memo, digest("a"), b"bytes"), b"bytes");
    assert!(path_of(&path, digest("a")).is_file());
}

#[test]
fn a_forgetful_memo_makes_everything() {
    let memo = Memo::forgetful();
    ask(&memo, digest("a"), b"bytes");
    ask(&memo, digest("a"), b"bytes");
    assert_eq!(memo.tally(), MemoTally { found: 0, made: 2 });
    assert_eq!(memo.sweep(), 0);
}

#[test]
fn sweeping_removes_entries_that_nobody_asked_for_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let before = Memo::on_disk(folder.path());
    ask(&before, digest("kept"), b"1");
    ask(&before, digest("dropped"), b"2");
    let subfolder = path_of(folder.path(), digest("dropped")).parent().unwrap().to_owned();
    let foreign = [
        folder.path().join("README"),
        subfolder.join("notes.memo"),
        subfolder.join(format!("{}.memo", "g".repeat(64))),
        subfolder.join("new-fresh"),
    ];
    for path in &foreign {
        fs::write(path, "mine").unwrap();
    }
    let abandoned = subfolder.join("new-abandoned");
    let file = fs::File::create(&abandoned).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(7200)).unwrap();

    let memo = Memo::on_disk(folder.path());
    ask(&memo, digest("kept"), b"1");
    assert_eq!(memo.sweep(), 1);
    assert!(path_of(folder.path(), digest("kept")).is_file());
    assert!(!path_of(folder.path(), digest("dropped")).exists());
    assert!(foreign.iter().all(|path| path.is_file()));
    assert!(!abandoned.exists());
}

#[test]
fn many_threads_ask_for_the_same_entries() {
    let folder = tempfile::tempdir().unwrap();
    let memos = [Memo::on_disk(folder.path()), Memo::on_disk(folder.path())];
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let memo = &memos[thread % 2];
            scope.spawn(move || {
                for round in 0..40 {
                    let name = format!("entry {}", round % 5);
                    let bytes = name.repeat(2000);
                    assert_eq!(ask(memo, digest(&name), bytes.as_bytes()), bytes.as_bytes());
                }
            });
        }
    });
    assert!(memos.iter().all(|memo| memo.trouble().is_none()));
    let left =
        walkdir::WalkDir::new(folder.path()).into_iter().flatten().filter(|entry| entry.path().is_file());
    assert_eq!(left.count(), 5, "no temporary file stays behind");
}

#[test]
fn a_key_depends_on_all_its_parts() {
    let base = key("picture", 1, digest("a"), &(1, 2));
    assert_eq!(base, key("picture", 1, digest("a"), &(1, 2)));
    let others = [
        key("paper", 1, digest("a"), &(1, 2)),
        key("picture", 2, digest("a"), &(1, 2)),
        key("picture", 1, digest("b"), &(1, 2)),
        key("picture", 1, digest("a"), &(2, 1)),
    ];
    assert!(others.iter().all(|other| *other != base));
}
