//! `cluster`: scripts that are written, and what is refused before any task begins. That they work: `tests/slurm.rs`.

use super::desk::{Desk, names};

#[test]
fn scripts_hold_the_command_of_the_parts_and_start_nothing() {
    let desk = Desk::new();
    desk.write("my lake.ron", &desk.read("demo.ron"));
    let words = [
        "cluster",
        "slurm",
        "my lake.ron",
        "--tasks",
        "4",
        "-o",
        "shared",
        "--runs",
        "1000",
        "--formats",
        "both t,spring",
        "--star=full",
        "--set",
        "parties.ash.patience=0.95",
        "--lang",
        "ko",
        "--threads",
        "2",
        "--sbatch=--time=1:00:00",
        "--sbatch",
        "--mem=2G",
    ];
    let said = desk.said(&words);
    assert!(said.contains("sh shared/submit.sh"), "{said}");
    assert_eq!(
        names(&desk.path("shared")),
        ["merge.sbatch", "merge.sh", "part.sbatch", "part.sh", "submit.sh"]
    );
    let part = desk.read("shared/part.sh");
    for told in [
        "--runs=1000",
        "'--formats=both t,spring'",
        "--star=full",
        "--set=parties.ash.patience=0.95",
        "--lang=ko",
        "--threads=2",
    ] {
        assert!(part.contains(told), "{told} is not in\n{part}");
    }
    let file = desk.folder().canonicalize().unwrap().join("my lake.ron").display().to_string();
    assert!(
        part.contains(&format!("'{file}'")) && !part.contains("sbatch") && !part.contains("--tasks"),
        "{part}"
    );
    assert!(
        desk.read("shared/part.sbatch")
            .contains("#SBATCH --cpus-per-task=2\n#SBATCH --time=1:00:00\n#SBATCH --mem=2G\n")
    );
    // A second time nothing is written over; how to go on is told.
    let (code, text) = desk.refused(&words);
    assert!(code == 2 && text.contains("sh shared/submit.sh"), "{text}");
}

#[test]
fn what_no_task_could_do_is_refused_at_once() {
    let desk = Desk::new();
    let refused = |more: &[&str]| {
        let mut words = vec!["cluster", "parallel", "demo.ron", "--tasks", "4", "--runs", "1000"];
        words.extend(more);
        let (code, text) = desk.refused(&words);
        assert_eq!((code, desk.path("d").exists()), (2, false), "{text}");
        text
    };
    assert!(refused(&["-o", "d", "--runs", "500"]).contains("cannot be used multiple times"));
    assert!(refused(&[]).contains("one FILE, and -o DIR"));
    assert!(refused(&["-o", "d", "--guess"]).contains("--guess is not shared out"));
    assert!(refused(&["-o", "d", "--until", "width(signed) < 0.1"]).contains("--until is not shared out"));
    assert!(refused(&["-o", "d", "--formats", "none such"]).contains("none such"));
    assert!(refused(&["-o", "d", "--set", "parties.ash.patience=7"]).contains("patience"));
    assert!(refused(&["-o", "d", "--expect", "signed(nobody) > 0"]).contains("nobody"));
    let text =
        desk.refused(&["cluster", "parallel", "demo.ron", "--tasks", "5", "--runs", "1000", "-o", "d"]).1;
    assert!(text.contains("1,000 worlds are too few for 5 tasks") && text.contains("at most 4"), "{text}");
    let text =
        desk.refused(&["cluster", "slurm", "demo.ron", "--tasks", "2", "--sbatch=time=1", "-o", "d"]).1;
    assert!(text.contains("this is no option of sbatch"), "{text}");
}
