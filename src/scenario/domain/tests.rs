use super::*;
use crate::scenario::model::{Provenance, Quantity, Rule, Source, Spread, Tried};
use crate::scenario::{CheckedDomain, SourceFile, Style, read_domain, render};

const SOUND: &str = r#"Scenario(
    format_version: 2,
    name: "party", title: "A party",
    sources: { "H": (title: "Notes", paragraphs: 2) },
    issues: {
        "Food": (values: ["Chips", "Cake"]),
        "Hours": (values: ["2", "4", "8"], ordered: true, numbers: [2, 4, 8]),
    },
    preferences: {
        "North": (
            weights: { "Food": 0.25, "Hours": 0.75 },
            values: { "Food": { "Chips": 1, "Cake": 0.5 }, "Hours": linear(slope: 0.125, constant: 0) },
            reservation: 0.4, discount: 0.9,
            tactic: (name: "boulware", parameters: { "beta": assumed(from: 0.1, to: 0.3, because: "guess") }),
            source: stated(at: "H§1", by: "North"),
        ),
        "South": (
            scale: normalised, offset: 1, cap: 3.5,
            interactions: [(where: { "Food": ["Cake"], "Hours": ["2", "4"] }, adds: 2)],
            rectangles: [(sides: { "Hours": ["4", "8"] }, weight: 0.5, values: { "Food": { "Chips": 0, "Cake": 1 } })],
            table: [(package: ["Cake", "8"], utility: 3)],
            constraints: [(forbids: { "Food": ["Chips"], "Hours": ["8"] })],
            reservation_package: { "Hours": "2", "Food": "Chips" },
            source: assumed(because: "a guess", range: "anything"),
        ),
    },
    rule: (kind: quota, needed: 1),
    indispensable: ["North"],
    bonus_if_unanimous: (party: "South", gain: 10),
    initial: { "Food": "Cake", "Hours": "4" },
    talks: (protocol: "saop", rounds: 50, breakdown: 0.01),
)"#;

fn read(text: &str) -> Result<CheckedDomain, String> {
    let file = SourceFile::new("party.ron", text);
    read_domain(&file).expect("it has preferences").map_err(|problems| render(&problems, &file, Style::Plain))
}

#[test]
fn every_part_is_read() {
    let found = read(SOUND).unwrap();
    assert!(found.warnings.is_empty());
    let domain = found.domain;
    let [north, south] = domain.parties.as_slice() else { panic!("two parties") };
    let additive = north.preference.additive.as_ref().unwrap();
    assert_eq!(additive.weights, [0.25, 0.75]);
    let linear = Shape::Linear { slope: 0.125, constant: 0.0 };
    assert_eq!(additive.values, [Shape::Table(vec![1.0, 0.5]), linear]);
    assert_eq!((&north.reservation, north.discount), (&Reservation::Value(0.4), 0.9));
    let (name, range) = &north.tactic.as_ref().unwrap().parameters[0];
    assert_eq!((name.as_str(), range.from, range.to), ("beta", 0.1, 0.3));
    assert_eq!(south.reservation, Reservation::Package(vec![0, 0]));
    assert_eq!(south.preference.table, [TableEntry { package: vec![1, 2], utility: 3.0 }]);
    assert_eq!(south.preference.interactions[0].terms[1], Term { issue: 1, values: vec![0, 1] });
    assert_eq!((domain.rule, domain.initial), (Rule::Quota(1), Some(vec![1, 1])));
    assert_eq!((domain.indispensable, domain.bonus_if_unanimous), (vec![0], Some((1, 10.0))));
    assert_eq!((domain.talks.rounds, domain.talks.breakdown), (Some(50), Some(0.01)));
    assert!(read_domain(&SourceFile::new("x", "Scenario(format_version: 2)")).is_none());
}

