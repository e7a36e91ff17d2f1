//! Purposes of random streams are hashed into their keys: a word that changes is another world. Whoever adds a stream adds its line here.

use roundtable::world::stream::Key;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Each purpose, as it stands in the source, with the file that has it.
const PURPOSES: [(&str, &str); 37] = [
    ("value/{}", "world/preferences.rs"),
    ("order of weights", "world/preferences.rs"),
    ("what it does", "world/events.rs"),
    ("chance/success", "world/chance.rs"),
    ("chance/lapse after completion", "world/chance.rs"),
    ("chance/spoil", "world/chance.rs"),
    ("chance/detect", "world/chance.rs"),
    ("chance/ratify", "world/chance.rs"),
    ("chance/event", "world/draw.rs"),
    ("chance/lapse", "world/draw.rs"),
    ("chance/failed stage", "world/chance.rs"),
    ("chance/detect again", "world/chance.rs"),
    ("agreement {agreement}", "world/chance.rs"),
    ("traits", "world/draw.rs"),
    ("traits as a third party", "world/draw.rs"),
    ("stake", "world/draw.rs"),
    ("event", "world/draw.rs"),
    ("stage/{}", "world/draw.rs"),
    ("world", "world/draw.rs"),
    ("world/conduct", "world/draw.rs"),
    ("hearing", "world/draw.rs"),
    ("prefers/{}/{}/{}", "world/draw.rs"),
    ("cares_more/{}/{}", "world/draw.rs"),
    ("only_with/{}={}/{}", "world/draw.rs"),
    ("indifferent/{}", "world/draw.rs"),
    ("backtest/folds", "lab/backtest/mod.rs"),
    ("backtest/error", "lab/backtest/score.rs"),
    ("backtest/crps", "lab/backtest/score.rs"),
    ("facts", "lab/verify/facts/dice.rs"),
    ("redraw", "lab/games/redraw.rs"),
    ("tactic/parameters", "lab/games/seat.rs"),
    ("tactic", "lab/games/seat.rs"),
    ("table", "lab/games/session.rs"),
    ("takes", "world/draw.rs"),
    ("stance", "world/draw.rs"),
    ("world/attention", "world/draw.rs"),
    ("chance/who makes the one offer", "world/draw.rs"),
];

/// How often each file of the product makes a key.
const KEYS: [(&str, usize); 9] = [
    ("lab/backtest/mod.rs", 1),
    ("lab/backtest/score.rs", 1),
    ("lab/games/redraw.rs", 1),
    ("lab/games/seat.rs", 2),
    ("lab/games/session.rs", 3),
    ("lab/verify/facts/dice.rs", 1),
    ("world/chance.rs", 4),
    ("world/draw.rs", 3),
    ("world/preferences.rs", 2),
];

fn text(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

#[test]
fn purposes_stand_where_they_stood() {
    for (purpose, file) in PURPOSES {
        assert!(text(file).contains(&format!("\"{purpose}\"")), "{file} has no \"{purpose}\"");
    }
    for (file, keys) in KEYS {
        assert_eq!(text(file).matches("Key::new(").count(), keys, "{file}: list the purpose of a new stream");
    }
}

#[test]
fn their_first_draws_are_what_they_were() {
    let mut hash = Sha256::new();
    for (purpose, _) in PURPOSES {
        let key = Key::new(2019, purpose, "owner");
        hash.update(key.stream(3).unit().to_le_bytes());
        hash.update(key.of("below").stream(3).unit().to_le_bytes());
    }
    let digest: String =
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    assert_eq!(digest, "4f409f2c5079315a3f90f394aecc7d02072b88a0178278c1203b9234d651322b");
}
