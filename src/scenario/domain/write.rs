//! A domain as the text of a scenario file, with comments; reading it again gives the same domain.

use super::model::{
    Additive, Domain, DomainIssue, DomainParty, Preference, Reservation, Scale, Seat, Shape, Term,
};
use crate::scenario::model::{Provenance, Quantity, Rule, Spread};
use crate::scenario::written::{Text, list, quoted, source, sources};

/// The text of a scenario file that holds a domain.
///
/// Whatever can be read is written so that reading gives the same domain, to the last bit of every number. What cannot stand in a file
/// (a name that is no folder, an empty title or value, a number that is not finite, more than 32 parties) is written as it is, and
/// reading says what is wrong.
pub fn write(domain: &Domain) -> String {
    let mut out = Text::default();
    out.line("// A domain with exact preferences: `roundtable analyse` and `roundtable negotiate` read it.");
    out.line("Scenario(");
    out.depth += 1;
    out.line("format_version: 1,");
    for (name, text) in [("name", &domain.name), ("title", &domain.title)] {
        out.line(&format!("{name}: {},", quoted(text)));
    }
    if !domain.about.is_empty() {
        out.line(&format!("about: {},", quoted(&domain.about)));
    }
    sources(&mut out, &domain.sources);
    out.gap("What is negotiated: each package takes one value of every issue.");
    out.block("issues: {", "},", domain, |out, domain| domain.issues.iter().for_each(|of| issue(out, of)));
    out.gap("What packages are worth, by party, in the order in which they act.");
    out.block("preferences: {", "},", domain, |out, domain| {
        domain.parties.iter().for_each(|of| party(out, domain, of));
    });
    rule(&mut out, domain);
    if let Some((party, gain)) = domain.bonus_if_unanimous {
        out.gap("What a party has in addition if every party accepts.");
        let name = quoted(&domain.parties[party].name);
        out.line(&format!("bonus_if_unanimous: (party: {name}, gain: {gain:?}),"));
    }
    if let Some(initial) = &domain.initial {
        out.gap("What stands at the beginning.");
        out.line(&format!("initial: {},", package(domain, initial)));
    }
    talks(&mut out, domain);
    out.depth -= 1;
    out.line(")");
    out.text
}

fn issue(out: &mut Text, issue: &DomainIssue) {
    let values = list(issue.values.iter().map(|value| quoted(value)));
    let ordered = if issue.ordered { ", ordered: true" } else { "" };
    let numbers = issue.numbers.as_ref().map(|numbers| list(numbers.iter().map(|x| format!("{x:?}"))));
    let numbers = numbers.map_or_else(String::new, |numbers| format!(", numbers: [{numbers}]"));
    out.line(&format!("{}: (values: [{values}]{ordered}{numbers}),", quoted(&issue.name)));
}

fn party(out: &mut Text, domain: &Domain, party: &DomainParty) {
    out.block(&format!("{}: (", quoted(&party.name)), "),", party, |out, party| {
        preference(out, domain, &party.preference);
        match &party.reservation {
            Reservation::None => {}
            Reservation::Value(value) => out.line(&format!("reservation: {value:?},")),
            Reservation::Package(of) => out.line(&format!("reservation_package: {},", package(domain, of))),
        }
        if party.discount != 1.0 {
            out.line(&format!("discount: {:?},", party.discount));
        }
        if let Some(tactic) = &party.tactic {
            seat(out, tactic);
        }
        if let Some(of) = &party.source {
            out.line(&format!("source: {},", source(of)));
        }
    });
}

fn preference(out: &mut Text, domain: &Domain, of: &Preference) {
    if of.scale == Scale::Normalised {
        out.line("scale: normalised,");
    }
    if of.offset != 0.0 || of.offset.is_sign_negative() {
        out.line(&format!("offset: {:?},", of.offset));
    }
    if let Some(written) = &of.additive {
        additive(out, domain, written);
    }
    let each = |out: &mut Text, name: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            out.block(&format!("{name}: ["), "],", &lines, |out, lines| {
                for line in lines {
                    out.line(line);
                }
            });
        }
    };
    let lines =
        of.interactions.iter().map(|i| format!("(where: {}, adds: {:?}),", terms(domain, &i.terms), i.adds));
    each(out, "interactions", lines.collect());
    let lines = of.rectangles.iter().map(|rectangle| {
        let values = rectangle.values.iter().map(|(issue, of)| shape_of(domain, *issue, of));
        let values = list(values);
        let values = if values.is_empty() { values } else { format!(", values: {{ {values} }}") };
        format!("(sides: {}, weight: {:?}{values}),", terms(domain, &rectangle.sides), rectangle.weight)
    });
    each(out, "rectangles", lines.collect());
    let lines = of.table.iter().map(|entry| {
        let values = entry.package.iter().zip(&domain.issues).map(|(at, issue)| quoted(&issue.values[*at]));
        format!("(package: [{}], utility: {:?}),", list(values), entry.utility)
    });
    each(out, "table", lines.collect());
    if let Some(cap) = of.cap {
        out.line(&format!("cap: {cap:?},"));
    }
    let lines = of.constraints.iter().map(|of| format!("(forbids: {}),", terms(domain, &of.forbids)));
    each(out, "constraints", lines.collect());
}

