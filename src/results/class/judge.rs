//! A deal of a class, judged in points: what each party got, what was left on the table, who blocked, and where the deal lies among what was
//! signed in the simulation.

use super::Package;
use super::points::PartyPoints;
use super::seats::Seats;
use crate::scenario::place::{IssueIndex, LevelIndex, PartyIndex};

/// So many swaps are told.
const MOST_SWAPS: usize = 3;

/// What a simulated format came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Simulated {
    /// Assumed worlds that went through it.
    pub worlds: u64,
    /// What was signed, world by world where something was.
    pub signed: Vec<Package>,
}

/// What a group came to, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// By party of the scenario.
    pub parties: Vec<Got>,
    /// Points above no agreement, all at the table together. Scales of parties are their own: only the class game adds them.
    pub together: i64,
    /// The geometric mean of these points (the Nash product by its root), 0 if somebody has none.
    pub balance: f64,
    /// What could have been had; `None` if there are too many packages to look at all.
    pub left: Option<Left>,
    /// Changes in one issue that nobody would have refused, the largest sum first.
    pub swaps: Vec<Swap>,
    /// Whose condition the deal does not meet.
    pub unmet: Option<PartyIndex>,
    /// Who blocked, where something was proposed and nothing signed.
    pub blocked: Option<Blocked>,
    /// Assumed worlds that went through this format.
    pub worlds: u64,
    /// Those in which something was signed.
    pub signed_worlds: u64,
}

/// What a party got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Got {
    /// Which.
    pub party: PartyIndex,
    /// Whether it sits at the table and has something at stake.
    pub plays: bool,
    /// Points of the deal.
    pub points: i64,
    /// Points without agreement.
    pub nothing: i64,
    /// The least that it should sign for.
    pub floor: i64,
    /// Worlds in which what was signed gave it less than this deal.
    pub less: u64,
    /// Worlds in which it gave it as much.
    pub same: u64,
}

impl Got {
    /// Points above no agreement.
    pub fn gain(&self) -> i64 {
        self.points - self.nothing
    }
}

/// What could have been had.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// Packages that would have been signed if everybody accepts what is no worse than no agreement.
    pub acceptable: usize,
    /// The largest sum of points above no agreement, and the package.
    pub together: Option<(i64, Package)>,
    /// The largest geometric mean, and the package.
    pub balance: Option<(f64, Package)>,
    /// By how many points everybody at the table could have had more at once, and the package: above 0, or nothing.
    pub everybody: Option<(i64, Package)>,
    /// Where everybody could not: by how many points together some could have had more, and nobody less, with the package.
    pub somebody: Option<(i64, Package)>,
}

/// One issue settled in another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// The issue.
    pub issue: IssueIndex,
    /// As it was settled.
    pub from: Option<LevelIndex>,
    /// As it could have been.
    pub to: Option<LevelIndex>,
    /// Who would have had more, and by how many points.
    pub more: Vec<(PartyIndex, i64)>,
}

/// Who blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// By proposal: who would have had less than the least that it should sign for, and by how many points; whose condition it does not meet.
    pub proposals: Vec<Refused>,
    /// Whose floor no proposal reached, and the points of the best one for it.
    pub never: Vec<(PartyIndex, i64)>,
}

/// What stood against a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whose floor it does not reach, and by how many points.
    pub below: Vec<(PartyIndex, i64)>,
    /// Whose condition it does not meet.
    pub unmet: Option<PartyIndex>,
}

/// Everything that a deal is held against.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// By party.
    pub points: &'a [PartyPoints],
    /// The format's table.
    pub seats: &'a Seats,
    /// What the simulation of the format came to.
    pub simulated: &'a Simulated,
}