#[test]
fn each_fault_is_told_with_its_place() {
    for (from, to, code, says) in [
        ("\"Food\": 0.25, ", "", "E086", "issue \"Food\" is not weighed"),
        ("\"Chips\": 1, ", "", "E086", "the value \"Chips\" of \"Food\" is not valued"),
        (", \"Hours\": linear(slope: 0.125, constant: 0)", "", "E086", "issue \"Hours\" is not valued"),
        ("\"Chips\": 1, ", "\"Chps\": 1, ", "E085", "did you mean \"Chips\"?"),
        ("\"Food\": 0.25", "\"Foot\": 0.25", "E031", "did you mean \"Food\"?"),
        ("\"Hours\": 0.75", "\"Food\": 0.75", "E013", "Food"),
        ("0.75", "NaN", "E010", "NaN"),
        ("0.75", "-inf", "E010", "inf"),
        ("0.75", "1e999", "E0", "finite"),
        ("0.75", "\"much\"", "E023", "expected a number"),
        ("linear(slope", "liner(slope", "E024", "did you mean `linear(…)`?"),
        (", constant: 0)", ")", "E022", "constant"),
        ("linear(slope: 0.125, constant: 0)", "gaussian(centre: 1, width: 0)", "E025", "width above 0"),
        (
            "linear(slope: 0.125, constant: 0)",
            "triangular(low: 2, peak: 1, high: 0)",
            "E025",
            "low ≤ peak ≤ high",
        ),
        ("discount: 0.9", "discount: 0", "E025", "above 0 and at most 1"),
        (
            "reservation: 0.4",
            "reservation: 0.4, reservation_package: [\"Cake\", \"2\"]",
            "E044",
            "told twice",
        ),
        ("[\"Cake\", \"8\"]", "[\"Cake\"]", "E084", "1 values, and there are 2 issues"),
        ("[\"Cake\", \"8\"]", "[\"Cake\", \"9\"]", "E085", "\"9\" is not a value of \"Hours\""),
        (
            "utility: 3)",
            "utility: 3), (package: [\"Cake\", \"8\"], utility: 4)",
            "E044",
            "in the table twice",
        ),
        ("\"Hours\": \"2\", \"Food\": \"Chips\"", "\"Hours\": \"2\"", "E084", "does not settle \"Food\""),
        ("initial: { \"Food\": \"Cake\"", "initial: { \"Food\": \"Pie\"", "E085", "\"Pie\" is not a value"),
        ("numbers: [2, 4, 8]", "numbers: [2, 4]", "E086", "2 numbers for 3 values"),
        ("[\"Chips\", \"Cake\"]),", "[\"Chips\", \"Chips\"]),", "E044", "is there twice"),
        ("[\"Chips\", \"Cake\"]),", "[]),", "E028", "at least 1 needed"),
        ("\"South\": (\n", "\"North\": (\n", "E013", "North"),
        ("indispensable: [\"North\"]", "indispensable: [\"Nroth\"]", "E030", "did you mean \"North\"?"),
        ("needed: 1", "needed: 3", "E047", "3 of 2 parties"),
        (
            "forbids: { \"Food\": [\"Chips\"], \"Hours\": [\"8\"] }",
            "forbids: {}",
            "E028",
            "at least 1 needed",
        ),
        ("breakdown: 0.01", "breakdown: 1.5", "E025", "from 0 to 1"),
        ("rounds: 50", "rounds: 0", "E046", "nothing can happen"),
        ("H§1", "H§3", "E037", "2 paragraphs"),
        ("from: 0.1, to: 0.3", "from: 0.3, to: 0.1", "E026", "swapped"),
        ("assumed(from: 0.1, to: 0.3, because: \"guess\")", "0.2", "E038", "does not say where"),
        ("talks:", "calks:", "E021", "did you mean `talks`?"),
    ] {
        assert!(SOUND.contains(from), "{from}");
        let told = read(&SOUND.replacen(from, to, 1)).expect_err(from);
        assert!(told.contains(code) && told.contains(says), "{from} → {to}:\n{told}");
        assert!(told.contains("party.ron:"), "{told}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let text = SOUND
        .replace("\"Chips\": 1, ", "")
        .replace("rounds: 50", "rounds: 0")
        .replace("needed: 1", "needed: 9");
    let told = read(&text).unwrap_err();
    assert!(["E086", "E046", "E047"].iter().all(|code| told.contains(code)), "{told}");
}

#[test]
fn numbers_of_parties_are_bounded() {
    let party = |k: usize| format!("\"p{k}\": (table: [(package: [\"v\"], utility: 1)]),");
    let text = |n: usize| {
        let parties: String = (0..n).map(party).collect();
        format!(
            "Scenario(format_version: 2, name: \"x\", title: \"x\", issues: {{ \"i\": (values: [\"v\"]) }}, preferences: {{ {parties} }})"
        )
    };
    let found = read(&text(32)).unwrap();
    assert_eq!((found.domain.parties.len(), found.warnings.len()), (32, 32));
    assert!(read(&text(33)).unwrap_err().contains("at most 32 allowed, found 33"));
    assert!(read(&text(0)).unwrap_err().contains("at least 1 needed"));
    let nothing = text(1).replace("table: [(package: [\"v\"], utility: 1)]", "");
    assert!(read(&nothing).unwrap_err().contains("E086"));
}

/// Numbers for making domains up: `splitmix64` (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Any finite number, whole, small, large and in between.
    fn real(&mut self) -> f64 {
        match self.below(4) {
            0 => self.below(2000) as f64 - 1000.0,
            1 => self.next() as f64 / u64::MAX as f64,
            _ => Some(f64::from_bits(self.next())).filter(|x| x.is_finite()).unwrap_or(0.1),
        }
    }

    fn text(&mut self, least: usize) -> String {
        let all =
            ['a', 'Z', '7', ' ', '"', '\\', '\n', '\t', '\u{200f}', '한', 'é', '.', '[', '=', '}', '§', '/'];
        let mut text: String = (0..self.below(6)).map(|_| all[self.below(all.len())]).collect();
        if least > 0 {
            text.push_str(&least.to_string());
        }
        text
    }

    fn many<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self, usize) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|k| make(self, k)).collect()
    }

    fn perhaps<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn package(&mut self, sizes: &[usize]) -> Vec<usize> {
        sizes.iter().map(|size| self.below(*size)).collect()
    }

    fn terms(&mut self, sizes: &[usize]) -> Vec<Term> {
        let first = self.below(sizes.len());
        let term = |d: &mut Self, issue: usize| Term { issue, values: vec![d.below(sizes[issue])] };
        (first..sizes.len()).map(|issue| term(self, issue)).collect()
    }

    fn shape(&mut self, size: usize) -> Shape {
        let (low, more) = (self.below(9) as f64, self.below(9) as f64);
        match self.below(7) {
            0 => Shape::Linear { slope: self.real(), constant: self.real() },
            1 => Shape::Polynomial(vec![self.real(), self.real()]),
            2 => Shape::Triangular { low, peak: low, high: low + more },
            3 => Shape::Gaussian { centre: self.real(), width: 0.1 + more },
            4 => Shape::Exponential(self.real()),
            5 => Shape::Threshold { middle: self.real(), steepness: self.real() },
            _ => Shape::Table((0..size).map(|_| self.real()).collect()),
        }
    }

    fn source(&mut self) -> Provenance {
        match self.below(2) {
            0 => Provenance::Stated { at: "H§1, H§2".into(), by: self.text(1) },
            _ => Provenance::Assumed { because: self.text(1), range: self.text(1), tried: Tried::default() },
        }
    }

    fn quantity(&mut self) -> Quantity {
        let (from, more) = (1.0 + self.below(9) as f64, self.below(9) as f64);
        let spread = if self.below(2) == 0 { Spread::Log } else { Spread::Uniform };
        let words = if spread == Spread::Log { ", log" } else { "" };
        let range = format!("{from} to {}{words}", from + more);
        Quantity {
            from,
            to: from + more,
            spread,
            source: Provenance::Assumed { because: self.text(1), range, tried: Tried::default() },
        }
    }

    fn preference(&mut self, sizes: &[usize]) -> Preference {
        let additive = Additive {
            weights: sizes.iter().map(|_| self.real()).collect(),
            values: sizes.iter().map(|size| self.shape(*size)).collect(),
        };
        let mut table = self.many(3, |d, _| TableEntry { package: d.package(sizes), utility: d.real() });
        table.sort_by(|a, b| a.package.cmp(&b.package));
        table.dedup_by(|a, b| a.package == b.package);
        Preference {
            scale: if self.below(2) == 0 { Scale::Raw } else { Scale::Normalised },
            offset: self.real(),
            additive: Some(additive),
            interactions: self.many(2, |d, _| Interaction { terms: d.terms(sizes), adds: d.real() }),
            rectangles: self.many(2, |d, _| Rectangle {
                sides: d.terms(sizes),
                weight: d.real(),
                values: d.many(1, |d, issue| (issue, d.shape(sizes[issue]))),
            }),
            table,
            cap: self.perhaps(Self::real),
            constraints: self.many(2, |d, _| Constraint { forbids: d.terms(sizes) }),
        }
    }

    fn party(&mut self, k: usize, sizes: &[usize]) -> DomainParty {
        DomainParty {
            name: self.text(k + 1),
            preference: self.preference(sizes),
            reservation: match self.below(3) {
                0 => Reservation::None,
                1 => Reservation::Value(self.real()),
                _ => Reservation::Package(self.package(sizes)),
            },
            discount: 1.0 / (1 + self.below(7)) as f64,
            tactic: self.perhaps(|d| Seat {
                tactic: d.text(1),
                parameters: d.many(2, |d, k| (d.text(k + 1), d.quantity())),
                source: if d.below(2) == 0 { Provenance::Default } else { d.source() },
            }),
            source: self.perhaps(Self::source),
        }
    }

    fn domain(&mut self) -> Domain {
        let sizes: Vec<usize> = (0..=self.below(3)).map(|_| 1 + self.below(4)).collect();
        let issue = |d: &mut Self, (k, size): (usize, &usize)| DomainIssue {
            name: d.text(k + 1),
            values: (0..*size).map(|k| d.text(k + 1)).collect(),
            ordered: d.below(2) == 0,
            numbers: d.perhaps(|d| (0..*size).map(|_| d.real()).collect()),
        };
        let issues = sizes.iter().enumerate().map(|of| issue(self, of)).collect();
        let parties: Vec<DomainParty> = (0..=self.below(4)).map(|k| self.party(k, &sizes)).collect();
        let n = parties.len();
        Domain {
            name: "made-up".into(),
            title: self.text(1),
            about: self.text(0),
            sources: vec![Source {
                key: "H".into(),
                title: self.text(1),
                author: self.text(0),
                publisher: String::new(),
                date: self.text(0),
                paragraphs: 2,
            }],
            issues,
            rule: match self.below(4) {
                0 => Rule::Unanimity,
                1 => Rule::ConsensusMinus(self.below(n) as u32),
                2 => Rule::Quota(1 + self.below(n) as u32),
                _ => {
                    Rule::Weighted { weights: (0..n).map(|p| (p.into(), 1 + p as u32)).collect(), needed: 1 }
                }
            },
            indispensable: (0..self.below(n + 1)).collect(),
            bonus_if_unanimous: self.perhaps(|d| (d.below(n), d.real())),
            initial: self.perhaps(|d| d.package(&sizes)),
            talks: Talks {
                protocol: self.perhaps(|d| d.text(1)),
                rounds: self.perhaps(|d| 1 + d.below(1000) as u32),
                breakdown: self.perhaps(|d| 1.0 / (1 + d.below(9)) as f64),
            },
            parties,
        }
    }
}

#[test]
fn what_is_written_is_read_as_it_was() {
    for seed in 0..400 {
        let domain = Dice(seed).domain();
        let text = write(&domain);
        let found = read(&text).unwrap_or_else(|told| panic!("seed {seed}:\n{told}\n{text}"));
        assert_eq!(found.domain, domain, "seed {seed}\n{text}");
        assert_eq!(write(&found.domain), text);
    }
}
