//! The first worlds of a result one by one (at most 2,000): what came of each under every format, and what was drawn in it. Charts of single
//! worlds and the explorer of the report read it; a result that is made has it from the simulation, a stored one from its tables, and both are
//! the same.

use super::comparison::Comparison;
use crate::scenario::letters::cell;
use crate::scenario::model::Scenario;
use crate::simulation::record::Reason;
use crate::simulation::sampled::{self, Sampled, flag, is_kept, thousandths};

/// The first worlds, by column; all lists of one sample that go by world have its length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    /// Worlds 0, 1, … of the result, so many; 0: they are not at hand.
    pub worlds: usize,
    /// What came of them, by format in the order of the file.
    pub formats: Vec<Came>,
    /// What was drawn in them that a reader can ask for.
    pub conditions: Vec<Condition>,
}

/// What came of each world under one format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Came {
    ended: Vec<u8>,
    flags: Vec<u8>,
    benefit: Vec<Vec<i16>>,
}

/// A number that was drawn in each world.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Its column in `worlds.csv`, which is the path that `--set` takes.
    pub column: String,
    /// By world, in the unit of the file; switches are 0 and 1.
    pub values: Vec<f32>,
}

/// How it ended, in the fixed order of charts: what holds longest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Carried out to the end, and in force at the end of the horizon.
    Standing,
    /// In force at the end of the horizon, and not carried out to the end yet.
    UnderWay,
    /// Carried out to the end, and no longer in force.
    Gone,
    /// In force, and broken before it was carried out to the end.
    Broken,
    /// Signed, and never in force.
    NotInForce,
    /// Nothing signed.
    NotSigned,
}

impl Group {
    /// All, in order.
    pub const ALL: [Self; 6] =
        [Self::Standing, Self::UnderWay, Self::Gone, Self::Broken, Self::NotInForce, Self::NotSigned];

    fn of(flags: u8) -> Self {
        let has = |bit: u8| flags & bit != 0;
        match (has(flag::IN_FORCE), has(flag::COMPLETED), has(flag::STANDING)) {
            (true, true, true) => Self::Standing,
            (true, true, false) => Self::Gone,
            (true, false, true) => Self::UnderWay,
            (true, false, false) => Self::Broken,
            _ if has(flag::SIGNED) => Self::NotInForce,
            _ => Self::NotSigned,
        }
    }
}

impl Came {
    /// How the world ended.
    pub fn group(&self, world: usize) -> Group {
        Group::of(self.flags(world))
    }

    /// Why it ended.
    pub fn reason(&self, world: usize) -> Option<Reason> {
        Reason::ALL.get(usize::from(*self.ended.get(world)?)).copied()
    }

    /// Whether something was signed.
    pub fn signed(&self, world: usize) -> bool {
        self.flags(world) & flag::SIGNED != 0
    }

    /// Whether it entered into force.
    pub fn in_force(&self, world: usize) -> bool {
        self.flags(world) & flag::IN_FORCE != 0
    }

    /// Whether it was carried out to the end within the horizon.
    pub fn completed(&self, world: usize) -> bool {
        self.flags(world) & flag::COMPLETED != 0
    }

    /// Whether it is in force at the end of the horizon.
    pub fn standing(&self, world: usize) -> bool {
        self.flags(world) & flag::STANDING != 0
    }

    /// Whether a zone of agreement existed.
    pub fn zone(&self, world: usize) -> bool {
        self.flags(world) & flag::ZONE != 0
    }

    /// What a party gained over what it has without any agreement in the same world, in thousandths of its own scale.
    pub fn benefit(&self, party: usize, world: usize) -> i16 {
        self.benefit.get(party).and_then(|worlds| worlds.get(world)).copied().unwrap_or(0)
    }

    /// All of them at once: the bits of [`flag`].
    pub fn flags(&self, world: usize) -> u8 {
        self.flags.get(world).copied().unwrap_or(0)
    }

    fn push(&mut self, came: &sampled::Came) {
        self.ended.push(came.ended);
        self.flags.push(came.flags);
        self.benefit.resize_with(came.benefit.len(), Vec::new);
        self.benefit.iter_mut().zip(&came.benefit).for_each(|(worlds, value)| worlds.push(*value));
    }
}

impl Sample {
    /// From what was kept of a simulation: the worlds from 0 to the first that is missing.
    pub fn of(scenario: &Scenario, kept: &Sampled) -> Self {
        let columns = sampled::kept(scenario).into_iter().map(|(column, _)| column.name);
        let mut sample = Self::empty(scenario.formats.len(), columns);
        for (_, world) in kept.0.iter().zip(0u64..).take_while(|((at, _), k)| *at == k).map(|(kept, _)| kept)
        {
            sample.formats.iter_mut().zip(&world.came).for_each(|(format, came)| format.push(came));
            sample.conditions.iter_mut().zip(&world.drawn).for_each(|(c, value)| c.values.push(*value));
            sample.worlds += 1;
        }
        sample
    }

