//! The talks of a run for their picture: offers in order, with what each was worth to those who answered.

use super::Source;
use crate::chart::talks::{Answer, Offer, Talks};
use crate::language::Language;
use crate::report::story;
use crate::simulation::engine::Engine;
use crate::simulation::episode::Episode;
use crate::talks::behaviour::Behaviour;
use crate::talks::negotiation::TranscriptEntry;
use crate::talks::outcome::Ground;

/// What was offered in a run, under every table that was held.
pub(crate) fn talks(
    engine: &Engine<'_>,
    seed: u64,
    format: usize,
    world: u64,
    behaviour: Behaviour,
    language: Language,
) -> Talks {
    let drawn = engine.setting(world);
    let setting = engine.under(&drawn, behaviour);
    let played = engine.play(&setting, format, behaviour);
    let scenario = &engine.scenario.speaking(language.code());
    let mut talks = Talks {
        format: scenario.name_in(language.code(), &engine.tables[format].name).to_owned(),
        world,
        period: scenario.calendar.period.clone(),
        footer: format!("{} · seed {seed} · roundtable {}", scenario.name, env!("CARGO_PKG_VERSION")),
        parties: scenario.parties.iter().map(|p| p.name.clone()).collect(),
        offers: Vec::new(),
        left: Vec::new(),
        signed: played.record.signed,
    };
    let mut meetings = 0;
    for episode in &played.episodes {
        add(&mut talks, engine, episode, &mut meetings);
    }
    talks
}

fn add(talks: &mut Talks, engine: &Engine<'_>, episode: &Episode<'_>, meetings: &mut usize) {
    let minutes = story::spoken(episode);
    let source = Source { scenario: engine.scenario, episode, packages: story::proposed(&minutes) };
    let mut now = 0;
    for spoken in &minutes {
        match spoken.entry {
            TranscriptEntry::Meeting { period, .. } => {
                (now, *meetings) = (period, *meetings + 1);
            }
            TranscriptEntry::Put { period } => {
                (now, *meetings) = (period, *meetings + 1);
                talks.offers.extend(offer(&source, spoken, *meetings, now, None));
            }
            TranscriptEntry::Proposal { party, expected, .. } => {
                let by = Some((party.index(), source.flow(party, expected)));
                talks.offers.extend(offer(&source, spoken, *meetings, now, by));
            }
            TranscriptEntry::Answer { party, expected, least, asks, ground, .. } => {
                let flow = |stock: f64| source.flow(party, stock);
                let accepts = ground == Ground::Enough;
                let answer = Answer { worth: flow(expected), least: flow(least), asks: flow(asks), accepts };
                if let Some(offer) = talks.offers.last_mut() {
                    offer.answers.push((party.index(), answer));
                }
            }
            TranscriptEntry::WalkOut { party, .. } => talks.left.push((party.index(), talks.offers.len())),
            TranscriptEntry::Message(_) => {}
        }
    }
}

/// `None` if it is none: somebody passes.
fn offer(
    source: &Source<'_>,
    spoken: &story::Spoken,
    meeting: usize,
    period: u32,
    by: Option<(usize, f64)>,
) -> Option<Offer> {
    let package = source.letter(spoken.package.as_ref())?;
    let (by, expected) = by.map_or((None, f64::NAN), |(party, expected)| (Some(party), expected));
    Some(Offer { meeting, period, package, by, expected, answers: Vec::new() })
}
