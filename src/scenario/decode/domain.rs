//! A domain with exact preferences: issues with values, and what each package is worth to each party.

use crate::scenario::place::PartyIndex;
use std::collections::BTreeMap;

use super::Decoder;
use super::fields::Fields;
use super::names::IssueNames;
use crate::scenario::diagnostic::{Diagnostic, Problems, codes, did_you_mean, quoted};
use crate::scenario::domain::{Domain, DomainIssue, DomainParty, Reservation, Seat, Talks};
use crate::scenario::model::{Provenance, Rule, Span};
use crate::scenario::syntax::{Node, Value};
use crate::scenario::traits::{self, Fallback, Trait};
use crate::scenario::written;

/// Most parties of a domain.
const MOST_PARTIES: usize = 32;
/// Most issues of a domain.
const MOST_ISSUES: usize = 64;
/// Most rounds.
const MOST_ROUNDS: u32 = 1_000_000;

/// A parameter of a tactic: what it may be is the tactic's own business.
static PARAMETER: Trait = Trait {
    name: "a parameter of a tactic",
    unit: "its own",
    domain: traits::Domain { low: f64::MIN, low_included: true, high: f64::MAX, high_included: true },
    fallback: Fallback::Nothing,
    meaning: "a number, or a range from which one is drawn in each run",
};

/// A domain, and where its entries stand in the file, by path.
pub(in crate::scenario) struct DecodedDomain {
    pub(in crate::scenario) domain: Domain,
    pub(in crate::scenario) spans: BTreeMap<String, Span>,
}

/// Whether a file is a domain: a scenario with `preferences`.
pub(in crate::scenario) fn is_domain(root: &Node) -> bool {
    let Value::Struct(name, entries) = &root.value else { return false };
    let scenario = name.as_deref().is_none_or(|name| name == "Scenario");
    scenario && entries.list.iter().any(|(key, _)| key.name == "preferences")
}

/// Reads a domain out of the tree.
pub(in crate::scenario) fn domain(root: &Node, problems: &mut Problems) -> DecodedDomain {
    let mut decoder = Decoder::new(problems);
    let domain = decoder.domain(root);
    DecodedDomain { domain, spans: decoder.spans }
}