    /// From the tables of a stored result, whole or their beginnings: the worlds of which both have all rows. Without `worlds.csv` nothing is
    /// known of what was drawn.
    ///
    /// # Errors
    /// If a table is not one of this result, in words.
    pub fn stored(c: &Comparison, results: &[u8], worlds: Option<&[u8]>) -> Result<Self, String> {
        let formats = came(c, results)?;
        let conditions = worlds.map(drawn).transpose()?.unwrap_or_default();
        let rows = |worlds: usize, list: usize| worlds.min(list);
        let known = formats.iter().map(|format| format.flags.len());
        let drawn = conditions.iter().map(|condition| condition.values.len());
        let worlds = known.chain(drawn).reduce(rows).unwrap_or(0);
        let mut sample = Self { worlds, formats, conditions };
        sample.cut();
        Ok(sample)
    }

    fn empty(formats: usize, columns: impl Iterator<Item = String>) -> Self {
        let conditions = columns.map(|column| Condition { column, values: Vec::new() }).collect();
        Self { worlds: 0, formats: vec![Came::default(); formats], conditions }
    }

    /// Takes all lists to the number of worlds.
    fn cut(&mut self) {
        for format in &mut self.formats {
            format.ended.truncate(self.worlds);
            format.flags.truncate(self.worlds);
            format.benefit.iter_mut().for_each(|worlds| worlds.truncate(self.worlds));
        }
        self.conditions.iter_mut().for_each(|condition| condition.values.truncate(self.worlds));
    }
}

type Header<'h> = &'h csv::StringRecord;

fn column(header: Header<'_>, name: &str, file: &str) -> Result<usize, String> {
    header.iter().position(|head| head == name).ok_or_else(|| format!("{file} has no column `{name}`"))
}

/// The whole rows of the worlds that are kept; a last row that is cut off, as at the end of a beginning, is left out.
fn rows(table: &[u8], file: &str) -> Result<(csv::StringRecord, Vec<csv::StringRecord>), String> {
    let whole = table.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let mut reader = csv::Reader::from_reader(&table[..whole]);
    let wrong = |error: csv::Error| format!("{file} cannot be read: {error}");
    let header = reader.headers().map_err(wrong)?.clone();
    let at = column(&header, "world", file)?;
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(wrong)?;
        let world: u64 = row.get(at).and_then(|world| world.parse().ok()).ok_or_else(|| {
            format!("{file}: a row has `{}` as the number of its world", row.get(at).unwrap_or(""))
        })?;
        if world >= sampled::MOST {
            break;
        }
        rows.push(row);
    }
    Ok((header, rows))
}

/// What came of each world, by format.
fn came(c: &Comparison, table: &[u8]) -> Result<Vec<Came>, String> {
    const FILE: &str = "results.csv";
    let (header, rows) = rows(table, FILE)?;
    let at = |name: &str| column(&header, name, FILE);
    let flags = [
        (at("signed")?, flag::SIGNED),
        (at("in_force")?, flag::IN_FORCE),
        (at("completed")?, flag::COMPLETED),
        (at("alive_at_horizon")?, flag::STANDING),
        (at("zone")?, flag::ZONE),
    ];
    let benefits: Vec<usize> =
        c.parties.iter().map(|p| at(&format!("benefit_{}", p.id))).collect::<Result<_, _>>()?;
    let (format, ended) = (at("format")?, at("ended")?);
    let mut all = vec![Came::default(); c.formats.len()];
    for row in &rows {
        let text = |at: usize| row.get(at).unwrap_or("");
        let name = text(format);
        let place = c.formats.iter().position(|f| cell(&f.name) == name);
        let Some(place) = place else {
            return Err(format!("{FILE} has a format `{name}` of another result"));
        };
        let reason = Reason::ALL.iter().position(|reason| reason.key() == text(ended));
        let number = |at: usize| {
            text(at).parse().map(thousandths).map_err(|_| format!("{FILE}: `{}` is no number", text(at)))
        };
        all[place].push(&sampled::Came {
            ended: reason.map_or(u8::MAX, |place| place as u8),
            flags: flags.iter().filter(|(at, _)| text(*at) == "1").map(|(_, bit)| bit).sum(),
            benefit: benefits.iter().map(|at| number(*at)).collect::<Result<_, _>>()?,
        });
    }
    Ok(all)
}

