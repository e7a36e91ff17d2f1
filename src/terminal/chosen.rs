//! Which formats of a scenario are taken, where not all are.

use super::failure::Failure;
use crate::results::names;
use crate::scenario::Scenario;
use clap::Args;

/// The word for the formats that a scenario chooses for a class.
const CLASS: &str = "class";

/// Which formats are taken.
#[derive(Debug, Args)]
pub(crate) struct FormatsOption {
    /// Take these formats alone, the first as the reference: names or unambiguous parts of them, with commas between; `class` takes those that
    /// the file chooses for a class
    #[arg(long, value_name = "A,B,C")]
    pub(crate) formats: Vec<String>,
}

/// Exact names of the formats that are wanted, in the order in which they are: each text holds one or more, with commas between. None wanted: all,
/// in the order of the file.
///
/// # Errors
/// If one fits no format or several, or is named twice, or the scenario chooses none for a class.
pub(crate) fn chosen(scenario: &Scenario, wanted: &[String]) -> Result<Vec<String>, Failure> {
    let all: Vec<String> = scenario.formats.iter().map(|format| format.name.clone()).collect();
    if wanted.is_empty() {
        return Ok(all);
    }
    let mut chosen: Vec<String> = Vec::new();
    for text in wanted {
        let at = |failure: Failure| failure.at(format!("--formats '{text}'"));
        for name in one_by_one(scenario, &all, text).map_err(at)? {
            if chosen.contains(&name) {
                return Err(at(Failure::usage(format!("the format `{name}` is named twice")))
                    .mend("name each format once; the first is the reference"));
            }
            chosen.push(name);
        }
    }
    Ok(chosen)
}

/// The formats of one text. A name may have commas in it: what fits with them goes before what fits without.
fn one_by_one(scenario: &Scenario, all: &[String], text: &str) -> Result<Vec<String>, Failure> {
    let pieces: Vec<&str> = text.split(',').collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < pieces.len() {
        let joined = |to: usize| pieces[from..to].join(",");
        let mut longer = (from + 2..=pieces.len()).rev();
        let with_commas =
            longer.find_map(|to| Some((to, names::find_part("format", all, &joined(to)).ok()?)));
        if let Some((to, place)) = with_commas {
            found.push(all[place].clone());
            from = to;
            continue;
        }
        let piece = pieces[from].trim();
        from += 1;
        if piece == CLASS && !all.iter().any(|name| name == CLASS) {
            found.extend(of_class(scenario)?);
        } else if piece.is_empty() {
            return Err(Failure::usage("a name is empty")
                .expected(format!("names of formats, with commas between; there are: {}", all.join(", "))));
        } else {
            found.push(all[names::find_part("format", all, piece)?].clone());
        }
    }
    Ok(found)
}

fn of_class(scenario: &Scenario) -> Result<Vec<String>, Failure> {
    if scenario.class.is_empty() {
        return Err(Failure::usage("this scenario chooses no formats for a class").mend(
            "name formats instead, or add them to the file: `class: [\"NAME\", \"NAME\"]`, the reference first",
        ));
    }
    Ok(scenario.class.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{SourceFile, read, template};

    fn scenario() -> Scenario {
        let file = SourceFile::new("t.ron", template("orchard"));
        let mut scenario = read(&file).expect("the template is sound").scenario;
        scenario.formats.truncate(3);
        scenario.class.clear();
        let mut held = scenario.formats[0].clone();
        held.name = "guarantee, else all".into();
        scenario.formats.push(held);
        for (format, name) in scenario.formats.iter_mut().zip(["two meet", "all meet", "in stages"]) {
            format.name = name.into();
        }
        scenario
    }

    fn of(wanted: &[&str]) -> Result<Vec<String>, String> {
        let wanted: Vec<String> = wanted.iter().map(|text| (*text).to_owned()).collect();
        chosen(&scenario(), &wanted).map_err(|failure| failure.text())
    }

    #[test]
    fn formats_come_in_the_order_in_which_they_are_named() {
        assert_eq!(of(&["stages, TWO"]), Ok(vec!["in stages".into(), "two meet".into()]));
        assert_eq!(of(&["stages", "two"]), of(&["stages,two"]));
        assert_eq!(of(&[]).unwrap(), scenario().formats.iter().map(|f| f.name.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn names_may_have_commas() {
        assert_eq!(
            of(&["guarantee, else all,two"]),
            Ok(vec!["guarantee, else all".into(), "two meet".into()])
        );
        assert_eq!(of(&["two,guarantee"]), Ok(vec!["two meet".into(), "guarantee, else all".into()]));
    }

    #[test]
    fn what_fits_none_several_or_the_same_is_refused_with_hints() {
        assert!(of(&["meet"]).unwrap_err().contains("fits more than one format"));
        assert!(of(&["two,two m"]).unwrap_err().contains("`two meet` is named twice"));
        assert!(of(&["to meet"]).unwrap_err().contains("did you mean `two meet`?"));
        assert!(of(&["two,,stages"]).unwrap_err().contains("a name is empty"));
        assert!(of(&["class"]).unwrap_err().contains("chooses no formats for a class"));
    }

    #[test]
    fn the_choice_for_a_class_is_taken() {
        let mut scenario = scenario();
        scenario.class = vec!["in stages".into(), "two meet".into()];
        assert_eq!(chosen(&scenario, &["class".into()]).unwrap(), scenario.class);
    }
}
