//! Which coalitions had a zone: whom one package of a format would have brought over their floors, were it for those parties alone.

use super::judge::Against;
use crate::scenario::place::PartyIndex;
use std::collections::BTreeMap;

/// A coalition whose floors some package reaches, while no package reaches those of a larger one that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its members, of those who sit at the table, in the order of the file.
    pub members: Vec<PartyIndex>,
    /// Packages that reach just these floors.
    pub packages: usize,
}

impl Against<'_> {
    /// The largest coalitions of those who sit at the table that had a zone, the largest first; `None` if there are too many packages to look at.
    pub fn zones(&self) -> Option<Vec<Zone>> {
        let players = self.players();
        let mut found: BTreeMap<u32, usize> = BTreeMap::new();
        let all = self.seats.visit(|package| {
            let fine = |party: &&PartyIndex| self.of(**party, package) >= self.points[**party].floor;
            let members = players.iter().filter(fine).fold(0, |bits, party| bits | 1 << party.index());
            *found.entry(members).or_default() += 1;
        });
        let largest =
            |bits: &u32| *bits != 0 && !found.keys().any(|other| other & bits == *bits && other != bits);
        let zone = |(bits, packages): (&u32, &usize)| Zone {
            members: players.iter().copied().filter(|party| bits & (1 << party.index()) != 0).collect(),
            packages: *packages,
        };
        let mut zones: Vec<Zone> = found.iter().filter(|(bits, _)| largest(bits)).map(zone).collect();
        zones.sort_by_key(|zone| (-(zone.members.len() as i64), -(zone.packages as i64)));
        all.then_some(zones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::class::judge::Simulated;
    use crate::results::class::points::PartyPoints;
    use crate::results::class::seats::Seats;
    use crate::scenario::{SourceFile, read};

    fn points(season: [i64; 2], harbour: [i64; 2], floor: i64) -> PartyPoints {
        PartyPoints {
            levels: vec![season.to_vec(), harbour.to_vec()],
            left_out: vec![0, 0],
            quarrel: 0,
            floor,
        }
    }

    #[test]
    fn the_largest_coalitions_that_one_package_satisfies_are_found() {
        let text = include_str!("../../../scenarios/teaching/3-packages.ron")
            .replace("members: [\"ash\", \"birch\"]", "members: [\"ash\", \"birch\", \"cedar\"]");
        let s = read(&SourceFile::new("a.ron", text)).unwrap().scenario;
        let format = s.formats.iter().find(|f| f.name == "both together").unwrap();
        let (seats, simulated) = (Seats::of(&s, format), Simulated::default());
        let members = |all: &[PartyPoints]| {
            let zones = Against { points: all, seats: &seats, simulated: &simulated }.zones().unwrap();
            zones
                .into_iter()
                .map(|z| (z.members.iter().map(|p| p.index()).collect(), z.packages))
                .collect::<Vec<_>>()
        };
        // Packages: the season closed or left out, the harbour open or left out, one of them at least. Ash wants the season, Birch the harbour,
        // Cedar the one without the other.
        let [ash, birch] = [points([0, 60], [0, -40], 10), points([0, -30], [0, 70], 10)];
        let cedar = points([0, 50], [0, -60], 20);
        assert_eq!(members(&[ash.clone(), birch.clone(), cedar.clone()]), [(vec![0, 1], 1), (vec![0, 2], 1)]);
        // Where the floor of Cedar is low enough, all three have one.
        let easy = points([0, 50], [0, -60], -10);
        assert_eq!(members(&[ash, birch, easy]), [(vec![0, 1, 2], 1)]);
    }
}
