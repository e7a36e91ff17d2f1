//! What random legal scenarios have beside one table of members: third parties, rules, sub-tables, composites, events.

use std::fmt::Write as _;

use super::scenarios::{Maker, Random, issues, level, parties};

/// Texts that go into the components of a format, each ending with a comma or empty.
#[derive(Default)]
pub(super) struct Extras {
    /// Fields of the membership.
    pub(super) membership: String,
    /// Fields of proposing.
    pub(super) proposing: String,
    /// Fields of the contract; not empty only with sub-tables.
    pub(super) contract: String,
    /// Rule, information and enforcement as a whole.
    pub(super) components: String,
}

impl Maker {
    fn any_party(&mut self) -> usize {
        self.random.within(0, self.parties - 1)
    }

    /// Numbers of the world, each with some chance.
    pub(super) fn conduct(&mut self) -> String {
        // Lower ends of the first two are at most 1 together.
        let numbers = [
            ("pause", 0, 60),
            ("renegotiation", 0, 40),
            ("learning", 0, 100),
            ("noise", 1, 30),
            ("foresight", 0, 100),
        ];
        let mut out = String::new();
        for (name, low, high) in numbers {
            if self.random.chance(40) {
                let number = self.number(low, high);
                let _ = write!(out, ",\n        {name}: {number}");
            }
        }
        if self.random.chance(40) {
            let from = self.random.within(1, 4);
            let to = self.random.within(from, 6);
            let _ = write!(
                out,
                ",\n        attention: assumed(from: {from}.0, to: {to}.0, because: \"a guess\")"
            );
        }
        out
    }

    /// A party's numbers as a third party.
    pub(super) fn write_third_party(&mut self, out: &mut String, party: usize) {
        let traits = [
            ("accuracy", 0, 100),
            ("guarantee_force", 0, 200),
            ("guarantee_cost", 0, 50),
            ("inspection", 0, 100),
            ("effort", 0, 10),
        ];
        for (name, low, high) in traits {
            if self.random.chance(40) {
                let number = self.number(low, high);
                let _ = write!(out, ",\n            {name}: {number}");
            }
        }
        if self.random.chance(40) {
            let number = self.number(0, 60);
            let _ = write!(out, ",\n            stance: {number}");
        }
        let towards = self.any_party();
        if towards != party && self.random.chance(40) {
            let number = self.number(-100, 100);
            let _ = write!(out, ",\n            bias: {{ \"p{towards}\": {number} }}");
        }
    }

    /// Guarantors of a level.
    pub(super) fn guarantors(&mut self) -> String {
        if !self.random.chance(25) {
            return String::new();
        }
        format!(" guarantors: {{ \"level 1\": {} }},", parties(&self.random.some(self.parties, 40)))
    }

    /// When an event happens, with its source.
    fn timing(&mut self) -> String {
        if self.random.chance(50) {
            let (at, source) = (self.random.within(0, 140), self.words());
            return format!("at: {at}, source: {source}");
        }
        let rate = self.number(0, 60);
        if self.random.chance(50) {
            return format!("per_year: {rate}");
        }
        format!("per_year: {rate}, source: {}", self.words())
    }

    pub(super) fn write_more_events(&mut self, out: &mut String) {
        for index in 0..self.random.within(0, 3) {
            let party = self.any_party();
            let effect = match self.random.within(0, 2) {
                0 => format!("new_government: \"p{party}\""),
                1 => format!("reveals: \"p{party}\""),
                _ => format!("moves: [{}]", self.moves()),
            };
            let when = self.timing();
            let _ = writeln!(out, "        \"event {index}\": ({effect}, {when}),");
        }
    }

    fn moves(&mut self) -> String {
        let mut moves = Vec::new();
        for _ in 0..self.random.within(1, 3) {
            let party = self.any_party();
            let (what, by) = match self.random.within(0, 3) {
                0 => ("trait: outside_option".to_owned(), self.number(-30, 30)),
                1 => ("trait: patience".to_owned(), self.number(-20, 0)),
                2 => ("trait: demand".to_owned(), self.number(-50, 50)),
                _ => {
                    let issue = self.random.within(0, self.issues.len() - 1);
                    (format!("weight_of: \"i{issue}\""), self.number(0, 300))
                }
            };
            moves.push(format!("(party: \"p{party}\", {what}, by: {by})"));
        }
        moves.join(", ")
    }

    /// What the components of a format with these members and this agenda have besides.
    pub(super) fn extras(&mut self, members: &[usize], agenda: &[usize]) -> Extras {
        let mut extras = Extras::default();
        if self.random.chance(20) {
            let one = members[self.random.within(0, members.len() - 1)];
            let _ = write!(extras.membership, "indispensable: [\"p{one}\"], ");
        }
        let mut smallest = members.len();
        if self.random.chance(30) {
            let (text, least) = self.tables(members, agenda);
            smallest = least;
            let _ = write!(extras.membership, "tables: {{ {text} }}, ");
            let plenary = if self.random.chance(50) { "adopts" } else { "amends" };
            let _ = write!(extras.proposing, "plenary: {plenary}, ");
            let when = if self.random.chance(50) { "contingent" } else { "at_once" };
            let _ = write!(extras.contract, "sub_agreements: {when}, ");
        }
        // From a stream of its own: all else of a seed stays as it is.
        if Random::new(self.seed ^ members.len() as u64 ^ 0xab5e).chance(25) {
            extras.contract.push_str("absent: asked, ");
        }
        if self.random.chance(20) {
            let _ = write!(extras.proposing, "text_by: \"p{}\", ", self.any_party());
        }
        // Always written, so that nothing that names members comes from another format.
        let (rule, source) = (self.rule(members, smallest), self.words());
        let _ = writeln!(extras.components, "            rule: ({rule}, source: {source}),");
        let (fields, source) = (self.information(), self.words());
        let _ = writeln!(extras.components, "            information: ({fields}source: {source}),");
        let (fields, source) = (self.enforcement(members), self.words());
        let _ = writeln!(extras.components, "            enforcement: ({fields}source: {source}),");
        extras
    }

