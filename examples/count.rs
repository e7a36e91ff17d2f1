use roundtable::bargaining::prospects::Prospects;
use roundtable::preference::{agreement::Switches, packages::Packages, valuation::Valuation};
use roundtable::scenario::{SourceFile, read};
use roundtable::simulate::engine::Engine;
use roundtable::world::draw::Correlation;
use std::time::Instant;
fn main() {
    let f = "scenarios/korea-2019/formats.ron";
    let file = SourceFile::new(f, std::fs::read_to_string(f).unwrap());
    let s = read(&file).unwrap().scenario;
    let e = Engine::new(&s, 1, Correlation::AsAssumed);
    let t = Instant::now();
    let settings: Vec<_> = (0..200).map(|k| e.setting(k)).collect();
    println!("setting {:?}", t.elapsed() / 200);
    for table in &e.tables {
        let (mut visited, mut cands, mut tv, mut tp, mut tval) = (0usize, 0usize, 0u128, 0u128, 0u128);
        for st in &settings {
            let t = Instant::now();
            let v = Valuation::new(&s, &st.world, table);
            tval += t.elapsed().as_nanos();
            let t = Instant::now();
            let floor = |i: usize| v.reservation_belief[i].low + v.signing_margin[i].min(0.0);
            Packages::new(table, &v, Switches { withdrawal: true }, floor).visit(|_, _| visited += 1);
            tv += t.elapsed().as_nanos();
            let t = Instant::now();
            cands += roundtable::bargaining::prospects::Prospects::new(
                &roundtable::bargaining::prospects::Catalogue::new(table, &v, Switches { withdrawal: true }),
                table,
                &v,
            )
            .len();
            tp += t.elapsed().as_nanos();
        }
        println!(
            "{:28} visited {} cands {} valuation {}us visit {}us prospects {}us",
            table.name,
            visited / 200,
            cands / 200,
            tval / 200_000,
            tv / 200_000,
            tp / 200_000
        );
    }
}