/// What was drawn in each world.
fn drawn(table: &[u8]) -> Result<Vec<Condition>, String> {
    const FILE: &str = "worlds.csv";
    let (header, rows) = rows(table, FILE)?;
    let kept = header.iter().enumerate().filter(|(_, name)| is_kept(name));
    kept.map(|(at, name)| {
        let number = |row: &csv::StringRecord| {
            let text = row.get(at).unwrap_or("");
            // As a number of the simulation: rounded once from what was drawn.
            text.parse::<f64>().map(|x| x as f32).map_err(|_| format!("{FILE}: `{text}` is no number"))
        };
        let values = rows.iter().map(number).collect::<Result<_, _>>()?;
        Ok(Condition { column: name.to_owned(), values })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::compare::{Made, summarise};
    use crate::scenario::{SourceFile, read};
    use crate::simulation::execute::Job;
    use crate::simulation::job::Runs;
    use crate::simulation::rows as table;
    use crate::talks::behaviour::Behaviour;

    fn csv(header: &[String], rows: &[Vec<u8>]) -> Vec<u8> {
        let mut all = header.join(",").into_bytes();
        all.push(b'\n');
        all.extend(rows.concat());
        all
    }

    /// From the simulation, whatever the order of its blocks, and from what it stores.
    #[test]
    fn a_result_that_is_made_and_one_that_is_read_have_the_same_sample() {
        let text = include_str!("../../scenarios/teaching/5-stages.ron");
        let scenario = read(&SourceFile::new("5.ron", text)).expect("it is sound").scenario;
        let runs = Runs::new(&scenario, 3, 330, Behaviour::Concession);
        let blocks: Vec<_> = (0..runs.blocks()).map(|block| runs.run(block)).collect();
        let mut all = runs.empty();
        blocks.iter().rev().for_each(|(_, tallies)| all.merge(tallies));
        let made = summarise(&scenario, &runs, &all, &Made::of("0123456789ab", 3, Behaviour::Concession));
        let sample = &made.sample;
        assert_eq!(sample.worlds, 330);
        for (came, summary) in sample.formats.iter().zip(&made.formats) {
            let share = |yes: &dyn Fn(usize) -> bool| (0..330).filter(|w| yes(*w)).count() as f64 / 330.0;
            assert_eq!(share(&|w| came.signed(w)), summary.signed.estimate);
            assert_eq!(share(&|w| came.in_force(w)), summary.in_force.estimate);
            assert_eq!(share(&|w| came.completed(w)), summary.completed.estimate);
            assert_eq!(share(&|w| came.standing(w)), summary.alive.estimate);
            assert_eq!(share(&|w| came.zone(w)), summary.zone.estimate);
            let of = |reason: Reason| share(&|w| came.reason(w) == Some(reason));
            assert!(Reason::ALL.iter().zip(&summary.ended).all(|(r, ended)| of(*r) == ended.share));
            assert_eq!(share(&|w| came.group(w) == Group::NotSigned), 1.0 - summary.signed.estimate);
            for (party, gain) in summary.gain.iter().enumerate() {
                let sum: f64 = (0..330).map(|w| f64::from(came.benefit(party, w))).sum();
                assert!((sum / 330_000.0 - gain.benefit).abs() < 0.0006, "{}", gain.party);
            }
        }
        assert!(sample.conditions.iter().any(|c| c.column.ends_with(".demand")));

        let results: Vec<Vec<u8>> = blocks.iter().map(|(rows, _)| rows.results.clone()).collect();
        let worlds: Vec<Vec<u8>> = blocks.iter().map(|(rows, _)| rows.worlds.clone()).collect();
        let results = csv(&table::header(&scenario), &results);
        let worlds = csv(&table::worlds_header(&scenario), &worlds);
        assert_eq!(Sample::stored(&made, &results, Some(&worlds)).as_ref(), Ok(sample));

        // A beginning has the worlds that are whole in it; without what was drawn there is still what came of it.
        let half = Sample::stored(&made, &results, Some(&worlds[..worlds.len() / 2])).expect("a beginning");
        assert!((100..200).contains(&half.worlds), "{}", half.worlds);
        assert!(half.conditions.iter().all(|c| c.values.len() == half.worlds));
        assert_eq!(half.formats[0].flags, sample.formats[0].flags[..half.worlds]);
        let bare = Sample::stored(&made, &results, None).expect("results alone");
        assert_eq!((&bare.formats, bare.conditions.len()), (&sample.formats, 0));
        assert!(Sample::stored(&made, &worlds, None).is_err());
    }

    #[test]
    fn groups_follow_from_what_came_about() {
        use flag::{COMPLETED, IN_FORCE, SIGNED, STANDING, ZONE};
        let cases = [
            (0, Group::NotSigned),
            (ZONE, Group::NotSigned),
            (SIGNED | ZONE, Group::NotInForce),
            (SIGNED | IN_FORCE, Group::Broken),
            (SIGNED | IN_FORCE | STANDING, Group::UnderWay),
            (SIGNED | IN_FORCE | COMPLETED, Group::Gone),
            (SIGNED | IN_FORCE | COMPLETED | STANDING, Group::Standing),
        ];
        for (flags, group) in cases {
            assert_eq!(Group::of(flags), group, "{flags}");
        }
    }

    #[test]
    fn gains_round_to_the_nearest_thousandth_and_stay_in_bounds() {
        assert_eq!([0.0004, 0.0006, -0.0015, 99.0].map(thousandths), [0, 1, -2, i16::MAX]);
    }
}
