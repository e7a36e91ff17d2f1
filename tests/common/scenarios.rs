//! Random legal scenarios as RON text: any seed gives one, and `check` must accept it.

use std::fmt::Write as _;

use super::extras::Extras;

/// Splitmix64 (Steele, Lea & Flood 2014): small, and the same everywhere.
pub struct Random(u64);

impl Random {
    /// A stream for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn within(&mut self, low: usize, high: usize) -> usize {
        low + (self.bits() % (high - low + 1) as u64) as usize
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True in so many of 100 cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.bits() % 100 < percent
    }

    /// The numbers below `n` in random order.
    pub fn order(&mut self, n: usize) -> Vec<usize> {
        let mut list: Vec<usize> = (0..n).collect();
        for at in (1..n).rev() {
            let other = self.within(0, at);
            list.swap(at, other);
        }
        list
    }

    /// A random part of the numbers below `n`, in order.
    pub fn some(&mut self, n: usize, percent: u64) -> Vec<usize> {
        (0..n).filter(|_| self.chance(percent)).collect()
    }
}

/// A random legal scenario: 2 to 6 parties, 1 to 6 issues of 2 to 4 levels, statements of all kinds, road maps, events,
/// formats with and without `like`.
pub fn legal_scenario(seed: u64) -> String {
    Maker::new(seed, false).text()
}

/// The same with third parties, rules of decision, sub-tables, composites, parts, events of every kind and numbers of conduct, each
/// with some chance.
pub fn legal_scenario_m2(seed: u64) -> String {
    Maker::new(seed, true).text()
}

pub(super) struct Issue {
    pub(super) levels: usize,
    pub(super) ordered: bool,
    pub(super) practised: usize,
    pub(super) bound: usize,
    /// By level.
    pub(super) duty: Vec<Vec<usize>>,
}

pub(super) struct Maker {
    pub(super) random: Random,
    pub(super) seed: u64,
    pub(super) parties: usize,
    pub(super) issues: Vec<Issue>,
    /// Road maps: stages of issues; each covers all issues.
    roadmaps: Vec<Vec<Vec<usize>>>,
    sources: usize,
    /// An issue that every format can change, and the party that it takes, if any.
    pub(super) key_issue: usize,
    key_party: Option<usize>,
    /// Whether to write what `extras.rs` makes.
    pub(super) more: bool,
}

impl Maker {
    fn new(seed: u64, more: bool) -> Self {
        let mut random = Random::new(seed);
        let parties = random.within(2, 6);
        let issues = random.within(1, 6);
        let key_issue = random.within(0, issues - 1);
        let key_party = if random.chance(70) { Some(random.within(0, parties - 1)) } else { None };
        let sources = random.within(1, 3);
        let mut maker = Self {
            random,
            seed,
            parties,
            issues: Vec::new(),
            roadmaps: Vec::new(),
            sources,
            key_issue,
            key_party,
            more,
        };
        for index in 0..issues {
            let issue = maker.issue(index);
            maker.issues.push(issue);
        }
        for _ in 0..maker.random.within(0, 2) {
            let stages = maker.random.within(1, issues.min(4));
            let order = maker.random.order(issues);
            let mut map = vec![Vec::new(); stages];
            for (at, issue) in order.into_iter().enumerate() {
                let stage = if at < stages { at } else { maker.random.within(0, stages - 1) };
                map[stage].push(issue);
            }
            maker.roadmaps.push(map);
        }
        maker
    }

    fn issue(&mut self, index: usize) -> Issue {
        let levels = self.random.within(2, 4);
        let practised = self.random.within(0, levels - 1);
        let bound = if self.random.chance(70) { practised } else { self.random.within(0, levels - 1) };
        let everywhere = if index == self.key_issue {
            self.key_party.into_iter().collect()
        } else {
            self.random.some(self.parties, 30)
        };
        let mut duty = vec![everywhere; levels];
        if index != self.key_issue && self.random.chance(30) {
            let level = self.random.within(0, levels - 1);
            duty[level] = self.random.some(self.parties, 40);
        }
        Issue { levels, ordered: self.random.chance(60), practised, bound, duty }
    }

