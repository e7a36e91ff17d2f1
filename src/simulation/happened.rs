//! When things happened under a format: worlds by period, as integers that can be merged in any order.
//!
//! A run is observed from its start to the horizon. What it is in there (carried out, under way, talks going on) is no event: such runs are
//! cut short at the horizon, and only there.

use super::record::{Reason, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Worlds by period.
pub type ByPeriod = BTreeMap<u32, u64>;

/// Counts of one format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// Something was signed for the first time.
    pub signed: ByPeriod,
    /// The last of all stages was completed.
    pub completed: ByPeriod,
    /// It ended with nothing signed, by reason.
    pub unsigned: BTreeMap<Reason, ByPeriod>,
    /// It ended after something had been signed, by reason.
    pub after_signature: BTreeMap<Reason, ByPeriod>,
    /// Of the worlds in which it ended after the last stage had been completed: how many, by reason.
    pub after_completion: BTreeMap<Reason, u64>,
    /// By periods from the signature: worlds in which it was completed then.
    pub since_completed: ByPeriod,
    /// … in which it ended then without having been completed.
    pub since_ended: ByPeriod,
    /// … in which it was neither at the horizon: cut short.
    pub since_open: ByPeriod,
}

/// Whether a run with this ending has ended before the horizon; the others are cut short there.
pub fn is_over(reason: Reason) -> bool {
    !matches!(reason, Reason::Completed | Reason::UnderWay | Reason::TalksGoOn)
}

impl Happened {
    /// Counts one world.
    pub(super) fn add(&mut self, r: &Record, horizon: u32) {
        let over = is_over(r.ended);
        let Some(signed) = r.signed else {
            if over {
                count(self.unsigned.entry(r.ended).or_default(), r.ended_at);
            }
            return;
        };
        count(&mut self.signed, signed);
        // Of a composite one table may have failed before another signed.
        let ended = r.ended_at.max(signed);
        if over {
            count(self.after_signature.entry(r.ended).or_default(), ended);
        }
        if let Some(completed) = r.completed {
            count(&mut self.completed, completed);
            count(&mut self.since_completed, completed.saturating_sub(signed));
            if over {
                *self.after_completion.entry(r.ended).or_default() += 1;
            }
        } else if over {
            count(&mut self.since_ended, ended - signed);
        } else {
            count(&mut self.since_open, horizon.saturating_sub(signed));
        }
    }

    /// Adds the counts of another one.
    pub(super) fn merge(&mut self, other: &Self) {
        let Self { signed, completed, unsigned, after_signature, after_completion, .. } = self;
        merge(signed, &other.signed);
        merge(completed, &other.completed);
        for (own, others) in [(unsigned, &other.unsigned), (after_signature, &other.after_signature)] {
            for (reason, counts) in others {
                merge(own.entry(*reason).or_default(), counts);
            }
        }
        for (reason, worlds) in &other.after_completion {
            *after_completion.entry(*reason).or_default() += worlds;
        }
        merge(&mut self.since_completed, &other.since_completed);
        merge(&mut self.since_ended, &other.since_ended);
        merge(&mut self.since_open, &other.since_open);
    }
}

fn count(counts: &mut ByPeriod, period: u32) {
    *counts.entry(period).or_default() += 1;
}

fn merge(own: &mut ByPeriod, other: &ByPeriod) {
    for (period, worlds) in other {
        *own.entry(*period).or_default() += worlds;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(signed: Option<u32>, completed: Option<u32>, (ended, ended_at): (Reason, u32)) -> Record {
        Record { signed, completed, ended, ..Record::blank(ended_at, Vec::new()) }
    }

    fn of(records: &[Record]) -> Happened {
        let mut all = Happened::default();
        for record in records {
            all.add(record, 60);
        }
        all
    }

    fn at(periods: &[(u32, u64)]) -> ByPeriod {
        periods.iter().copied().collect()
    }

    #[test]
    fn what_stands_at_the_horizon_is_cut_short_and_not_ended() {
        let all = of(&[
            record(Some(12), Some(30), (Reason::Completed, 60)),
            record(Some(12), None, (Reason::UnderWay, 60)),
            record(None, None, (Reason::TalksGoOn, 60)),
        ]);
        assert!(all.unsigned.is_empty() && all.after_signature.is_empty());
        assert_eq!((all.signed, all.completed), (at(&[(12, 2)]), at(&[(30, 1)])));
        assert_eq!((all.since_completed, all.since_open), (at(&[(18, 1)]), at(&[(48, 1)])));
    }

    #[test]
    fn an_end_after_completion_is_told_from_one_before() {
        let all = of(&[
            record(Some(3), Some(10), (Reason::Spoiled, 20)),
            record(Some(3), None, (Reason::Spoiled, 9)),
            record(None, None, (Reason::NoZone, 19)),
        ]);
        assert_eq!(all.after_signature[&Reason::Spoiled], at(&[(9, 1), (20, 1)]));
        assert_eq!(all.after_completion[&Reason::Spoiled], 1);
        assert_eq!((all.since_completed, all.since_ended), (at(&[(7, 1)]), at(&[(6, 1)])));
        assert_eq!(all.unsigned[&Reason::NoZone], at(&[(19, 1)]));
    }

    #[test]
    fn the_end_of_a_table_that_failed_before_another_signed_counts_from_the_signature() {
        let all = of(&[record(Some(24), None, (Reason::Mistrust, 12))]);
        assert_eq!(all.after_signature[&Reason::Mistrust], at(&[(24, 1)]));
        assert_eq!(all.since_ended, at(&[(0, 1)]));
    }

    #[test]
    fn counts_merge_to_those_of_all_worlds() {
        let records = [
            record(Some(3), Some(10), (Reason::Spoiled, 20)),
            record(Some(4), None, (Reason::UnderWay, 60)),
            record(None, None, (Reason::NoZone, 19)),
            record(Some(4), Some(4), (Reason::Lapsed, 50)),
        ];
        let mut merged = of(&records[2..]);
        merged.merge(&of(&records[..2]));
        assert_eq!(merged, of(&records));
    }
}
