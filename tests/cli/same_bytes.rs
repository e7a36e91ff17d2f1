//! The same seed gives the same bytes: results, summary, charts and report.

use super::desk::{Desk, files};

fn compared(desk: &Desk, folder: &str, more: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut arguments = vec!["compare", "demo.ron", "-q", "-o", folder];
    arguments.extend(more);
    desk.said(&arguments);
    files(&desk.path(folder))
}

#[test]
fn whatever_the_threads_and_on_a_second_run_into_another_folder() {
    let desk = Desk::new();
    // More than one block of worlds, so that threads have something to share.
    let one = compared(&desk, "one", &["--runs", "520", "--threads", "1"]);
    for name in [
        "results.csv",
        "worlds.csv",
        "summary.json",
        "report.html",
        "charts/overview.svg",
        "charts/differences.svg",
    ] {
        assert!(one.contains_key(name), "{name}");
    }
    for (folder, threads) in [("two", "2"), ("again", "1"), ("seven", "7")] {
        let other = compared(&desk, folder, &["--runs", "520", "--threads", threads]);
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(bytes == &other[name], "{name} differs with --threads {threads}");
        }
    }
}

#[test]
fn the_path_of_the_scenario_does_not_matter_and_the_seed_does() {
    let desk = Desk::new();
    let here = compared(&desk, "here", &["--runs", "30"]);
    std::fs::create_dir(desk.path("below")).unwrap();
    std::fs::copy(desk.path("demo.ron"), desk.path("below/moved.ron")).unwrap();
    desk.said(&["compare", "below/moved.ron", "-q", "-o", "there", "--runs", "30"]);
    assert!(here == files(&desk.path("there")));
    let other = compared(&desk, "other", &["--runs", "30", "--seed", "2"]);
    assert!(here["results.csv"] != other["results.csv"]);
}

/// The first worlds are the same however many follow.
#[test]
fn more_worlds_leave_the_first_ones_as_they_were() {
    let desk = Desk::new();
    compared(&desk, "few", &["--runs", "20"]);
    compared(&desk, "many", &["--runs", "60"]);
    let (few, many) = (desk.read("few/results.csv"), desk.read("many/results.csv"));
    assert!(many.len() > few.len() && many.starts_with(&few));
}