    fn text(&mut self) -> String {
        let mut out = String::from(
            "// made by the test generator\n#![enable(implicit_some)]\nScenario(\n    format_version: 2,\n",
        );
        let _ = writeln!(out, "    name: \"random-{}\",\n    title: \"무작위 {}\",", self.seed, self.seed);
        if self.random.chance(50) {
            out.push_str(
                "    about: r#\"A \"random\" scenario.\"#,\n    questions: [\"Why?\", \"Why not?\"],\n",
            );
        }
        self.write_sources(&mut out);
        let horizon = self.random.within(12, 120);
        let source = self.words();
        let _ = writeln!(out, "    calendar: (horizon: {horizon}, source: {source}),");
        self.write_parties(&mut out);
        self.write_issues(&mut out);
        self.write_statements(&mut out);
        self.write_roadmaps(&mut out);
        self.write_events(&mut out);
        if self.random.chance(50) {
            let (correlation, lapse) = (self.number(-50, 50), self.number(0, 10));
            let completion = if self.random.chance(50) {
                format!(", completion: {}", self.number(5, 100))
            } else {
                String::new()
            };
            let conduct = if self.more { self.conduct() } else { String::new() };
            let _ = writeln!(
                out,
                "    world: (correlation: {correlation}, lapse_after_completion: {lapse}{completion}{conduct}),"
            );
        }
        self.write_formats(&mut out);
        out.push_str(")\n");
        out
    }

    /// Source and paragraph.
    fn citation(&mut self) -> String {
        let one = |random: &mut Random, sources| {
            format!("S{}§{}", random.within(0, sources - 1), random.within(1, 9))
        };
        let first = one(&mut self.random, self.sources);
        if self.random.chance(80) {
            first
        } else {
            format!("{first}, {}", one(&mut self.random, self.sources))
        }
    }

    pub(super) fn words(&mut self) -> String {
        if self.random.chance(40) {
            format!("stated(at: \"{}\", by: \"말하는 이\")", self.citation())
        } else {
            "assumed(because: \"a guess\", range: \"anything\")".to_owned()
        }
    }

    fn holding(&mut self) -> String {
        if self.random.chance(40) {
            format!("stated(at: \"{}\", by: \"someone\")", self.citation())
        } else {
            format!("assumed(because: \"a guess\", holds_in: {})", self.random.within(1, 100))
        }
    }

    /// A number between two ends in hundredths.
    pub(super) fn number(&mut self, low: i64, high: i64) -> String {
        let draw = |random: &mut Random| low + (random.bits() % (high - low + 1) as u64) as i64;
        let (a, b) = (draw(&mut self.random), draw(&mut self.random));
        let (from, to) = (a.min(b), a.max(b));
        let text = |x: i64| format!("{:?}", x as f64 / 100.0);
        if self.random.chance(20) {
            return format!("stated(value: {}, at: \"{}\", by: \"someone\")", text(from), self.citation());
        }
        let spread = if from > 0 && self.random.chance(30) { ", spread: log" } else { "" };
        format!("assumed(from: {}, to: {}{spread}, because: \"a guess\")", text(from), text(to))
    }

    fn write_sources(&mut self, out: &mut String) {
        out.push_str("    sources: {\n");
        for index in 0..self.sources {
            let _ = writeln!(out, "        \"S{index}\": (title: \"Text {index}\", paragraphs: 9),");
        }
        out.push_str("    },\n");
    }

    fn write_parties(&mut self, out: &mut String) {
        let traits: [(&str, i64, i64); 12] = [
            ("demand", 0, 60),
            ("patience", 50, 99),
            ("temptation", 1, 200),
            ("collapse_penalty", 0, 100),
            ("spoiling", 0, 60),
            ("detection", 0, 100),
            ("ratification", 0, 100),
            ("mandate", 0, 30),
            ("audience_cost", 0, 30),
            ("conflict_cost", 0, 50),
            ("outside_option", -20, 40),
            ("concession", 10, 600),
        ];
        out.push_str("    parties: {\n");
        for party in 0..self.parties {
            let source = self.words();
            let _ = write!(out, "        \"p{party}\": (name: \"Party {party}\", source: {source}");
            for (name, low, high) in traits {
                if self.random.chance(30) {
                    let number = self.number(low, high);
                    let _ = write!(out, ",\n            {name}: {number}");
                }
            }
            if self.more {
                self.write_third_party(out, party);
            }
            out.push_str("),\n");
        }
        out.push_str("    },\n");
    }