fn additive(out: &mut Text, domain: &Domain, of: &Additive) {
    let weights = domain.issues.iter().zip(&of.weights);
    let weights = list(weights.map(|(issue, weight)| format!("{}: {weight:?}", quoted(&issue.name))));
    out.line(&format!("weights: {{ {weights} }},"));
    out.block("values: {", "},", of, |out, of| {
        for (issue, shape) in of.values.iter().enumerate() {
            out.line(&format!("{},", shape_of(domain, issue, shape)));
        }
    });
}

/// `"issue": shape`.
fn shape_of(domain: &Domain, issue: usize, shape: &Shape) -> String {
    let issue = &domain.issues[issue];
    let text = match shape {
        Shape::Table(scores) => {
            let scores = issue.values.iter().zip(scores);
            format!("{{ {} }}", list(scores.map(|(value, score)| format!("{}: {score:?}", quoted(value)))))
        }
        Shape::Linear { slope, constant } => format!("linear(slope: {slope:?}, constant: {constant:?})"),
        Shape::Polynomial(of) => {
            format!("polynomial(coefficients: [{}])", list(of.iter().map(|c| format!("{c:?}"))))
        }
        Shape::Triangular { low, peak, high } => {
            format!("triangular(low: {low:?}, peak: {peak:?}, high: {high:?})")
        }
        Shape::Gaussian { centre, width } => format!("gaussian(centre: {centre:?}, width: {width:?})"),
        Shape::Exponential(rate) => format!("exponential(rate: {rate:?})"),
        Shape::Threshold { middle, steepness } => {
            format!("threshold(middle: {middle:?}, steepness: {steepness:?})")
        }
    };
    format!("{}: {text}", quoted(&issue.name))
}

fn terms(domain: &Domain, terms: &[Term]) -> String {
    let term = |term: &Term| {
        let issue = &domain.issues[term.issue];
        format!(
            "{}: [{}]",
            quoted(&issue.name),
            list(term.values.iter().map(|at| quoted(&issue.values[*at])))
        )
    };
    format!("{{ {} }}", list(terms.iter().map(term)))
}

fn package(domain: &Domain, package: &[usize]) -> String {
    let values = domain.issues.iter().zip(package);
    let values = values.map(|(issue, at)| format!("{}: {}", quoted(&issue.name), quoted(&issue.values[*at])));
    format!("{{ {} }}", list(values))
}

fn seat(out: &mut Text, seat: &Seat) {
    let parameters =
        list(seat.parameters.iter().map(|(name, of)| format!("{}: {}", quoted(name), quantity(of))));
    let parameters =
        if parameters.is_empty() { parameters } else { format!(", parameters: {{ {parameters} }}") };
    let told = match &seat.source {
        Provenance::Default => String::new(),
        of => format!(", source: {}", source(of)),
    };
    out.line(&format!("tactic: (name: {}{parameters}{told}),", quoted(&seat.tactic)));
}

fn quantity(of: &Quantity) -> String {
    match &of.source {
        Provenance::Stated { at, by } => {
            format!("stated(value: {:?}, at: {}, by: {})", of.from, quoted(at), quoted(by))
        }
        told => {
            let because = if let Provenance::Assumed { because, .. } = told { because } else { "not told" };
            let spread = if of.spread == Spread::Log { ", spread: log" } else { "" };
            format!("assumed(from: {:?}, to: {:?}{spread}, because: {})", of.from, of.to, quoted(because))
        }
    }
}

fn rule(out: &mut Text, domain: &Domain) {
    let name = |party: usize| quoted(&domain.parties[party].name);
    let kind = match &domain.rule {
        Rule::Unanimity => None,
        Rule::ConsensusMinus(minus) => Some(format!("consensus_minus, minus: {minus}")),
        Rule::Quota(needed) => Some(format!("quota, needed: {needed}")),
        Rule::Weighted { weights, needed } => {
            let weights =
                list(weights.iter().map(|(party, votes)| format!("{}: {votes}", name(party.index()))));
            Some(format!("weighted, weights: {{ {weights} }}, needed: {needed}"))
        }
    };
    if kind.is_some() || !domain.indispensable.is_empty() {
        out.gap("What makes a package pass.");
    }
    if let Some(kind) = kind {
        out.line(&format!("rule: (kind: {kind}),"));
    }
    if !domain.indispensable.is_empty() {
        out.line(&format!(
            "indispensable: [{}],",
            list(domain.indispensable.iter().map(|party| name(*party)))
        ));
    }
}

fn talks(out: &mut Text, domain: &Domain) {
    let talks = &domain.talks;
    let parts = [
        talks.protocol.as_ref().map(|protocol| format!("protocol: {}", quoted(protocol))),
        talks.rounds.map(|rounds| format!("rounds: {rounds}")),
        talks.breakdown.map(|chance| format!("breakdown: {chance:?}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        out.gap("How it is negotiated.");
        out.line(&format!("talks: ({}),", parts.join(", ")));
    }
}