    /// Sub-tables that share the agenda out, and how many members the smallest has.
    fn tables(&mut self, members: &[usize], agenda: &[usize]) -> (String, usize) {
        let count = self.random.within(1, agenda.len().min(3));
        let (mut out, mut smallest) = (String::new(), members.len());
        for table in 0..count {
            let mine: Vec<usize> = agenda.iter().copied().skip(table).step_by(count).collect();
            let mut seated: Vec<usize> = members.iter().copied().filter(|_| self.random.chance(60)).collect();
            for &member in members {
                if seated.len() < 2 && !seated.contains(&member) {
                    seated.push(member);
                }
            }
            smallest = smallest.min(seated.len());
            let _ = write!(
                out,
                "\"table {table}\": (members: {}, agenda: {}), ",
                parties(&seated),
                issues(&mine)
            );
        }
        (out, smallest)
    }

    /// A rule that can be met at every table.
    fn rule(&mut self, members: &[usize], smallest: usize) -> String {
        match self.random.within(0, 3) {
            0 => "kind: unanimity".to_owned(),
            1 => format!("kind: consensus_minus, minus: {}", self.random.within(0, smallest - 1)),
            2 => format!("kind: quota, needed: {}", self.random.within(1, smallest)),
            _ => {
                let each = members.iter().map(|p| format!("\"p{p}\": {}", self.random.within(1, 3)));
                let each = each.collect::<Vec<_>>().join(", ");
                let needed = self.random.within(1, smallest);
                format!("kind: weighted, weights: {{ {each} }}, needed: {needed}")
            }
        }
    }

    fn information(&mut self) -> String {
        let mut out = format!("disclosed: {}, ", parties(&self.random.some(self.parties, 20)));
        if self.random.chance(50) {
            let _ = write!(out, "mediator: \"p{}\", ", self.any_party());
        }
        if self.parties > 2 && self.random.chance(50) {
            let order = self.random.order(self.parties);
            let _ = write!(
                out,
                "messengers: [(by: \"p{}\", about: \"p{}\", to: \"p{}\")], ",
                order[0], order[1], order[2]
            );
        }
        out
    }

    fn enforcement(&mut self, members: &[usize]) -> String {
        let mut out = format!(
            "monitors: {}, guarantors: {}, supervision: {}, ",
            parties(&self.random.some(self.parties, 50)),
            parties(&self.random.some(self.parties, 25)),
            self.random.chance(30)
        );
        let outsider = (0..self.parties).find(|party| !members.contains(party));
        if let Some(outsider) = outsider.filter(|_| self.random.chance(40)) {
            let _ = write!(out, "manipulator: \"p{outsider}\", ");
        }
        out
    }

    /// Composites of the plain formats before them, and the parts that they hold.
    pub(super) fn write_composites(&mut self, out: &mut String, plain: usize) {
        let (composites, parts) = (self.random.within(0, 2), self.random.within(0, 2));
        for index in 0..composites {
            let source = self.words();
            let _ = writeln!(out, "        \"composite {index}\": (source: {source}, phases: {{");
            for phase in 0..self.random.within(1, 3) {
                let text = self.phase(phase, plain, parts);
                let _ = writeln!(out, "            \"phase {phase}\": ({text}),");
            }
            out.push_str("        }),\n");
        }
        out.push_str("    },\n    parts: {\n");
        for index in 0..parts {
            let source = self.words();
            let _ = writeln!(
                out,
                "        \"part {index}\": (like: \"format {}\", source: {source}),",
                self.random.within(0, plain - 1)
            );
        }
    }

    /// A phase that can begin.
    fn phase(&mut self, index: usize, plain: usize, parts: usize) -> String {
        let held = self.random.within(0, plain + parts - 1);
        let held = if held < plain { format!("format {held}") } else { format!("part {}", held - plain) };
        let mut out = format!("format: \"{held}\"");
        if index > 0 && self.random.chance(80) {
            let whens = ["ended", "failed", "in_force", "progress", "done"];
            let when = whens[self.random.within(0, whens.len() - 1)];
            let _ = write!(out, ", after: \"phase {}\", when: {when}", self.random.within(0, index - 1));
        }
        let issue = self.random.within(0, self.issues.len() - 1);
        let (levels, practised, bound) =
            (self.issues[issue].levels, self.issues[issue].practised, self.issues[issue].bound);
        if self.random.chance(20) {
            let _ = write!(out, ", reached: [(\"i{issue}\", {})]", level(practised));
        }
        let elsewhere = (0..levels).find(|&at| at != practised && at != bound);
        if let Some(elsewhere) = elsewhere.filter(|_| self.random.chance(30)) {
            let _ = write!(out, ", not_reached: [(\"i{issue}\", {})]", level(elsewhere));
        }
        if self.random.chance(40) {
            let _ = write!(out, ", source: {}", self.words());
        }
        out
    }
}