    fn write_issues(&mut self, out: &mut String) {
        out.push_str("    issues: {\n");
        for index in 0..self.issues.len() {
            let stake = if self.random.chance(40) {
                format!(" stake: {},", self.number(0, 200))
            } else {
                String::new()
            };
            let consent = if self.random.chance(20) {
                format!(" consent: {{ \"level 0\": {} }},", parties(&self.random.some(self.parties, 40)))
            } else {
                String::new()
            };
            let guarantors = if self.more { self.guarantors() } else { String::new() };
            let reversible = self.random.chance(70);
            let all = self.words();
            let (one, rest) = (self.words(), self.words());
            let source = if self.random.chance(70) {
                all
            } else {
                format!("{{ \"levels\": {one}, \"rest\": {rest} }}")
            };
            let takes = self.takes(index);
            let issue = &self.issues[index];
            let levels: Vec<String> = (0..issue.levels).map(level).collect();
            let duty_at: Vec<String> = issue
                .duty
                .iter()
                .enumerate()
                .map(|(at, list)| format!("{}: {}", level(at), parties(list)))
                .collect();
            let _ = writeln!(
                out,
                "        \"i{index}\": (name: \"쟁점 {index}\", levels: [{}], ordered: {}, practised: {}, bound: {},\n            \
                 duty_at: {{ {} }},{consent}{guarantors}{stake}{takes} reversible: {reversible}, source: {source}),",
                levels.join(", "),
                issue.ordered,
                level(issue.practised),
                level(issue.bound),
                duty_at.join(", ")
            );
        }
        out.push_str("    },\n");
    }

    /// What an issue takes: written for some, alike for several, and drawn apart, so that a seed gives otherwise what it gave.
    fn takes(&self, index: usize) -> String {
        let mut random = Random::new(self.seed.wrapping_mul(1_000_003).wrapping_add(index as u64));
        let (from, more) = match random.within(0, 9) {
            0..5 => return String::new(),
            5 | 6 => (12.0, 0),
            _ => (random.within(1, 40) as f64 / 2.0, random.within(0, 30)),
        };
        let spread = if random.chance(30) { ", spread: log" } else { "" };
        let to = from + more as f64;
        format!(" takes: assumed(from: {from:?}, to: {to:?}{spread}, because: \"a guess\"),")
    }

    fn write_statements(&mut self, out: &mut String) {
        out.push_str("    statements: [\n");
        let issues = self.issues.len();
        for party in 0..self.parties {
            let indifferent = self.random.some(issues, 15);
            for issue in &indifferent {
                let source = self.holding();
                let _ = writeln!(
                    out,
                    "        indifferent(party: \"p{party}\", about: \"i{issue}\", source: {source}),"
                );
            }
            let caring: Vec<usize> =
                self.random.order(issues).into_iter().filter(|i| !indifferent.contains(i)).collect();
            for pair in caring.windows(2) {
                if self.random.chance(30) {
                    let source = self.holding();
                    let _ = writeln!(
                        out,
                        "        cares_more(party: \"p{party}\", about: \"i{}\", than: \"i{}\", source: {source}),",
                        pair[0], pair[1]
                    );
                }
            }
            for &issue in &caring {
                self.write_preferences(out, party, issue);
            }
            self.write_condition(out, party);
        }
        out.push_str("    ],\n");
    }

    /// Statements that agree with one ranking of the levels, or one direction where the levels are a scale.
    fn write_preferences(&mut self, out: &mut String, party: usize, issue: usize) {
        let levels = self.issues[issue].levels;
        let mut ranking = self.random.order(levels);
        if self.issues[issue].ordered {
            ranking.sort_unstable();
            if self.random.chance(50) {
                ranking.reverse();
            }
        }
        for better in 0..levels {
            for worse in better + 1..levels {
                if self.random.chance(25) {
                    let source = self.holding();
                    let _ = writeln!(
                        out,
                        "        prefers(party: \"p{party}\", on: \"i{issue}\", level: {}, to: {}, source: {source}),",
                        level(ranking[better]),
                        level(ranking[worse])
                    );
                }
            }
        }
    }