impl Against<'_> {
    pub(super) fn players(&self) -> Vec<PartyIndex> {
        self.seats.members.iter().copied().filter(|party| self.points[*party].touched()).collect()
    }

    pub(super) fn of(&self, party: PartyIndex, package: &Package) -> i64 {
        self.points[party].of_package(package)
    }

    fn gain(&self, party: PartyIndex, package: &Package) -> i64 {
        self.of(party, package) - self.points[party].nothing()
    }

    fn together(&self, players: &[PartyIndex], package: &Package) -> i64 {
        players.iter().map(|&party| self.gain(party, package)).sum()
    }

    /// The geometric mean of what the players have above no agreement.
    fn balance(&self, players: &[PartyIndex], package: &Package) -> f64 {
        let gains: Vec<i64> = players.iter().map(|&party| self.gain(party, package)).collect();
        if gains.is_empty() || gains.iter().any(|gain| *gain <= 0) {
            return 0.0;
        }
        let product: f64 = gains.iter().map(|gain| *gain as f64).product();
        libm::pow(product, 1.0 / gains.len() as f64)
    }

    /// Judges a deal; a package that agrees on nothing is no deal, and then what was proposed is judged too.
    pub fn judge(&self, deal: &Package, proposed: &[Package]) -> Judged {
        let players = self.players();
        let no_deal = deal.iter().all(Option::is_none);
        Judged {
            parties: PartyIndex::all(self.points.len()).map(|p| self.got(p, &players, deal)).collect(),
            together: self.together(&players, deal),
            balance: self.balance(&players, deal),
            left: self.left(&players, deal),
            swaps: if no_deal { Vec::new() } else { self.swaps(&players, deal) },
            unmet: self.seats.unmet(deal),
            blocked: (no_deal && !proposed.is_empty()).then(|| self.blocked(&players, proposed)),
            worlds: self.simulated.worlds,
            signed_worlds: self.simulated.signed.len() as u64,
        }
    }

    /// Changes in one issue of a deal that nobody would have refused, the largest sum first.
    pub(crate) fn swaps_of(&self, deal: &Package) -> Vec<Swap> {
        self.swaps(&self.players(), deal)
    }

    fn got(&self, party: PartyIndex, players: &[PartyIndex], deal: &Package) -> Got {
        let own = &self.points[party];
        let points = own.of_package(deal);
        let signed = || self.simulated.signed.iter().map(|package| own.of_package(package));
        Got {
            party,
            plays: players.contains(&party),
            points,
            nothing: own.nothing(),
            floor: own.floor,
            less: signed().filter(|other| *other < points).count() as u64,
            same: signed().filter(|other| *other == points).count() as u64,
        }
    }

    fn left(&self, players: &[PartyIndex], deal: &Package) -> Option<Left> {
        let mut left = Left { acceptable: 0, together: None, balance: None, everybody: None, somebody: None };
        let now: Vec<i64> = players.iter().map(|&party| self.of(party, deal)).collect();
        let all = self.seats.visit(|package| {
            if !self.seats.acceptable(self.points, package) {
                return;
            }
            left.acceptable += 1;
            better(&mut left.together, self.together(players, package), package);
            better(&mut left.balance, self.balance(players, package), package);
            let more: Vec<i64> =
                players.iter().zip(&now).map(|(&party, now)| self.of(party, package) - now).collect();
            match more.iter().min() {
                Some(least) if *least > 0 => better(&mut left.everybody, *least, package),
                Some(0) if more.iter().any(|more| *more > 0) => {
                    better(&mut left.somebody, more.iter().sum(), package);
                }
                _ => {}
            }
        });
        if left.everybody.is_some() {
            left.somebody = None;
        }
        all.then_some(left)
    }

    fn swaps(&self, players: &[PartyIndex], deal: &Package) -> Vec<Swap> {
        let mut found = Vec::new();
        for (issue, other) in self.seats.neighbours(deal) {
            if self.seats.unmet(&other).is_some() || !self.seats.outsiders_agree(self.points, &other) {
                continue;
            }
            let change = |&party: &PartyIndex| (party, self.of(party, &other) - self.of(party, deal));
            let changes: Vec<(PartyIndex, i64)> = players.iter().map(change).collect();
            let more: Vec<(PartyIndex, i64)> = changes.iter().copied().filter(|(_, by)| *by > 0).collect();
            if !more.is_empty() && changes.iter().all(|(_, by)| *by >= 0) {
                found.push(Swap { issue, from: deal[issue], to: other[issue], more });
            }
        }
        found.sort_by_key(|swap: &Swap| -swap.more.iter().map(|(_, by)| *by).sum::<i64>());
        found.truncate(MOST_SWAPS);
        found
    }

    fn blocked(&self, players: &[PartyIndex], proposed: &[Package]) -> Blocked {
        let refused = |package: &Package| {
            let short = |&party: &PartyIndex| (party, self.points[party].floor - self.of(party, package));
            Refused {
                below: players.iter().map(short).filter(|(_, by)| *by > 0).collect(),
                unmet: self.seats.unmet(package),
            }
        };
        let best = |&party: &PartyIndex| {
            proposed.iter().map(|package| self.of(party, package)).max().map(|best| (party, best))
        };
        let never = players.iter().filter_map(best).filter(|(party, best)| *best < self.points[*party].floor);
        Blocked { proposals: proposed.iter().map(refused).collect(), never: never.collect() }
    }
}

