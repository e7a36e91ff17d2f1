//! What each mechanism of level M2 adds when it is on, and that it adds nothing measurable when it is off.
//!
//! One format of the Korea scenario (the six-party talks), 100 worlds, one thread, both behaviours. Each row turns one thing
//! on and leaves the rest as it is in the plain format. `cargo bench --bench mechanisms`.

use criterion::{Criterion, criterion_group, criterion_main};
use roundtable::scenario::model::{
    Effect, Event, Messenger, Move, Moved, Phase, PhaseFormat, Provenance, Quantity, Rule, Scenario,
    SubTable, Timing, When,
};
use roundtable::scenario::place::{IssueIndex, PartyIndex};
use roundtable::scenario::{SourceFile, read};
use roundtable::simulation::engine::Engine;
use roundtable::simulation::setting::Setting;
use roundtable::talks::behaviour::Behaviour;
use roundtable::world::draw::Correlation;
use std::hint::black_box;

const WORLDS: u64 = 100;

fn fixed(value: f64) -> Quantity {
    Quantity::default_range(value, value)
}

/// The six-party talks alone, with every switch at its default.
fn plain() -> Scenario {
    let path = "scenarios/korea-2019/formats.ron";
    let text = std::fs::read_to_string(path).expect("run from the root of the repository");
    let mut s = read(&SourceFile::new(path, text)).expect("the shipped scenario is sound").scenario;
    s.formats.retain(|f| f.name == "six-party talks");
    s.parts.clear();
    s.events.retain(|e| matches!(e.effect, Effect::Lapse(_)));
    s.issues.iter_mut().flat_map(|i| &mut i.guarantors).for_each(Vec::clear);
    for switch in
        [&mut s.world.learning, &mut s.world.foresight, &mut s.world.pause, &mut s.world.renegotiation]
    {
        *switch = fixed(0.0);
    }
    s
}

type Mechanism = (&'static str, fn(&mut Scenario));

const MECHANISMS: &[Mechanism] = &[
    ("off: plain", |_| {}),
    ("off: every switch written at its default", |s| {
        s.formats[0].information.mediator = None;
        s.formats[0].enforcement.guarantors.clear();
        s.formats[0].rule = Rule::ConsensusMinus(0);
        s.world.noise = fixed(0.05);
    }),
    ("rule: consensus minus one", |s| s.formats[0].rule = Rule::ConsensusMinus(1)),
    ("single text by a member", |s| s.formats[0].proposing.text_by = Some(PartyIndex(0))),
    ("messenger", |s| {
        s.parties[4].accuracy = fixed(0.8);
        s.formats[0].information.messengers =
            vec![Messenger { by: PartyIndex(4), about: PartyIndex(0), to: PartyIndex(1) }];
    }),
    ("learning", |s| s.world.learning = fixed(1.0)),
    ("foresight", |s| s.world.foresight = fixed(1.0)),
    ("guarantees", |s| {
        s.parties.iter_mut().for_each(|p| p.guarantee_force = fixed(0.5));
        s.formats[0].enforcement.guarantors = PartyIndex::all(s.parties.len()).collect();
    }),
    ("supervision", |s| {
        s.parties.iter_mut().for_each(|p| p.inspection = fixed(0.3));
        s.formats[0].enforcement.supervision = true;
    }),
    ("pause and renegotiation", |s| {
        s.world.pause = fixed(0.3);
        s.world.renegotiation = fixed(0.3);
    }),
    ("an event that moves what all demand", |s| {
        let all = 0..s.parties.len();
        let by = || fixed(0.05);
        let moves =
            all.map(|party| Move { party: PartyIndex(party), what: Moved::Demand, by: by() }).collect();
        let (when, effect) = (Timing::At(12), Effect::Moves(moves));
        s.events.push(Event { name: "all harden".into(), when, effect, source: Provenance::Default });
    }),
    ("nested: two sub-tables", |s| {
        let format = &mut s.formats[0];
        let half = |first: bool| IssueIndex::all(s.issues.len()).map(|j| (j.index() < 5) == first).collect();
        let table = |name: &str, agenda| SubTable {
            name: name.into(),
            members: format.membership.members.clone(),
            agenda,
        };
        format.membership.tables = vec![table("one", half(true)), table("two", half(false))];
    }),
    ("sequence: once more if it fails", |s| {
        let phase = |name: &str, after, when| Phase {
            name: name.into(),
            held: PhaseFormat::Part(0),
            after,
            when,
            reached: vec![],
            not_reached: vec![],
            source: Provenance::Default,
        };
        s.parts = s.formats.clone();
        s.formats[0].phases = vec![phase("first", None, When::Ended), phase("again", Some(0), When::Failed)];
    }),
];

fn simulate(engine: &Engine<'_>, settings: &[Setting]) -> usize {
    settings.iter().map(|setting| engine.run(setting, &Behaviour::ALL).len()).sum()
}

fn benchmark(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("six-party talks, 100 worlds, both behaviours");
    group.sample_size(10);
    for (name, turn_on) in MECHANISMS {
        let mut scenario = plain();
        turn_on(&mut scenario);
        let engine = Engine::new(&scenario, 1, Correlation::AsAssumed);
        let settings: Vec<Setting> = (0..WORLDS).map(|world| engine.setting(world)).collect();
        group.bench_function(*name, |b| b.iter(|| black_box(simulate(&engine, &settings))));
    }
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
