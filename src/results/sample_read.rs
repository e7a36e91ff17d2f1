//! The first worlds of a stored result, from its tables.

use super::comparison::Comparison;
use super::sample::{Came, Condition, Sample};
use crate::scenario::letters::cell;
use crate::simulation::record::Reason;
use crate::simulation::sampled::{self, flag, is_kept, thousandths};

impl Sample {
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
    use crate::results::sample::Group;
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
}