/// Keeps the first of the best.
fn better<T: PartialOrd>(best: &mut Option<(T, Package)>, value: T, package: &Package) {
    if best.as_ref().is_none_or(|(now, _)| value > *now) {
        *best = Some((value, package.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::model::Scenario;
    use crate::scenario::{SourceFile, read};

    /// Three villages at one table, two issues of three levels, which nobody is bound by but the first.
    fn scenario() -> Scenario {
        let text = include_str!("../../../scenarios/teaching/3-packages.ron")
            .replace("members: [\"ash\", \"birch\"]", "members: [\"ash\", \"birch\", \"cedar\"]")
            .replace("[\"open\", \"closed\"]", "[\"open\", \"half\", \"closed\"]")
            .replace(
                "[\"for Ash only\", \"open to Birch\"]",
                "[\"for Ash only\", \"some\", \"open to Birch\"]",
            );
        read(&SourceFile::new("a.ron", text)).unwrap().scenario
    }

    fn points(season: [i64; 3], harbour: [i64; 3], left_out: [i64; 2], quarrel: i64) -> PartyPoints {
        let levels = vec![season.to_vec(), harbour.to_vec()];
        PartyPoints { levels, left_out: left_out.to_vec(), quarrel, floor: 5 }
    }

    #[test]
    fn a_judgement_is_what_looking_at_all_packages_finds() {
        let s = scenario();
        let format = s.formats.iter().find(|f| f.name == "both together").unwrap();
        let all = [
            points([0, 40, 60], [0, -20, -40], [0, 0], 3),
            points([0, -10, -30], [0, 30, 70], [0, 0], 0),
            points([0, 4, -2], [0, 4, 4], [1, 0], 0),
        ];
        let seats = Seats::of(&s, format);
        let simulated = Simulated { worlds: 9, signed: vec![vec![Some(LevelIndex(1)), None]; 4] };
        let against = Against { points: &all, seats: &seats, simulated: &simulated };
        // From first principles: each issue left out, or at its second or third level.
        let ways = [None, Some(1), Some(2)];
        let nothing = [-3, 0, 1];
        let value = |i: usize, pick: [Option<usize>; 2]| {
            if pick == [None, None] {
                return nothing[i];
            }
            (0..2).map(|j| pick[j].map_or(all[i].left_out[j], |l| all[i].levels[j][l])).sum::<i64>()
        };
        let gain = |i: usize, pick| value(i, pick) - nothing[i];
        let every: Vec<[Option<usize>; 2]> = ways
            .iter()
            .flat_map(|a| ways.iter().map(move |b| [*a, *b]))
            .filter(|p| *p != [None, None])
            .collect();
        let fine: Vec<[Option<usize>; 2]> =
            every.iter().copied().filter(|p| (0..3).all(|i| gain(i, *p) >= 0)).collect();
        assert!(!fine.is_empty() && fine.len() < every.len());
        for pick in every.iter().copied().chain([[None, None]]) {
            let deal: Package = pick.iter().map(|l| l.map(LevelIndex)).collect();
            let judged = against.judge(&deal, &[]);
            let left = judged.left.as_ref().unwrap();
            let sum = |p| (0..3).map(|i| gain(i, p)).sum::<i64>();
            assert_eq!(judged.together, sum(pick));
            assert_eq!(left.acceptable, fine.len());
            assert_eq!(left.together.as_ref().unwrap().0, fine.iter().map(|p| sum(*p)).max().unwrap());
            let mean = |p| {
                let product: i64 = (0..3).map(|i| gain(i, p).max(0)).product();
                libm::cbrt(product as f64)
            };
            assert!(
                (judged.balance - if (0..3).all(|i| gain(i, pick) > 0) { mean(pick) } else { 0.0 }).abs()
                    < 1e-9
            );
            let best = fine.iter().map(|p| mean(*p)).fold(0.0, f64::max);
            assert!((left.balance.as_ref().unwrap().0 - best).abs() < 1e-9);
            let least = |p| (0..3).map(|i| value(i, p) - value(i, pick)).min().unwrap();
            let everybody = fine.iter().map(|p| least(*p)).max().filter(|more| *more > 0);
            assert_eq!(left.everybody.as_ref().map(|(more, _)| *more), everybody, "{pick:?}");
            let some = fine.iter().filter(|p| least(**p) == 0 && **p != pick).map(|p| sum(*p) - sum(pick));
            let some = some.max().filter(|more| everybody.is_none() && *more > 0);
            assert_eq!(left.somebody.as_ref().map(|(more, _)| *more), some, "{pick:?}");
            let swaps = every.iter().filter(|p| (p[0] == pick[0]) != (p[1] == pick[1]));
            let swaps: Vec<_> = swaps.filter(|p| least(**p) >= 0 && sum(**p) > sum(pick)).collect();
            assert_eq!(
                judged.swaps.len(),
                if pick == [None, None] { 0 } else { swaps.len().min(3) },
                "{pick:?}"
            );
            for (i, got) in judged.parties.iter().enumerate() {
                let there = value(i, [Some(1), None]);
                let want =
                    (if there < value(i, pick) { 4 } else { 0 }, if there == value(i, pick) { 4 } else { 0 });
                assert_eq!((got.less, got.same), want);
            }
        }
    }

    #[test]
    fn who_blocked_is_whose_floor_no_proposal_reached() {
        let s = scenario();
        let format = s.formats.iter().find(|f| f.name == "both together").unwrap();
        let all = [
            points([0, 40, 60], [0, -20, -40], [0, 0], 3),
            points([0, -10, -30], [0, 30, 70], [0, 0], 0),
            points([0, 4, -2], [0, 4, 4], [1, 0], 0),
        ];
        let seats = Seats::of(&s, format);
        let against = Against { points: &all, seats: &seats, simulated: &Simulated::default() };
        let proposed = vec![vec![Some(LevelIndex(2)), None], vec![Some(LevelIndex(2)), Some(LevelIndex(1))]];
        let blocked = against.judge(&vec![None, None], &proposed).blocked.unwrap();
        let [ash, birch, cedar] = [0, 1, 2].map(PartyIndex);
        // 60, −30, −2; then 40, 0, 2: floors of 5.
        assert_eq!(blocked.proposals[0].below, [(birch, 35), (cedar, 7)]);
        assert_eq!(blocked.proposals[1].below, [(birch, 5), (cedar, 3)]);
        assert_eq!(blocked.never, [(birch, 0), (cedar, 2)]);
        assert!(!blocked.never.iter().any(|(party, _)| *party == ash));
    }
}
