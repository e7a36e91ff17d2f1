//! What packages are worth to a party of a domain: weights, shapes, interactions, rectangles, tables, constraints.

use crate::scenario::place::IssueIndex;
use std::collections::BTreeMap;

use super::Decoder;
use super::fields::Fields;
use crate::scenario::diagnostic::{Diagnostic, codes, nearest, quoted};
use crate::scenario::domain::{
    Additive, Constraint, Interaction, Preference, Rectangle, Scale, Shape, TableEntry, Term,
};
use crate::scenario::model::Span;
use crate::scenario::syntax::{Node, Value};
use crate::scenario::written;

/// The shapes.
const SHAPES: [&str; 6] = ["linear", "polynomial", "triangular", "gaussian", "exponential", "threshold"];

const SHAPE_HELP: &str = "write { \"value\": 0.5, … } with each value once, or linear(slope: 1, constant: 0), polynomial(coefficients: [0, 1]), \
     triangular(low: 0, peak: 1, high: 2), gaussian(centre: 0, width: 1), exponential(rate: 1) or threshold(middle: 0, steepness: 1)";

impl Decoder<'_> {
    pub(super) fn preference(&mut self, fields: &Fields<'_>) -> Preference {
        let scales = [("raw", Scale::Raw), ("normalised", Scale::Normalised)];
        let scale = self.word(fields, "scale", &scales).unwrap_or_default();
        let offset = fields.get("offset").and_then(|node| self.real_of(node)).unwrap_or(0.0);
        let additive = self.additive(fields);
        let interactions = self.each(
            fields,
            "interactions",
            "interaction",
            written::fields::<written::Interaction>(),
            |d, fields| {
                let terms = d.needed_terms(fields, "where", "which values must come together");
                let adds = d.needed_real(fields, "adds", "what they are worth together")?;
                Some(Interaction { terms, adds })
            },
        );
        let rectangles = self.each(
            fields,
            "rectangles",
            "rectangle",
            written::fields::<written::Rectangle>(),
            |d, fields| {
                let sides = d.needed_terms(fields, "sides", "which values are inside");
                let weight = d.needed_real(fields, "weight", "what being inside is worth")?;
                let values = fields.get("values").map_or_else(Vec::new, |node| d.shapes(node));
                Some(Rectangle { sides, weight, values })
            },
        );
        let table = self.table(fields);
        let cap = fields.get("cap").and_then(|node| self.real_of(node));
        let constraints = self.each(
            fields,
            "constraints",
            "constraint",
            written::fields::<written::Constraint>(),
            |d, fields| {
                let forbids = d.needed_terms(fields, "forbids", "which values must not come together");
                Some(Constraint { forbids })
            },
        );
        if additive.is_none() && !fields.broken {
            self.without_additive(fields, &table);
        }
        Preference { scale, offset, additive, interactions, rectangles, table, cap, constraints }
    }

    /// Preferences of which nothing is written would value every package alike.
    fn without_additive(&mut self, fields: &Fields<'_>, table: &[TableEntry]) {
        let others = ["interactions", "rectangles", "weights", "values"];
        if table.is_empty() && others.iter().all(|name| fields.get(name).is_none()) {
            let message = "these preferences value no package";
            let problem = Diagnostic::error(codes::UNVALUED, fields.span.clone(), message);
            self.report(
                problem
                    .label("no `weights` and `values`, no `table`, `interactions` or `rectangles`")
                    .help("write `weights: { \"issue\": 0.5 }, values: { \"issue\": { \"value\": 1.0 } }`"),
            );
        }
    }

    /// `weights` and `values`, both for every issue.
    fn additive(&mut self, fields: &Fields<'_>) -> Option<Additive> {
        let (weights, values) = match (fields.get("weights"), fields.get("values")) {
            (None, None) => return None,
            (Some(weights), Some(values)) => (weights, values),
            (Some(_), None) => {
                self.need(fields, "values", "how the values of each issue are valued");
                return None;
            }
            (None, Some(_)) => {
                self.need(fields, "weights", "how much each issue weighs");
                return None;
            }
        };
        let before = self.problems.errors() + self.unreadable;
        let mut weighed = BTreeMap::new();
        for (name, span, node) in self.map(weights, "issue") {
            let issue = self.named_issue(name, span);
            let weight = self.real_of(node);
            if let (Some(issue), Some(weight)) = (issue, weight) {
                weighed.insert(issue, weight);
            }
        }
        let mut shaped: BTreeMap<usize, Shape> = self.shapes(values).into_iter().collect();
        if self.problems.errors() + self.unreadable > before || !self.names.issues.known {
            return None;
        }
        let mut out = Additive::default();
        for issue in 0..self.names.issues.list.len() {
            match weighed.remove(&issue) {
                Some(weight) => out.weights.push(weight),
                None => self.unvalued(weights, issue, "weighed", "0.0"),
            }
            match shaped.remove(&issue) {
                Some(shape) => out.values.push(shape),
                None => self.unvalued(values, issue, "valued", "{ … }"),
            }
        }
        let whole = self.names.issues.list.len();
        (out.weights.len() == whole && out.values.len() == whole).then_some(out)
    }

    fn unvalued(&mut self, node: &Node, issue: usize, how: &str, example: &str) {
        let name = quoted(&self.names.issues.list[issue].id);
        let problem =
            Diagnostic::error(codes::UNVALUED, node.span.clone(), format!("issue {name} is not {how}"));
        self.report(problem.label(format!("no {name} in here")).help(format!("add {name}: {example}")));
    }

    fn named_issue(&mut self, name: String, span: Span) -> Option<usize> {
        self.issue_index(&Node { value: Value::Text(name), span }).map(IssueIndex::index)
    }

    /// A map from issues to shapes, in the order of the file.
    fn shapes(&mut self, node: &Node) -> Vec<(usize, Shape)> {
        let mut out = Vec::new();
        for (name, span, node) in self.map(node, "issue") {
            let shape =
                self.named_issue(name, span).and_then(|issue| Some((issue, self.shape(issue, node)?)));
            out.extend(shape);
        }
        out
    }

    fn shape(&mut self, issue: usize, node: &Node) -> Option<Shape> {
        let name = match &node.value {
            Value::Map(_) => return self.scores(issue, node),
            Value::Struct(Some(name), _) => name.as_str(),
            _ => {
                self.wrong(node, "how each value is valued", Some(SHAPE_HELP.to_owned()));
                return None;
            }
        };
        let Some(name) = SHAPES.into_iter().find(|known| *known == name) else {
            let message = format!("there is no shape {}", quoted(name));
            let help = nearest(name, SHAPES)
                .map_or(SHAPE_HELP.to_owned(), |near| format!("did you mean `{near}(…)`?"));
            let problem = Diagnostic::error(codes::UNKNOWN_WORD, node.span.clone(), message);
            self.report(problem.label("unknown shape").help(help));
            return None;
        };
        let allowed = written::fields_of::<written::Function>(name);
        let fields = self.fields(node, "shape", &[name], allowed);
        if name == "polynomial" {
            let node = self.need(&fields, "coefficients", "of 1, x, x², …")?;
            let coefficients = self.reals(node);
            return (!coefficients.is_empty()).then_some(Shape::Polynomial(coefficients));
        }
        let numbers: Vec<Option<f64>> =
            allowed.iter().map(|field| self.needed_real(&fields, field, "a number")).collect();
        let numbers: Vec<f64> = numbers.into_iter().collect::<Option<_>>()?;
        self.shape_of(node, name, &numbers)
    }

    /// A shape of numbers that make sense together.
    fn shape_of(&mut self, node: &Node, name: &str, numbers: &[f64]) -> Option<Shape> {
        let (shape, sound, rule) = match (name, numbers) {
            ("linear", &[slope, constant]) => (Shape::Linear { slope, constant }, true, ""),
            ("triangular", &[low, peak, high]) => {
                (Shape::Triangular { low, peak, high }, low <= peak && peak <= high, "low ≤ peak ≤ high")
            }
            ("gaussian", &[centre, width]) => {
                (Shape::Gaussian { centre, width }, width > 0.0, "width above 0")
            }
            ("exponential", &[rate]) => (Shape::Exponential(rate), true, ""),
            ("threshold", &[middle, steepness]) => (Shape::Threshold { middle, steepness }, true, ""),
            _ => return None,
        };
        if !sound {
            let message = format!("there is no {name} shape of these numbers");
            let problem = Diagnostic::error(codes::OUT_OF_DOMAIN, node.span.clone(), message);
            self.report(problem.label(format!("needs {rule}")).help(format!("write numbers with {rule}")));
            return None;
        }
        Some(shape)
    }

    /// `{ "value": 0.5, … }`, each value of the issue once.
    fn scores(&mut self, issue: usize, node: &Node) -> Option<Shape> {
        let before = self.problems.errors() + self.unreadable;
        let mut scores = vec![None; self.names.issues.list[issue].levels.len()];
        for (name, span, node) in self.map(node, "value") {
            let at = self.value_index(issue, &Node { value: Value::Text(name), span });
            let score = self.real_of(node);
            if let (Some(at), Some(score)) = (at, score) {
                scores[at] = Some(score);
            }
        }
        if self.problems.errors() + self.unreadable > before || !self.names.issues.list[issue].known {
            return None;
        }
        if let Some(missing) = scores.iter().position(Option::is_none) {
            let names = &self.names.issues.list[issue];
            let value = quoted(&names.levels[missing]);
            let message = format!("the value {value} of {} is not valued", quoted(&names.id));
            let problem = Diagnostic::error(codes::UNVALUED, node.span.clone(), message);
            self.report(problem.label(format!("no {value} in here")).help(format!("add {value}: 0.0")));
        }
        scores.into_iter().collect::<Option<Vec<f64>>>().map(Shape::Table)
    }

    /// The groups of a list.
    fn each<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        what: &str,
        allowed: &[&str],
        read: impl Fn(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        let mut out = Vec::new();
        for item in self.list(node, &format!("a list of every {what}, each in ( )")) {
            let fields = self.fields(item, what, &[], allowed);
            out.extend(read(self, &fields));
        }
        out
    }

    fn table(&mut self, fields: &Fields<'_>) -> Vec<TableEntry> {
        let Some(node) = fields.get("table") else { return Vec::new() };
        let mut seen: BTreeMap<Vec<usize>, Span> = BTreeMap::new();
        let mut out = Vec::new();
        for item in self.list(node, "a list of packages with their utilities") {
            let fields = self.fields(item, "entry", &[], written::fields::<written::TableEntry>());
            let package =
                self.need(&fields, "package", "one value for each issue").and_then(|node| self.package(node));
            let utility = self.needed_real(&fields, "utility", "what the package is worth");
            let Some(package) = package else { continue };
            if let Some(first) = seen.insert(package.clone(), item.span.clone()) {
                let problem = Diagnostic::error(
                    codes::REPEATED,
                    item.span.clone(),
                    "this package is in the table twice",
                );
                self.report(
                    problem.label("again here").also(first, "first here").help("remove one of the two"),
                );
            }
            out.extend(utility.map(|utility| TableEntry { package, utility }));
        }
        out
    }

    /// `{ "issue": ["value", …], … }`, at least one issue with at least one value.
    fn needed_terms(&mut self, fields: &Fields<'_>, name: &str, hint: &str) -> Vec<Term> {
        let Some(node) = self.need(fields, name, hint) else { return Vec::new() };
        let mut terms = Vec::new();
        let before = self.problems.errors() + self.unreadable;
        for (name, span, node) in self.map(node, "issue") {
            let Some(issue) = self.named_issue(name, span) else { continue };
            let values = self.positions(node, "values", |d, item| d.value_index(issue, item)).list;
            if matches!(&node.value, Value::List(items) if items.is_empty()) {
                self.check_number(&node.span, "values of a term", 0, 1, usize::MAX);
            }
            terms.push(Term { issue, values });
        }
        if terms.is_empty() && self.problems.errors() + self.unreadable == before {
            self.check_number(&node.span, &format!("`{name}`"), 0, 1, usize::MAX);
        }
        terms
    }

    /// A finite number.
    pub(super) fn real_of(&mut self, node: &Node) -> Option<f64> {
        match node.value {
            Value::Int(i) => Some(i as f64),
            Value::Float(x) if x.is_finite() => Some(x),
            _ => {
                self.wrong(node, "a number", None);
                None
            }
        }
    }

    pub(super) fn needed_real(&mut self, fields: &Fields<'_>, name: &str, hint: &str) -> Option<f64> {
        let node = self.need(fields, name, hint)?;
        self.real_of(node)
    }

    /// A list of numbers.
    pub(super) fn reals(&mut self, node: &Node) -> Vec<f64> {
        let items = self.list(node, "a list of numbers");
        items.iter().filter_map(|item| self.real_of(item)).collect()
    }

    /// A number above `low` and at most `high`.
    pub(super) fn real_within(&mut self, node: &Node, what: &str, low: f64, high: f64) -> Option<f64> {
        let value = self.real_of(node)?;
        if value > low && value <= high {
            return Some(value);
        }
        let problem =
            Diagnostic::error(codes::OUT_OF_DOMAIN, node.span.clone(), format!("{what} cannot be {value}"));
        let rule = format!("above {low} and at most {high}");
        self.report(problem.label(format!("must be {rule}")).help(format!("write a number {rule}")));
        None
    }
}
