//! The store at work with a small made-up job: interruption, threads, full disks, two at once.

mod common;

use common::disk::{Fault, TestDisk};
use roundtable::files::{Disk, RealDisk};
use roundtable::simulation::execute::{Execution, Job, Progress, Silent, execute};
use roundtable::simulation::store::{Destination, Manifest, Note, Partial, Rows, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const BLOCKS: usize = 13;

/// Rows and a sum that depend on the block's number alone.
struct Sums {
    computed: AtomicUsize,
    /// Asks for an end when so many blocks were computed.
    stop_after: usize,
    stop: AtomicBool,
    panics_at: Option<usize>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Tally {
    sum: i128,
    ratio: f64,
}

impl Sums {
    fn new(stop_after: usize) -> Self {
        let stop = AtomicBool::new(stop_after == 0);
        Self { computed: AtomicUsize::new(0), stop_after, stop, panics_at: None }
    }
}

impl Job for Sums {
    type Tally = Tally;

    fn blocks(&self) -> usize {
        BLOCKS
    }

    fn worlds(&self, _block: usize) -> u64 {
        10
    }

    fn run(&self, block: usize) -> (Rows, Tally) {
        assert!(self.panics_at != Some(block), "a made-up defect");
        // Blocks take unequal time, so that they end out of order.
        std::thread::sleep(std::time::Duration::from_millis((block * 7 % 5) as u64));
        let row = |row: usize| format!("{},{}\n", block * 10 + row, (block + row) * 37 % 101);
        let rows = (0..10).map(row).collect::<Vec<String>>().concat();
        if self.computed.fetch_add(1, Ordering::SeqCst) + 1 == self.stop_after {
            self.stop.store(true, Ordering::SeqCst);
        }
        let tally = Tally { sum: (1_i128 << 90) + block as i128, ratio: 1.0 / (block as f64 + 3.0) };
        let worlds = (0..10).map(|row| format!("{}\n", block * 10 + row)).collect::<Vec<String>>().concat();
        (Rows { results: rows.into_bytes(), worlds: worlds.into_bytes() }, tally)
    }
}

fn manifest(seed: u64) -> Manifest {
    Manifest {
        part: None,
        program: "0".into(),
        build: "b".into(),
        scenario: "sums".into(),
        scenario_hash: "abc".into(),
        seed,
        runs: 130,
        settings: BTreeMap::new(),
    }
}

fn next(root: &Path) -> Destination {
    Destination::Next { root: root.into(), scenario: "sums".into() }
}

fn run(job: &Sums, store: &Partial, threads: usize) -> (Result<Execution, StoreError>, Vec<(usize, Tally)>) {
    let mut tallies = Vec::new();
    let outcome = execute(job, Some(store), threads, &Silent, &job.stop, &mut |block, tally| {
        tallies.push((block, tally));
    });
    (outcome, tallies)
}

/// Runs to the end and gives the final folder.
fn whole(destination: &Destination, threads: usize) -> PathBuf {
    let store = Partial::begin(destination, &manifest(1)).unwrap();
    let (outcome, tallies) = run(&Sums::new(usize::MAX), &store, threads);
    assert!(matches!(outcome, Ok(Execution::Complete { .. })), "{outcome:?}");
    finish(store, &tallies)
}

fn finish(store: Partial, tallies: &[(usize, Tally)]) -> PathBuf {
    store.assemble(b"world,value\n", BLOCKS).unwrap();
    store.assemble_worlds(b"world\n", BLOCKS).unwrap();
    store.write("summary.json", &serde_json::to_vec(tallies).unwrap()).unwrap();
    store.write("charts/sums.svg", b"<svg/>").unwrap();
    store.write("run.json", b"{}").unwrap();
    store.finish().unwrap()
}

/// All files of a folder by relative path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn threads_change_no_byte_and_nothing_else_is_left() {
    let root = tempfile::tempdir().unwrap();
    let one = whole(&next(root.path()), 1);
    let two = whole(&next(root.path()), 2);
    let many = whole(&next(root.path()), 50);
    assert_eq!(names(root.path()), ["sums-1", "sums-2", "sums-3"]);
    assert_eq!(files(&one), files(&two));
    assert_eq!(files(&one), files(&many));
    let all: Vec<String> = files(&one).into_keys().collect();
    assert_eq!(all, ["charts/sums.svg", "results.csv", "run.json", "summary.json", "worlds.csv"]);
    let rows = String::from_utf8(files(&one)["results.csv"].clone()).unwrap();
    assert_eq!(rows.lines().count(), 1 + 10 * BLOCKS);
    let numbers: Vec<String> =
        rows.lines().skip(1).map(|row| row.split(',').next().unwrap().into()).collect();
    assert_eq!(numbers, (0..130).map(|n: u32| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn an_interruption_after_any_block_ends_in_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    let expected = files(&whole(&Destination::Exactly(root.path().join("expected")), 2));
    for stop_after in 0..BLOCKS {
        let destination = Destination::Exactly(root.path().join(format!("stopped-{stop_after}")));
        let store = Partial::begin(&destination, &manifest(1)).unwrap();
        let (outcome, delivered) = run(&Sums::new(stop_after), &store, 2);
        let Ok(Execution::Stopped { finished, blocks: BLOCKS }) = outcome else {
            // Two threads may take the last block while the one before it asks for an end.
            assert!(stop_after >= BLOCKS - 1, "{stop_after}: {outcome:?}");
            continue;
        };
        assert!(finished >= stop_after && finished <= stop_after + 2, "{finished} after {stop_after}");
        assert_eq!(delivered.len(), finished);
        assert!(!root.path().join(format!("stopped-{stop_after}")).exists());
        drop(store);

        let store = Partial::begin(&destination, &manifest(1)).unwrap();
        let job = Sums::new(usize::MAX);
        let (outcome, tallies) = run(&job, &store, 1);
        assert_eq!(outcome.unwrap(), Execution::Complete { reused: finished });
        assert_eq!(job.computed.load(Ordering::SeqCst), BLOCKS - finished);
        assert_eq!(files(&finish(store, &tallies)), expected);
    }
}

#[test]
fn a_block_that_is_not_whole_is_computed_again() {
    let root = tempfile::tempdir().unwrap();
    let expected = files(&whole(&next(root.path()), 1));
    let other_tally = |blocks: &Path| {
        let path = blocks.join("block-00001.json");
        let text = std::fs::read_to_string(&path).unwrap();
        let changed = text.replacen("\"ratio\":0.", "\"ratio\":1.", 1);
        assert_ne!(text, changed);
        std::fs::write(path, changed).unwrap();
    };
    let other_block = |blocks: &Path| {
        for kind in ["csv", "json"] {
            let path = |number: usize| blocks.join(format!("block-{number:05}.{kind}"));
            std::fs::copy(path(0), path(4)).unwrap();
        }
    };
    let damages: [&dyn Fn(&Path); 6] = [
        &other_tally,
        &other_block,
        &|blocks| std::fs::write(blocks.join("block-00000.csv"), "0,0\n").unwrap(),
        &|blocks| std::fs::write(blocks.join("block-00001.json"), "{\"bytes\":").unwrap(),
        &|blocks| std::fs::remove_file(blocks.join("block-00002.csv")).unwrap(),
        &|blocks| {
            std::fs::rename(blocks.join("block-00003.csv"), blocks.join("block-00003.csv.part")).unwrap();
        },
    ];
    for damage in damages {
        let store = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
        run(&Sums::new(5), &store, 1).0.unwrap();
        damage(&store.folder().join("blocks"));
        drop(store);
        let store = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
        let (outcome, tallies) = run(&Sums::new(usize::MAX), &store, 2);
        assert_eq!(outcome.unwrap(), Execution::Complete { reused: 4 });
        assert_eq!(files(&finish(store, &tallies)), expected);
    }
}

#[test]
fn other_settings_begin_anew_and_leave_the_unfinished_result_alone() {
    let root = tempfile::tempdir().unwrap();
    for destination in [next(root.path()), Destination::Exactly(root.path().join("mine"))] {
        let store = Partial::begin(&destination, &manifest(1)).unwrap();
        run(&Sums::new(4), &store, 1).0.unwrap();
        let unfinished = store.folder().to_path_buf();
        drop(store);
        let before = files(&unfinished);

        let store = Partial::begin(&destination, &manifest(2)).unwrap();
        assert!(!store.resumed());
        let (outcome, tallies) = run(&Sums::new(usize::MAX), &store, 1);
        assert_eq!(outcome.unwrap(), Execution::Complete { reused: 0 });
        finish(store, &tallies);
        assert_eq!(files(&unfinished), before);
    }
}

#[test]
fn a_folder_in_which_nothing_was_finished_is_not_left_behind() {
    let root = tempfile::tempdir().unwrap();
    drop(Partial::begin(&next(root.path()), &manifest(1)).unwrap());
    assert!(names(root.path()).is_empty());
    // A killed process leaves its hidden folder; with nothing in it, the next one takes it over.
    let killed = root.path().join(".sums-1.partial");
    std::fs::create_dir(&killed).unwrap();
    std::fs::write(killed.join("lock"), "").unwrap();
    let store = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
    assert_eq!(store.folder(), killed);
}

#[test]
fn what_exists_is_refused_and_not_touched() {
    let root = tempfile::tempdir().unwrap();
    let taken = root.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("thesis.txt"), "years of work").unwrap();
    let file = root.path().join("file");
    std::fs::write(&file, "also work").unwrap();
    for path in [&taken, &file] {
        let error = Partial::begin(&Destination::Exactly(path.clone()), &manifest(1)).err().unwrap();
        assert!(matches!(error, StoreError::Occupied { .. }), "{error}");
        assert_eq!(error.exit_code(), 2);
    }
    assert_eq!(names(root.path()), ["file", "taken"]);
    assert_eq!(names(&taken), ["thesis.txt"]);
    // An empty folder is as good as none.
    let empty = root.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(whole(&Destination::Exactly(empty.clone()), 1), empty);
}

#[test]
fn a_name_taken_during_the_run_is_not_overwritten() {
    let root = tempfile::tempdir().unwrap();
    let exactly = Destination::Exactly(root.path().join("mine"));
    for (destination, taken) in [(&next(root.path()), "sums-1"), (&exactly, "mine")] {
        let store = Partial::begin(destination, &manifest(1)).unwrap();
        let (_, tallies) = run(&Sums::new(usize::MAX), &store, 1);
        std::fs::create_dir(root.path().join(taken)).unwrap();
        std::fs::write(root.path().join(taken).join("thesis.txt"), "years of work").unwrap();
        if let Destination::Next { .. } = destination {
            assert_eq!(finish(store, &tallies), root.path().join("sums-2"));
        } else {
            let hidden = store.folder().to_path_buf();
            assert!(matches!(store.finish(), Err(StoreError::Occupied { .. })));
            assert!(hidden.is_dir());
        }
        assert_eq!(names(&root.path().join(taken)), ["thesis.txt"]);
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_2_with_its_path() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    std::fs::write(&file, "").unwrap();
    for destination in [
        next(&file),
        next(&file.join("below")),
        Destination::Exactly(file.join("x")),
        next(Path::new("/proc/none")),
    ] {
        let error = Partial::begin(&destination, &manifest(1)).err().unwrap();
        assert!(matches!(error, StoreError::Unsuitable { .. }), "{error:?}");
        assert_eq!(error.exit_code(), 2);
        assert!(error.path().is_some());
    }
    for name in [".", "..", "/"] {
        let error = Partial::begin(&Destination::Exactly(name.into()), &manifest(1)).err().unwrap();
        assert_eq!(error.exit_code(), 2, "{name}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_2() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    std::fs::set_permissions(root.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(root.path().join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let error = Partial::begin(&next(root.path()), &manifest(1)).err().unwrap();
    assert_eq!(error.exit_code(), 2);
}

#[test]
fn a_full_disk_at_any_point_keeps_what_is_whole_and_goes_on_later() {
    let root = tempfile::tempdir().unwrap();
    let expected_folder = whole(&Destination::Exactly(root.path().join("expected")), 1);
    let expected = files(&expected_folder);
    for room in (0..9000).step_by(450) {
        let destination = Destination::Exactly(root.path().join(format!("small-{room}")));
        // The manifest needs room before anything else.
        let Ok(store) = Partial::begin_on(&destination, &manifest(1), Box::new(TestDisk::with_room(room)))
        else {
            assert_eq!(room, 0);
            continue;
        };
        let (outcome, tallies) = run(&Sums::new(usize::MAX), &store, 2);
        let ended = outcome.and_then(|_| store.assemble(b"world,value\n", BLOCKS)).and_then(|()| {
            store.write("summary.json", &serde_json::to_vec(&tallies).unwrap())?;
            store.write("charts/sums.svg", b"<svg/>")
        });
        if let Err(error) = ended {
            assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
            assert_eq!(error.exit_code(), 1);
            assert!(error.mend().contains(".partial"), "{}", error.mend());
            assert!(!root.path().join(format!("small-{room}")).exists());
        } else {
            assert!(room > 4000, "{room} bytes cannot be enough");
        }
        drop(store);
        assert_eq!(files(&whole(&destination, 2)), expected, "{room}");
        assert_eq!(files(&expected_folder), expected);
    }
}

#[test]
fn two_at_once_get_a_folder_each() {
    let root = tempfile::tempdir().unwrap();
    let first = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
    let second = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
    assert_ne!(first.folder(), second.folder());
    let exactly = Destination::Exactly(root.path().join("mine"));
    let _held = Partial::begin(&exactly, &manifest(1)).unwrap();
    let error = Partial::begin(&exactly, &manifest(1)).err().unwrap();
    assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
}

#[test]
fn many_at_once_clobber_nothing() {
    let root = tempfile::tempdir().unwrap();
    let expected = files(&whole(&Destination::Exactly(root.path().join("expected")), 1));
    let folders: Vec<PathBuf> = std::thread::scope(|scope| {
        let started: Vec<_> =
            (0..8).map(|_| scope.spawn(|| whole(&next(&root.path().join("all")), 1))).collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut distinct = folders.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 8);
    assert_eq!(names(&root.path().join("all")).len(), 8);
    for folder in folders {
        assert_eq!(files(&folder), expected);
    }
}

#[test]
fn a_panic_in_a_block_is_an_error_and_not_the_end_of_the_program() {
    let root = tempfile::tempdir().unwrap();
    let store = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
    let job = Sums { panics_at: Some(6), ..Sums::new(usize::MAX) };
    let (outcome, _) = run(&job, &store, 2);
    let error = outcome.unwrap_err();
    assert!(
        matches!(&error, StoreError::Block { block: 6, message } if message.contains("made-up")),
        "{error:?}"
    );
    assert_eq!(error.exit_code(), 1);
}

#[test]
fn tallies_come_in_order_and_progress_counts_all_worlds() {
    #[derive(Default)]
    struct Count(std::sync::Mutex<(u64, u64)>);
    impl Progress for Count {
        fn begin(&self, worlds: u64) {
            self.0.lock().unwrap().0 = worlds;
        }
        fn advance(&self, worlds: u64, _reused: bool) {
            self.0.lock().unwrap().1 += worlds;
        }
        fn stopping(&self) {}
        fn end(&self) {}
    }
    let count = Count::default();
    let mut order = Vec::new();
    let job = Sums::new(usize::MAX);
    let outcome = execute(&job, None, 3, &count, &AtomicBool::new(false), &mut |block, _| order.push(block));
    assert_eq!(outcome.unwrap(), Execution::Complete { reused: 0 });
    assert_eq!(order, (0..BLOCKS).collect::<Vec<_>>());
    assert_eq!(*count.0.lock().unwrap(), (130, 130));
}

/// A small result, block by block on one thread, so that its steps are always the same.
fn small(
    destination: &Destination,
    manifest: &Manifest,
    disk: impl Disk + 'static,
) -> Result<PathBuf, StoreError> {
    let store = Partial::begin_on(destination, manifest, Box::new(disk))?;
    let mut sum = 0;
    for block in 0..3_usize {
        let tally = if let Some(tally) = store.finished_block::<usize>(block) {
            tally
        } else {
            let rows = Rows { results: format!("{block},0\n").into(), worlds: format!("{block}\n").into() };
            store.store_block(block, &rows, &(block + 7))?;
            block + 7
        };
        sum += tally;
    }
    store.assemble(b"world,value\n", 3)?;
    store.assemble_worlds(b"world\n", 3)?;
    store.write("charts/sums.svg", b"<svg/>")?;
    store.write("summary.json", sum.to_string().as_bytes())?;
    store.write("run.json", b"{}")?;
    store.finish()
}

/// Whatever step fails, and wherever the process is killed: nothing old is lost, nothing half stands under a final name, and the same command
/// ends in the same bytes and leaves nothing behind.
#[test]
fn a_fault_at_any_step_loses_nothing_and_the_next_run_ends_in_the_same_bytes() {
    let elsewhere = tempfile::tempdir().unwrap();
    let expected = files(&small(&next(elsewhere.path()), &manifest(1), RealDisk).unwrap());
    for (fault, exactly) in
        [(Fault::Once, false), (Fault::Once, true), (Fault::Killed, false), (Fault::Killed, true)]
    {
        for at in 0.. {
            let root = tempfile::tempdir().unwrap();
            let mine = root.path().join("mine");
            let destination = if exactly { Destination::Exactly(mine.clone()) } else { next(root.path()) };
            let old = small(&next(root.path()), &manifest(2), RealDisk).unwrap();
            std::fs::write(old.join("thesis.txt"), "years of work").unwrap();
            let before = files(root.path());
            let told = format!("{fault:?}, step {at}, exactly: {exactly}");

            let disk = TestDisk::failing(at, fault);
            let first = small(&destination, &manifest(1), disk.clone());
            let target = if exactly { mine } else { root.path().join("sums-2") };
            let stands = target.exists();
            if stands {
                let found = files(&target);
                assert!(expected.iter().all(|(name, bytes)| found.get(name) == Some(bytes)), "{told}");
            } else {
                assert!(first.is_err(), "{told}");
            }

            match small(&destination, &manifest(1), RealDisk) {
                Ok(folder) => assert_eq!(files(&folder), expected, "{told}"),
                Err(StoreError::Whole { .. }) => assert!(stands && exactly, "{told}"),
                Err(StoreError::Occupied { .. }) => assert!(first.is_ok() && exactly, "{told}"),
                Err(error) => panic!("{told}: {error}"),
            }
            assert_eq!(files(&target), expected, "{told}");
            let after = files(root.path());
            assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "{told}");
            let hidden: Vec<String> = names(root.path()).into_iter().filter(|n| n.starts_with('.')).collect();
            assert!(hidden.is_empty(), "{told}: {hidden:?}");
            if disk.steps() <= at {
                assert!(first.is_ok() && at > 50, "only {at} steps");
                break;
            }
        }
    }
}

#[test]
fn a_result_whose_run_was_killed_after_it_had_its_name_is_put_in_order_and_told() {
    let root = tempfile::tempdir().unwrap();
    let expected = files(&small(&next(root.path()), &manifest(1), RealDisk).unwrap());
    let leave = |folder: &Path| {
        std::fs::create_dir_all(folder.join("blocks")).unwrap();
        for name in ["blocks/block-00000.csv", "lock"] {
            std::fs::write(folder.join(name), "").unwrap();
        }
        std::fs::write(folder.join("manifest.json"), serde_json::to_vec(&manifest(1)).unwrap()).unwrap();
    };
    let first = root.path().join("sums-1");
    leave(&first);
    // While its process lives it is left alone.
    let lock = std::fs::File::open(first.join("lock")).unwrap();
    lock.lock().unwrap();
    assert!(Partial::begin(&next(root.path()), &manifest(3)).unwrap().notes().is_empty());
    assert!(first.join("lock").exists());
    drop(lock);
    let store = Partial::begin(&next(root.path()), &manifest(3)).unwrap();
    assert_eq!(store.notes(), [Note::Tidied { folder: first.clone() }]);
    assert_eq!(files(&first), expected);
    drop(store);
    leave(&first);
    let error = Partial::begin(&Destination::Exactly(first.clone()), &manifest(3)).err().unwrap();
    assert!(matches!(error, StoreError::Whole { .. }) && error.exit_code() == 2, "{error}");
    assert_eq!(files(&first), expected);
}

#[test]
fn a_whole_result_that_never_got_its_name_is_told_and_left_alone() {
    let root = tempfile::tempdir().unwrap();
    let whole = small(&next(root.path()), &manifest(1), RealDisk).unwrap();
    for (destination, hidden) in [
        (next(root.path()), ".sums-1.partial"),
        (Destination::Exactly(root.path().join("mine")), ".mine.partial"),
    ] {
        let hidden = root.path().join(hidden);
        std::fs::create_dir(&hidden).unwrap();
        for (name, bytes) in files(&whole).iter().filter(|(name, _)| !name.contains('/')) {
            std::fs::write(hidden.join(name), bytes).unwrap();
        }
        let before = files(&hidden);
        if matches!(destination, Destination::Next { .. }) {
            std::fs::remove_dir_all(&whole).ok();
        }
        let store = Partial::begin(&destination, &manifest(1)).unwrap();
        assert_eq!(store.notes(), [Note::Whole { folder: hidden.clone() }]);
        assert_ne!(store.folder(), hidden);
        drop(store);
        assert_eq!(files(&hidden), before);
        if matches!(destination, Destination::Next { .. }) {
            std::fs::rename(&hidden, &whole).unwrap();
        }
    }
}

#[test]
fn blocks_of_another_build_are_told_and_not_used() {
    let root = tempfile::tempdir().unwrap();
    for destination in [next(root.path()), Destination::Exactly(root.path().join("mine"))] {
        let store = Partial::begin(&destination, &manifest(1)).unwrap();
        run(&Sums::new(4), &store, 1).0.unwrap();
        let unfinished = store.folder().to_path_buf();
        drop(store);
        let before = files(&unfinished);
        let other = Manifest { build: "c".into(), ..manifest(1) };
        let store = Partial::begin(&destination, &other).unwrap();
        assert!(!store.resumed());
        assert_eq!(store.notes(), [Note::OtherBuild { folder: unfinished.clone() }]);
        assert_eq!(files(&unfinished), before);
        drop(store);
        // Blocks that were carried over by hand do not count.
        let store = Partial::begin(&destination, &other).unwrap();
        store.store_block(0, &Rows::default(), &1).unwrap();
        let folder = store.folder().to_path_buf();
        drop(store);
        for (name, bytes) in before.iter().filter(|(name, _)| name.starts_with("blocks/")) {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        let store = Partial::begin(&destination, &other).unwrap();
        assert!(store.resumed() && store.finished_block::<Tally>(0).is_none());
    }
}

#[test]
fn nothing_is_removed_that_the_store_did_not_make() {
    let root = tempfile::tempdir().unwrap();
    // Somebody else's folder under the hidden name, with and without what looks like a lock.
    for (name, lock) in [("one", false), ("two", true)] {
        let theirs = root.path().join(format!(".{name}.partial"));
        std::fs::create_dir(&theirs).unwrap();
        std::fs::write(theirs.join("thesis.txt"), "years of work").unwrap();
        if lock {
            std::fs::write(theirs.join("lock"), "").unwrap();
        }
        let before = files(&theirs);
        let destination = Destination::Exactly(root.path().join(name));
        drop(Partial::begin(&destination, &manifest(1)).unwrap());
        assert_eq!(files(&theirs), before);
        small(&destination, &manifest(1), RealDisk).unwrap();
        assert_eq!(files(&theirs), before);
        assert!(!root.path().join(name).join("thesis.txt").exists());
    }
    // What is put into the folder of a run that then ends without a block stays.
    let store = Partial::begin(&next(root.path()), &manifest(1)).unwrap();
    let folder = store.folder().to_path_buf();
    std::fs::write(folder.join("blocks/notes.txt"), "mine").unwrap();
    drop(store);
    assert!(folder.join("blocks/notes.txt").exists());
}
