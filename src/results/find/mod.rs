//! Finding runs worth telling: conditions on the record of one world under one format, joined by `and`.
//!
//! ```text
//! ended=defection by dprk
//! signed and not in_force and gain.japan<0
//! signed_at<=12 and level.sanctions="lifted in steps" and stage>=2
//! ```
//!
//! What is asked is read against the scenario: parties, issues and levels by an unambiguous beginning, and what is not
//! understood is said together with what could be asked instead.

mod headline;
mod read;

pub use headline::{happened, stage};
pub use read::FindError;

use crate::simulation::record::{Reason, Record};

/// Conditions that a run must meet together.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// As written.
    pub text: String,
    /// One by one.
    pub conditions: Vec<Condition>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// As written.
    pub text: String,
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Test {
    Flag(Flag),
    Ended { is: bool, reason: Reason, by: Option<usize> },
    Number { what: Number, operator: Operator, value: f64 },
    Level { is: bool, issue: usize, level: u8 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flag {
    Signed,
    InForce,
    Completed,
    Alive,
    Zone,
    ZoneSelfEnforcing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    SignedAt,
    CompletedAt,
    EndedAt,
    Stage,
    Gain(usize),
    ExpectedGain(usize),
    Benefit(usize),
    ExpectedBenefit(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Query {
    /// By condition: whether a run meets it.
    pub fn met(&self, record: &Record) -> Vec<bool> {
        self.conditions.iter().map(|condition| condition.holds(record)).collect()
    }

    /// What of a run the query asks about besides what is told anyway: gains, by party.
    pub fn gains(&self) -> impl Iterator<Item = usize> + '_ {
        self.conditions.iter().filter_map(|c| match c.test {
            Test::Number { what: Number::Gain(party) | Number::ExpectedGain(party), .. } => Some(party),
            _ => None,
        })
    }
}

impl Condition {
    /// Whether a run meets it.
    pub fn holds(&self, record: &Record) -> bool {
        self.test.holds(record) != self.negated
    }
}

impl Test {
    fn holds(self, record: &Record) -> bool {
        match self {
            Self::Flag(flag) => match flag {
                Flag::Signed => record.signed.is_some(),
                Flag::InForce => record.in_force,
                Flag::Completed => record.completed.is_some(),
                Flag::Alive => record.alive,
                Flag::Zone => record.zone,
                Flag::ZoneSelfEnforcing => record.zone_self_enforcing,
            },
            Self::Ended { is, reason, by } => {
                let same = record.ended == reason && by.is_none_or(|p| record.by.map(usize::from) == Some(p));
                same == is
            }
            Self::Number { what, operator, value } => {
                what.of(record).is_some_and(|x| operator.holds(x, value))
            }
            // What was not signed has no levels.
            Self::Level { is, issue, level } => {
                record.signed.is_some() && (record.content[issue] == level) == is
            }
        }
    }
}

impl Number {
    /// `None`: there is no such number in this run.
    fn of(self, record: &Record) -> Option<f64> {
        match self {
            Self::SignedAt => record.signed.map(f64::from),
            Self::CompletedAt => record.completed.map(f64::from),
            Self::EndedAt => Some(f64::from(record.ended_at)),
            Self::Stage => Some(stage(record) as f64),
            Self::Gain(party) => record.gain.get(party).copied(),
            Self::ExpectedGain(party) => record.expected_gain.get(party).copied(),
            Self::Benefit(party) => record.benefit().get(party).copied(),
            Self::ExpectedBenefit(party) => record.expected_benefit().get(party).copied(),
        }
    }
}

impl Operator {
    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::package::MOST_ISSUES;
    use crate::scenario::{Scenario, SourceFile, read};
    use crate::simulation::record::LEFT_OUT;
    use crate::talks::mediation::Told;

    fn korea() -> Scenario {
        let text = include_str!("../../../scenarios/korea-2019/formats.ron");
        read(&SourceFile::new("korea.ron", text)).expect("it is sound").scenario
    }

    /// As long as an argument can be. A step that looks at all of the rest makes it minutes, and one that calls itself takes gigabytes.
    #[test]
    fn long_queries_are_read_step_by_step() {
        let s = korea();
        let long = vec!["signed"; 12_000].join(" and ");
        assert_eq!(Query::parse(&long, &s).unwrap().conditions.len(), 12_000);
        for long in [" andx".repeat(24_000), format!("level.guarantee=a{}", " and a".repeat(20_000))] {
            assert!(Query::parse(&long, &s).is_err());
        }
    }

    fn party(s: &Scenario, id: &str) -> usize {
        s.parties.iter().position(|p| p.id == id).expect("it is there")
    }

    fn issue(s: &Scenario, id: &str) -> usize {
        s.issues.iter().position(|i| i.id == id).expect("it is there")
    }

    /// Signed in month 9 with a guarantee by South and US, broken off in stage 2 by the North in month 31.
    fn broken(s: &Scenario) -> Record {
        let mut content = [LEFT_OUT; MOST_ISSUES];
        content[issue(s, "guarantee")] =
            s.issues[issue(s, "guarantee")].levels.iter().position(|l| l.contains(" and ")).unwrap() as u8;
        let mut gain = vec![0.1; s.parties.len()];
        gain[party(s, "japan")] = -0.25;
        Record {
            told: Told::default(),
            leavings: vec![0; s.parties.len()],
            phases: Vec::new(),
            signed: Some(9),
            schedule: 0,
            content,
            in_force: true,
            completed: None,
            alive: false,
            stages: [2, 3, 0, 0, 0, 0, 0, 0],
            ended: Reason::Defection,
            by: Some(party(s, "dprk") as u8),
            ended_at: 31,
            zone: true,
            zone_self_enforcing: false,
            chance_in_force: 1.0,
            chance_completed: 0.1,
            expected_gain: gain.clone(),
            gain,
            reservation: Vec::new(),
            without_agreement: vec![-0.125; s.parties.len()],
            practised: Vec::new(),
        }
    }

    #[test]
    fn conditions_hold_or_do_not() {
        let scenario = korea();
        let record = broken(&scenario);
        let word = scenario.issues[issue(&scenario, "guarantee")].levels
            [usize::from(record.content[issue(&scenario, "guarantee")])]
        .clone();
        let holds = |text: &str| {
            let query = Query::parse(text, &scenario).unwrap_or_else(|e| panic!("{text}: {e}"));
            query.met(&record).iter().all(|met| *met)
        };
        for text in [
            "ended=defection by dprk",
            "ended = Defection by North Korea and signed",
            "signed and in_force and not completed and not alive and zone and not zone_self_enforcing",
            "signed_at<=9 and signed_at>8 and signed_at!=8 and ended_at==31 AND stage>=2",
            "gain.japan<0 and gain.dprk >= 0.1 and expected_gain.japan=-0.25",
            "benefit.japan=-0.125 and expected_benefit.japan=-0.125 and benefit.dprk>0.2",
            "NOT ended=spoiled and ended!=spoiled",
            "level.sanctions=left out and level.economic sanctions=\"left out\" and signed",
            "not completed_at<100",
            &format!("level.guarantee={word} and signed"),
            &format!("level.guarantee='{word}' and signed"),
            &format!("level.guarantee=\"{word}\""),
        ] {
            assert!(holds(text), "{text}");
        }
        for text in [
            "ended=defection by us",
            "ended!=defection",
            "not signed",
            "signed_at<9",
            "stage<2",
            "gain.japan>=0",
            "benefit.japan>=0",
            "completed_at<100",
            "level.guarantee=left out",
            &format!("level.guarantee!={word}"),
        ] {
            assert!(!holds(text), "{text}");
        }
        // Without a package there is no level, neither this nor another.
        let nothing = Record { signed: None, ..record.clone() };
        for text in ["level.sanctions=left out", "level.sanctions!=left out"] {
            assert!(!Query::parse(text, &scenario).unwrap().met(&nothing)[0], "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named_with_what_is_allowed() {
        let scenario = korea();
        for (text, what, mend) in [
            ("", "there is no condition", "ended=defection by"),
            ("signed and ", "after `and` a condition is missing", "signed and"),
            ("signd", "`signd` is nothing that can be asked", "did you mean `signed`?"),
            ("signed_at", "`signed_at` is compared with nothing", "signed_at<=12"),
            ("gain.japan", "`gain.japan` is compared with nothing", "gain.japan<0"),
            ("gain<0", "`gain` does not say whose", "<0"),
            ("gain.japn<0", "there is no party `japn`", "did you mean `japan`?"),
            ("gain.japan<low", "`low` is not a number", "gain.japan<0"),
            ("stage>=NaN", "`NaN` is not a number", "stage>=2"),
            ("signed=1", "`signed` is yes or no", "not signed"),
            ("signed.japan", "`signed.japan` is not understood", "write `signed` alone"),
            ("ended=defecton", "there is no ending `defecton`", "did you mean `defection`?"),
            ("ended=completed by us", "`completed` is nobody's doing", "ended=completed"),
            ("ended<3", "`ended` is not a number", "ended="),
            ("level=x", "`level` does not say of which issue", "=WORD"),
            ("level.sanction5=x", "there is no issue `sanction5`", "did you mean `sanctions`?"),
            (
                "level.sanctions=reducd",
                "there is no level of `sanctions` `reducd`",
                "did you mean `reduced`?",
            ),
            ("signed or completed", "`or` is not understood", "once for each"),
            ("(signed)", "brackets are not understood", "joined by `and`"),
            ("(signed and alive)", "brackets are not understood", "joined by `and`"),
            ("gain.NorthKorea<0", "there is no party `NorthKorea`", "did you mean `dprk`?"),
            ("comp", "`comp` is ambiguous: it fits more than one condition", "write more of it"),
        ] {
            let error = Query::parse(text, &scenario).unwrap_err();
            assert!(error.what.contains(what), "{text}: {error:?}");
            assert!(!error.expected.is_empty());
            assert!(error.mend.as_deref().unwrap_or_default().contains(mend), "{text}: {error:?}");
        }
    }

    #[test]
    fn whose_and_of_what_may_be_written_in_other_ways() {
        let scenario = korea();
        let test = |text: &str| {
            let query = Query::parse(text, &scenario).unwrap_or_else(|e| panic!("{text}: {e}"));
            query.conditions.into_iter().map(|c| c.test).collect::<Vec<_>>()
        };
        for (right, others) in [
            ("gain.dprk<0", ["gain:dprk<0", "gain(dprk)<0", "gain( North Korea ) < 0"]),
            ("expected_gain.us>0", ["expected_gain:us>0", "expected_gain(us)>0", "expected_gain (us) > 0"]),
            (
                "level.sanctions=left out",
                ["level:sanctions=left out", "level(sanctions)=left out", "level (sanctions) = left out"],
            ),
        ] {
            for other in others {
                assert_eq!(test(other), test(right), "{other}");
            }
        }
    }

    #[test]
    fn conditions_keep_their_text_and_gains_their_parties() {
        let scenario = korea();
        let query = Query::parse(" gain.japan<0 and  not ended=veto by china ", &scenario).unwrap();
        let texts: Vec<&str> = query.conditions.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["gain.japan<0", "not ended=veto by china"]);
        assert_eq!(query.gains().collect::<Vec<_>>(), [party(&scenario, "japan")]);
    }

    #[test]
    fn a_run_is_told_in_one_line() {
        let scenario = korea();
        let record = broken(&scenario);
        let told = |change: &dyn Fn(&mut Record)| {
            let mut changed = record.clone();
            change(&mut changed);
            happened(&scenario, &changed, crate::language::Language::En)
        };
        assert_eq!(
            told(&|_| {}),
            "signed in month 9 on 1 issue; defection (North Korea) in stage 2, month 31"
        );
        assert_eq!(
            told(&|r| (r.completed, r.ended, r.by) = (Some(20), Reason::Lapsed, None)),
            "signed in month 9 on 1 issue; carried out by month 20; lapsed after completion, month 31"
        );
        assert_eq!(
            told(&|r| (r.completed, r.ended, r.by) = (Some(20), Reason::Completed, None)),
            "signed in month 9 on 1 issue; carried out by month 20"
        );
        assert_eq!(
            told(&|r| (r.ended, r.by) = (Reason::UnderWay, None)),
            "signed in month 9 on 1 issue; still being carried out, stage 2"
        );
        assert_eq!(
            told(&|r| (r.ended, r.in_force) = (Reason::RefusedAtHome, false)),
            "signed in month 9 on 1 issue; refused at home (North Korea), month 31"
        );
        assert_eq!(
            told(&|r| (r.signed, r.ended) = (None, Reason::WalkOut)),
            "nothing signed: walk-out (North Korea), month 31"
        );
        assert_eq!(
            told(&|r| (r.signed, r.ended, r.by) = (None, Reason::TalksGoOn, None)),
            "nothing signed yet: talks still going on"
        );
    }
}