impl Decoder<'_> {
    fn domain(&mut self, root: &Node) -> Domain {
        let fields = self.fields(root, "domain", &["Scenario"], written::fields::<written::Domain>());
        self.version(&fields);
        self.names.sources.known = true;
        let sources = self.sources(&fields);
        let name = self.required_text(&fields, "name", "a short name for folders, e.g. \"orchard\"");
        self.folder_name(&fields, &name);
        let title = self.required_text(&fields, "title", "one line for headings");
        let about = self.optional_text(&fields, "about");
        let issues = self.domain_issues(&fields);
        let written = self.free_keys(&fields, "preferences", "party", MOST_PARTIES);
        self.names.parties.list = written.iter().map(|(id, ..)| id.clone()).collect();
        self.names.party_titles = self.names.parties.list.clone();
        self.names.parties.known = !fields.broken;
        let parties: Vec<DomainParty> =
            written.into_iter().map(|(id, span, node)| self.domain_party(id, &span, node)).collect();
        let rule = match fields.get("rule") {
            Some(node) => self.passing(node, parties.len()),
            None => Rule::Unanimity,
        };
        let indispensable = self.party_list(&fields, "indispensable").unwrap_or_default().list;
        let indispensable = indispensable.into_iter().map(PartyIndex::index).collect();
        let bonus_if_unanimous = fields.get("bonus_if_unanimous").and_then(|node| {
            let fields = self.fields(node, "bonus", &[], written::fields::<written::Bonus>());
            let party = self.need(&fields, "party", "who gains").and_then(|node| self.party_index(node));
            let gain = self.needed_real(&fields, "gain", "how much more it has if every party accepts");
            Some((party?.index(), gain?))
        });
        if let Some(node) = fields.get("initial") {
            self.mark("initial", &node.span);
        }
        let initial = fields.get("initial").and_then(|node| self.package(node));
        let talks = fields.get("talks").map_or_else(Talks::default, |node| self.talks(node));
        Domain {
            name,
            title,
            about,
            sources,
            issues,
            parties,
            rule,
            indispensable,
            bonus_if_unanimous,
            initial,
            talks,
        }
    }

    /// A map with any texts as keys: names in a domain are those of its source, and need not be short.
    fn free_keys<'t>(
        &mut self,
        fields: &Fields<'t>,
        name: &str,
        what: &str,
        most: usize,
    ) -> Vec<(String, Span, &'t Node)> {
        let Some(node) = self.need(fields, name, &format!("the map of every {what}")) else {
            return Vec::new();
        };
        let map = self.map(node, what);
        let broken = matches!(&node.value, Value::Map(entries) if entries.broken);
        if matches!(node.value, Value::Map(_)) && !broken {
            self.check_number(&node.span, &format!("`{name}`"), map.len(), 1, most);
        }
        for (key, span, _) in &map {
            if key.trim().is_empty() {
                let message = format!("the key of this {what} is empty");
                let problem = Diagnostic::error(codes::NAME, span.clone(), message);
                self.report(problem.label("nothing in it").help("write the name that people shall read"));
            }
        }
        map.into_iter().take(most).collect()
    }

    fn domain_issues(&mut self, fields: &Fields<'_>) -> Vec<DomainIssue> {
        self.names.issues.known = !fields.broken;
        let mut issues = Vec::new();
        for (name, span, node) in self.free_keys(fields, "issues", "issue", MOST_ISSUES) {
            self.mark(format!("issues.{name}"), &span);
            let before = self.problems.errors() + self.unreadable;
            let issue = self.domain_issue(name.clone(), node);
            let known = self.problems.errors() + self.unreadable == before;
            let mut places = BTreeMap::new();
            for (place, value) in issue.values.iter().enumerate() {
                places.entry(value.clone()).or_insert(place);
            }
            let levels = issue.values.clone();
            self.names.issues.list.push(IssueNames { name: name.clone(), id: name, levels, places, known });
            issues.push(issue);
        }
        issues
    }

    fn domain_issue(&mut self, name: String, node: &Node) -> DomainIssue {
        let fields = self.fields(node, "issue", &[], written::fields::<written::DomainIssue>());
        let mut issue = DomainIssue { name, ..DomainIssue::default() };
        if let Some(node) = self.need(&fields, "values", "what can be agreed: [\"a\", \"b\"]") {
            let items = self.list(node, "a list of texts");
            let mut seen: BTreeMap<String, Span> = BTreeMap::new();
            for item in items {
                let Some(value) = self.filled_text(item) else { continue };
                if let Some(first) = seen.insert(value.clone(), item.span.clone()) {
                    let message = format!("the value {} is there twice", quoted(&value));
                    let problem = Diagnostic::error(codes::REPEATED, item.span.clone(), message);
                    self.report(
                        problem.label("again here").also(first, "first here").help("remove one of the two"),
                    );
                }
                issue.values.push(value);
            }
            if items.is_empty() && matches!(node.value, Value::List(_)) {
                self.check_number(&node.span, "`values`", 0, 1, usize::MAX);
            }
        }
        issue.ordered = self.flag(&fields, "ordered", false);
        if let Some(node) = fields.get("numbers") {
            let numbers = self.reals(node);
            if numbers.len() == issue.values.len() {
                issue.numbers = Some(numbers);
            } else if matches!(node.value, Value::List(_)) {
                let message = format!("{} numbers for {} values", numbers.len(), issue.values.len());
                let problem = Diagnostic::error(codes::UNVALUED, node.span.clone(), message);
                self.report(problem.label("one number a value").help("write as many as there are `values`"));
            }
        }
        issue
    }

    fn domain_party(&mut self, name: String, span: &Span, node: &Node) -> DomainParty {
        self.mark(format!("preferences.{name}"), span);
        let fields = self.fields(node, "preference", &[], written::fields::<written::Preferences>());
        let preference = self.preference(&fields);
        let reservation = self.reservation(&fields);
        let discount = match fields.get("discount") {
            Some(node) => self.real_within(node, "`discount`", 0.0, 1.0).unwrap_or(1.0),
            None => 1.0,
        };
        let tactic = fields.get("tactic").and_then(|node| self.seat(&name, node));
        let source = fields.get("source").map(|node| self.provenance(node));
        if source.is_none() && !fields.broken {
            let message = format!("the preferences of {} do not say where they come from", quoted(&name));
            let problem = Diagnostic::warning(codes::WARN_UNSOURCED, span.clone(), message);
            let help = "write `source: stated(at: \"H§10\", by: \"…\")` or `source: assumed(because: \"…\", range: \"…\")`";
            self.report(problem.label("no `source` in here").help(help));
        }
        DomainParty { name, preference, reservation, discount, tactic, source }
    }

    /// A rule that so many parties can fulfil.
    fn passing(&mut self, node: &Node, parties: usize) -> Rule {
        let rule = self.domain_rule(node);
        let all = u32::try_from(parties).unwrap_or(u32::MAX);
        let fault = match &rule {
            Rule::Quota(needed) if *needed == 0 || *needed > all => {
                Some(format!("{needed} of {parties} parties cannot be what is needed"))
            }
            Rule::ConsensusMinus(minus) if *minus >= all => {
                Some(format!("{minus} of {parties} parties may refuse: nobody need accept"))
            }
            Rule::Weighted { weights, needed } => {
                let votes: u64 = weights.iter().map(|(_, votes)| u64::from(*votes)).sum();
                let never = *needed == 0 || u64::from(*needed) > votes;
                never.then(|| format!("{needed} of {votes} votes cannot be what is needed"))
            }
            _ => None,
        };
        if let Some(message) = fault.filter(|_| self.names.parties.known && parties > 0) {
            let problem = Diagnostic::error(codes::RULE, node.span.clone(), message);
            self.report(problem.label("this rule").help("write a number from 1 to all there are"));
        }
        rule
    }

    fn reservation(&mut self, fields: &Fields<'_>) -> Reservation {
        match (fields.get("reservation"), fields.get("reservation_package")) {
            (None, None) => Reservation::None,
            (Some(node), None) => self.real_of(node).map_or(Reservation::None, Reservation::Value),
            (None, Some(node)) => self.package(node).map_or(Reservation::None, Reservation::Package),
            (Some(_), Some(node)) => {
                let message = "what this party has without agreement is told twice";
                let problem = Diagnostic::error(codes::REPEATED, node.span.clone(), message);
                self.report(
                    problem
                        .label("and here")
                        .help("write `reservation`, a utility, or `reservation_package`, not both"),
                );
                Reservation::None
            }
        }
    }

    fn seat(&mut self, party: &str, node: &Node) -> Option<Seat> {
        self.mark(format!("preferences.{party}.tactic"), &node.span);
        let fields = self.fields(node, "tactic", &[], written::fields::<written::Tactic>());
        let tactic =
            self.required_text(&fields, "name", "as `negotiate --tactics` knows it, e.g. \"boulware\"");
        let mut parameters = Vec::new();
        if let Some(node) = fields.get("parameters") {
            for (name, _, node) in self.map(node, "parameter") {
                if let Some(quantity) = self.quantity(node, &PARAMETER) {
                    parameters.push((name, quantity));
                }
            }
        }
        let source = fields.get("source").map_or(Provenance::Default, |node| self.provenance(node));
        (!tactic.is_empty()).then_some(Seat { tactic, parameters, source })
    }

    fn talks(&mut self, node: &Node) -> Talks {
        self.mark("talks", &node.span);
        let fields = self.fields(node, "talks", &[], written::fields::<written::Talks>());
        let protocol = fields.get("protocol").and_then(|node| self.filled_text(node));
        let rounds = fields.get("rounds").and_then(|node| self.count(node, MOST_ROUNDS, "`rounds`"));
        let breakdown = fields.get("breakdown").and_then(|node| {
            let chance = self.real_of(node)?;
            if (0.0..=1.0).contains(&chance) {
                return Some(chance);
            }
            let problem =
                Diagnostic::error(codes::OUT_OF_DOMAIN, node.span.clone(), "a chance cannot be this");
            self.report(problem.label("must be from 0 to 1").help("write a number from 0 to 1"));
            None
        });
        Talks { protocol, rounds, breakdown }
    }

    /// A package: `{ "issue": "value", … }` with each issue once, or its values in the order of the issues.
    pub(super) fn package(&mut self, node: &Node) -> Option<Vec<usize>> {
        if let Value::List(items) = &node.value {
            return self.listed_package(node, items);
        }
        let mut found: Vec<Option<usize>> = vec![None; self.names.issues.list.len()];
        let before = self.problems.errors() + self.unreadable;
        for (name, span, value) in self.map(node, "issue") {
            let key = Node { value: Value::Text(name), span };
            if let Some(issue) = self.issue_index(&key) {
                found[issue] = self.value_index(issue.index(), value);
            }
        }
        if self.problems.errors() + self.unreadable > before || !self.names.issues.known {
            return None;
        }
        if let Some(missing) = found.iter().position(Option::is_none) {
            let issue = quoted(&self.names.issues.list[missing].id);
            let problem = Diagnostic::error(
                codes::PACKAGE,
                node.span.clone(),
                format!("this package does not settle {issue}"),
            );
            self.report(problem.label("one value for each issue").help(format!("add {issue}: \"…\"")));
        }
        found.into_iter().collect()
    }

    fn listed_package(&mut self, node: &Node, items: &[Node]) -> Option<Vec<usize>> {
        let issues = self.names.issues.list.len();
        if items.len() != issues {
            let message = format!("this package has {} values, and there are {issues} issues", items.len());
            let problem = Diagnostic::error(codes::PACKAGE, node.span.clone(), message);
            self.report(
                problem.label("one value for each issue").help("write the values in the order of `issues`"),
            );
            return None;
        }
        let found: Vec<Option<usize>> =
            items.iter().enumerate().map(|(issue, item)| self.value_index(issue, item)).collect();
        found.into_iter().collect()
    }

    /// The position of a value of an issue.
    pub(super) fn value_index(&mut self, issue: usize, node: &Node) -> Option<usize> {
        let written = self.text(node)?;
        let names = self.names.issues.list.get(issue)?;
        let found = names.places.get(written).copied();
        // Of many problems the first are kept; the others need no help.
        if found.is_none() && names.known && self.problems.is_full() {
            self.unreadable += 1;
            return None;
        }
        if found.is_none() && names.known {
            let message = format!("{} is not a value of {}", quoted(written), quoted(&names.id));
            let values: Vec<&str> = names.levels.iter().map(String::as_str).collect();
            let problem = Diagnostic::error(codes::UNKNOWN_VALUE, node.span.clone(), message)
                .label("unknown value")
                .help(did_you_mean(written, &values));
            self.report(problem);
        }
        self.unreadable += usize::from(found.is_none());
        found
    }
}