    fn write_condition(&mut self, out: &mut String, party: usize) {
        let held = self.random.within(0, self.issues.len() - 1);
        if held == self.key_issue || !self.random.chance(40) {
            return;
        }
        let held_level = self.random.within(0, self.issues[held].levels - 1);
        let key_level = self.random.within(0, self.issues[self.key_issue].levels - 1);
        let mut with = vec![format!("(\"i{}\", {})", self.key_issue, level(key_level))];
        let other = self.random.within(0, self.issues.len() - 1);
        if other != held && other != self.key_issue {
            let other_level = self.random.within(0, self.issues[other].levels - 1);
            with.push(format!("(\"i{other}\", {})", level(other_level)));
        }
        let source = self.holding();
        let _ = writeln!(
            out,
            "        only_with(party: \"p{party}\", accepts: (\"i{held}\", {}), with: [{}], source: {source}),",
            level(held_level),
            with.join(", ")
        );
    }

    fn write_roadmaps(&mut self, out: &mut String) {
        if self.roadmaps.is_empty() {
            return;
        }
        out.push_str("    roadmaps: {\n");
        for (index, map) in self.roadmaps.clone().into_iter().enumerate() {
            let source = self.words();
            let _ = writeln!(out, "        \"map {index}\": (source: {source}, stages: [");
            for (at, stage) in map.iter().enumerate() {
                let success = if self.random.chance(60) {
                    format!(", success: {}", self.number(5, 100))
                } else {
                    String::new()
                };
                let _ =
                    writeln!(out, "            (name: \"stage {at}\", issues: {}{success}),", issues(stage));
            }
            out.push_str("        ]),\n");
        }
        out.push_str("    },\n");
    }

    fn write_events(&mut self, out: &mut String) {
        out.push_str("    events: {\n");
        for issue in 0..self.issues.len() {
            if self.issues[issue].practised != self.issues[issue].bound && self.random.chance(60) {
                let rate = self.number(0, 60);
                let _ = writeln!(
                    out,
                    "        \"lapse of {issue}\": (lapse_of: \"i{issue}\", per_year: {rate}),"
                );
            }
        }
        if self.more {
            self.write_more_events(out);
        }
        out.push_str("    },\n");
    }

    fn write_formats(&mut self, out: &mut String) {
        out.push_str("    formats: {\n");
        let count = self.random.within(1, 5);
        for index in 0..count {
            let _ = writeln!(out, "        \"format {index}\": (");
            let like = index > 0 && self.random.chance(40);
            if like {
                let _ = writeln!(out, "            like: \"format {}\",", self.random.within(0, index - 1));
            }
            if !like || self.random.chance(50) {
                let source = self.words();
                let _ = writeln!(out, "            about: \"Format {index}.\", source: {source},");
            }
            // What names members or depends on them is written together, so that nothing inherited contradicts it.
            if !like || self.random.chance(50) {
                self.write_table(out);
            }
            // With third parties, these depend on the members.
            if !self.more && self.random.chance(40) {
                let (known, source) = (parties(&self.random.some(self.parties, 30)), self.words());
                let _ = writeln!(out, "            information: (disclosed: {known}, source: {source}),");
            }
            if !self.more && self.random.chance(40) {
                let (watching, source) = (parties(&self.random.some(self.parties, 50)), self.words());
                let _ = writeln!(out, "            enforcement: (monitors: {watching}, source: {source}),");
            }
            out.push_str("        ),\n");
        }
        if self.more {
            self.write_composites(out, count);
        }
        out.push_str("    },\n");
    }

