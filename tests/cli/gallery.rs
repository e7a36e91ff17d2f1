//! The pictures of docs/gallery.md are what the commands beside them draw. `ROUNDTABLE_BLESS=1` writes them.

use super::desk::Desk;
use std::collections::BTreeSet;
use std::path::Path;

const KOREA: &str = "scenarios/korea-2019/formats.ron";
const LAKE: &str = "scenarios/teaching/3-packages.ron";
const DECISION: &str = "scenarios/emission-1989/decision.csv";

/// A command, and the pictures that it draws into its output: all of these names.
struct Made {
    arguments: &'static [&'static str],
    from: &'static str,
    pictures: &'static [&'static str],
}

const MADE: [Made; 6] = [
    Made {
        arguments: &["compare", KOREA, "--runs", "60", "--star", "none", "-o", "output/korea"],
        from: "output/korea/charts",
        pictures: &[
            "overview",
            "worlds",
            "differences",
            "gains",
            "outcomes",
            "time",
            "endings",
            "levels",
            "stages",
        ],
    },
    Made {
        arguments: &["explain", KOREA, "--format", "six-party talks", "--run", "0", "--chart", "talks.svg"],
        from: ".",
        pictures: &["talks"],
    },
    Made {
        arguments: &[
            "negotiate",
            LAKE,
            "--format",
            "both together",
            "--tactics",
            "boulware,conceder",
            "-o",
            "output/negotiate",
        ],
        from: "output/negotiate",
        pictures: &["concessions", "offers"],
    },
    Made {
        arguments: &["analyse", LAKE, "--format", "both together", "-o", "output/analyse"],
        from: "output/analyse",
        pictures: &["frontier", "coalitions"],
    },
    Made {
        arguments: &["predict", DECISION, "-o", "output/predict"],
        from: "output/predict",
        pictures: &["predictions", "trajectories"],
    },
    Made {
        arguments: &["backtest", DECISION, "-o", "output/backtest"],
        from: "output/backtest",
        pictures: &["models"],
    },
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A command as the page shows it.
fn line(arguments: &[&str]) -> String {
    let quoted = arguments.iter().map(|a| if a.contains(' ') { format!("\"{a}\"") } else { (*a).to_owned() });
    format!("roundtable {}", quoted.collect::<Vec<_>>().join(" "))
}

#[test]
fn the_pictures_are_what_the_commands_draw() {
    let page = std::fs::read_to_string(root().join("docs/gallery.md")).unwrap();
    let bless = std::env::var_os("ROUNDTABLE_BLESS").is_some();
    for Made { arguments, from, pictures } in MADE {
        assert!(page.contains(&line(arguments)), "docs/gallery.md lacks {}", line(arguments));
        let desk = Desk::new();
        let places: Vec<String> = arguments
            .iter()
            .map(|a| {
                if a.starts_with("scenarios/") {
                    root().join(a).display().to_string()
                } else {
                    (*a).to_owned()
                }
            })
            .collect();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        desk.command(&places).assert().success();
        for picture in pictures {
            let drawn = desk.read(&format!("{from}/{picture}.svg"));
            let kept = root().join(format!("docs/gallery/{picture}.svg"));
            if bless {
                std::fs::create_dir_all(root().join("docs/gallery")).unwrap();
                std::fs::write(&kept, &drawn).unwrap();
            }
            let kept = std::fs::read_to_string(&kept).unwrap_or_default();
            assert!(kept == drawn, "docs/gallery/{picture}.svg is another one; ROUNDTABLE_BLESS=1 writes it");
        }
    }
}

#[test]
fn every_picture_is_on_the_page_and_no_other() {
    let page = std::fs::read_to_string(root().join("docs/gallery.md")).unwrap();
    let shown: BTreeSet<&str> =
        page.split("](gallery/").skip(1).map(|rest| rest.split(".svg)").next().unwrap_or_default()).collect();
    let made: BTreeSet<&str> = MADE.iter().flat_map(|made| made.pictures).copied().collect();
    assert_eq!(shown, made);
    if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
        // They are being written.
        return;
    }
    let kept = std::fs::read_dir(root().join("docs/gallery")).unwrap();
    let kept: BTreeSet<String> =
        kept.map(|entry| entry.unwrap().path().file_stem().unwrap().display().to_string()).collect();
    assert_eq!(kept, made.iter().map(|name| (*name).to_owned()).collect());
}
