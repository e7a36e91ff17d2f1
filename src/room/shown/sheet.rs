//! What somebody may read of the case, of the own role, and of a package before it is proposed.

use crate::language::Language;
use crate::report::class::{plain_words, wishes};
use crate::room::Room;
use crate::room::phase::Phase;
use crate::room::refused::Refused;
use crate::scenario::Scenario;
use crate::scenario::place::PartyIndex;
use crate::simulation::game::said::Package;
use crate::simulation::game::seen::{Level, Own};
use serde::Serialize;

/// The case, as everybody may read it.
#[derive(Serialize)]
pub struct Case {
    title: String,
    period: String,
    horizon: u32,
    parties: Vec<Named>,
    issues: Vec<Issue>,
    formats: Vec<Format>,
    roadmaps: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Issue {
    id: String,
    name: String,
    levels: Vec<Word>,
    practised: String,
}

/// A level as it stands in the file, and as it is shown.
#[derive(Serialize)]
struct Word {
    level: String,
    name: String,
}

#[derive(Serialize)]
struct Format {
    format: String,
    name: String,
    words: String,
}

/// The case in a language.
pub fn case(scenario: &Scenario, language: Language) -> Case {
    let code = language.code();
    let spoken = scenario.speaking(code);
    let name = |name: &str| scenario.name_in(code, name).to_owned();
    let named = |(id, name): (&String, &String)| Named { id: id.clone(), name: name.clone() };
    let issue = |(own, spoken): (&crate::scenario::model::Issue, &crate::scenario::model::Issue)| Issue {
        id: own.id.clone(),
        name: spoken.name.clone(),
        levels: { own.levels.iter().zip(&spoken.levels) }
            .map(|(level, name)| Word { level: level.clone(), name: name.clone() })
            .collect(),
        practised: own.levels[own.practised].clone(),
    };
    let format =
        |(own, spoken_one): (&crate::scenario::model::Format, &crate::scenario::model::Format)| Format {
            format: own.name.clone(),
            name: name(&own.name),
            words: plain_words(&spoken, spoken_one, language),
        };
    Case {
        title: spoken.title.clone(),
        period: spoken.calendar.period.clone(),
        horizon: scenario.calendar.horizon,
        parties: { scenario.parties.iter().zip(&spoken.parties) }
            .map(|(own, spoken)| named((&own.id, &spoken.name)))
            .collect(),
        issues: scenario.issues.iter().zip(&spoken.issues).map(issue).collect(),
        formats: scenario.formats.iter().zip(&spoken.formats).map(format).collect(),
        roadmaps: { scenario.roadmaps.iter() }
            .map(|map| Named { id: map.name.clone(), name: name(&map.name) })
            .collect(),
    }
}

/// The role sheet of a seat.
#[derive(Serialize)]
pub struct Sheet {
    seat: String,
    party: String,
    /// What it wants, in words.
    wishes: Vec<String>,
    /// What it must know of itself at its first table; without one it has no move.
    #[serde(flatten)]
    own: Option<Own>,
    /// If every issue were settled its way (points).
    best: f64,
    issues: Vec<Points>,
}

#[derive(Serialize)]
struct Points {
    issue: String,
    levels: Vec<Level>,
}

/// The role sheet of the seat in which a person sits.
///
/// # Errors
/// If the person has no seat, or is in the lobby, where seats are still changed.
pub fn sheet(room: &mut Room<'_>, person: usize, language: Language) -> Result<Sheet, Refused> {
    let (group, seat) = room.seat_of(person)?;
    if room.phase == Phase::Lobby {
        return Err(Refused::NotNow("role sheets are read when all have taken their seats; wait".into()));
    }
    let scenario = room.ground().scenario;
    let (format, world) = (room.groups[group].order[0], room.groups[group].world);
    let mut game = room.game(format, world);
    let party = PartyIndex(seat);
    let worth = game.worth(party).to_vec();
    let own = game.standing(&[], party).filter(|standing| standing.seated).map(|standing| standing.own);
    let spoken = scenario.speaking(language.code());
    let points = |(issue, (levels, left_out)): (&crate::scenario::model::Issue, &(Vec<f64>, f64))| Points {
        issue: issue.id.clone(),
        levels: std::iter::once(Level { level: None, points: *left_out })
            .chain(
                issue
                    .levels
                    .iter()
                    .zip(levels)
                    .map(|(word, points)| Level { level: Some(word.clone()), points: *points }),
            )
            .collect(),
    };
    let best = |(levels, left_out): &(Vec<f64>, f64)| levels.iter().copied().fold(*left_out, f64::max);
    Ok(Sheet {
        seat: scenario.parties[seat].id.clone(),
        party: spoken.parties[seat].name.clone(),
        wishes: wishes(&spoken, party, language),
        own,
        best: libm::round(worth.iter().map(best).sum::<f64>() * 100.0) / 100.0,
        issues: scenario.issues.iter().zip(&worth).map(points).collect(),
    })
}

/// What a package is worth to the seat of a person.
#[derive(Serialize)]
pub struct Worth {
    can_be_agreed: bool,
    points: Option<f64>,
}

/// What a package would be worth to the seat in which a person sits, as it expects at the table that meets now.
///
/// # Errors
/// If the person has no seat at that table.
pub fn worth(room: &mut Room<'_>, person: usize, package: &Package) -> Result<Worth, Refused> {
    let (group, seat) = room.seat_of(person)?;
    let running = room.phase.play().and_then(|play| room.groups[group].plays.get_mut(play));
    let play = running.ok_or_else(|| Refused::NotNow("nothing is played now".into()))?;
    let standing = play.standing(seat).filter(|standing| standing.seated);
    let standing =
        standing.ok_or_else(|| Refused::NotNow("your seat is not at the table that meets now".into()))?;
    let found = standing.find(package);
    Ok(Worth { can_be_agreed: found.is_some(), points: found.map(|listed| listed.points) })
}