    fn write_table(&mut self, out: &mut String) {
        let mut members = self.random.some(self.parties, 60);
        for party in self.key_party.into_iter().chain(0..self.parties) {
            let needed = Some(party) == self.key_party || members.len() < 2;
            if needed && !members.contains(&party) {
                members.push(party);
            }
        }
        let level_count = self.issues[self.key_issue].levels;
        let veto = if self.random.chance(20) {
            let (at, by) = (self.random.within(0, level_count - 1), self.random.within(0, self.parties - 1));
            format!("(issue: \"i{}\", level: {}, by: [\"p{by}\"])", self.key_issue, level(at))
        } else {
            String::new()
        };
        // Drawn here for the extras, and otherwise where it always was, so that a seed gives what it gave.
        let early = self.more.then(|| self.agenda());
        let extras = early.as_ref().map_or_else(Extras::default, |plan| self.extras(&members, &plan.agenda));
        let source = self.words();
        let _ = writeln!(
            out,
            "            membership: (members: {}, vetoes: [{veto}], {}source: {source}),",
            parties(&members),
            extras.membership
        );
        let order: Vec<usize> = self.random.order(members.len()).into_iter().map(|at| members[at]).collect();
        let source = self.words();
        let _ = writeln!(
            out,
            "            proposing: (order: {}, {}source: {source}),",
            parties(&order),
            extras.proposing
        );
        out.push_str(&extras.components);
        let mut plan = early.unwrap_or_else(|| self.agenda());
        if !extras.contract.is_empty() {
            // Sub-tables follow one road map.
            plan.maps.truncate(1);
        }
        self.write_contract(out, &members, &plan, &extras.contract);
        let (level, source) = (if self.random.chance(50) { "leaders" } else { "working" }, self.words());
        let ratifiers: Vec<usize> = members.iter().copied().filter(|_| self.random.chance(40)).collect();
        let [first, every, meetings, offers] =
            [(0, 5), (1, 6), (1, 12), (1, 12)].map(|(a, b)| self.random.within(a, b));
        let _ = writeln!(
            out,
            "            delegation: (level: {level}, first_meeting: {first}, every: {every}, meetings: {meetings}, offers: {offers}, \
             refer_back: {}, ratifiers: {}, public: {}, source: {source}),",
            self.random.chance(30),
            parties(&ratifiers),
            self.random.chance(50)
        );
    }

    fn agenda(&mut self) -> Plan {
        let maps = self.random.some(self.roadmaps.len(), 50);
        let mut agenda = self.random.some(self.issues.len(), 70);
        if !agenda.contains(&self.key_issue) {
            agenda.push(self.key_issue);
        }
        for &map in &maps {
            for stage in &self.roadmaps[map] {
                if !stage.iter().any(|issue| agenda.contains(issue)) {
                    agenda.push(stage[0]);
                }
            }
        }
        Plan { maps, agenda }
    }

    fn write_contract(&mut self, out: &mut String, members: &[usize], plan: &Plan, more: &str) {
        let Plan { maps, agenda } = plan;
        let promised: Vec<usize> = agenda.iter().copied().filter(|_| self.random.chance(20)).collect();
        let movable = |issue: &usize| {
            let issue = &self.issues[*issue];
            let new = |level: &usize| *level != issue.bound;
            (0..issue.levels)
                .filter(new)
                .any(|level| issue.duty[level].iter().all(|party| members.contains(party)))
        };
        let whole = agenda.iter().all(movable) && self.random.chance(30);
        let names: Vec<String> = maps.iter().map(|map| format!("\"map {map}\"")).collect();
        let force = if self.random.chance(70) { "each_stage" } else { "after_last" };
        let source = self.words();
        let _ = writeln!(
            out,
            "            contract: (roadmaps: [{}], agenda: {}, in_force: {force}, on_promise: {}, all_or_nothing: {whole}, {more}source: {source}),",
            names.join(", "),
            issues(agenda),
            issues(&promised)
        );
    }
}

/// Road maps and agenda of a format.
pub(super) struct Plan {
    maps: Vec<usize>,
    pub(super) agenda: Vec<usize>,
}

pub(super) fn level(index: usize) -> String {
    format!("\"level {index}\"")
}

pub(super) fn parties(list: &[usize]) -> String {
    format!("[{}]", list.iter().map(|party| format!("\"p{party}\"")).collect::<Vec<_>>().join(", "))
}

pub(super) fn issues(list: &[usize]) -> String {
    format!("[{}]", list.iter().map(|issue| format!("\"i{issue}\"")).collect::<Vec<_>>().join(", "))
}
