//! What inputs are made of: small sound files, and lines as they are written after options.

use std::path::Path;

/// The inputs that a target begins with; it accepts each of them.
pub(crate) fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "scenario" => files(&["tests/broken/00-sound.ron", "scenarios/teaching/7-two-halls.ron"]),
        "conflict" => files(&["scenarios/elmira-1991/conflict.ron"]),
        "result" => vec![short_result()],
        "cases" => single_cases(),
        "anything" => {
            ["genius", "ktab", "decisions", "negmas", "gmcr"].iter().flat_map(|name| folder(name)).collect()
        }
        "set" => lines(SETS),
        "find" => lines(QUERIES),
        "expect" => lines(EXPECTATIONS),
        "formula" => lines(FORMULAS),
        "tactic" => lines(TACTICS),
        "sub_model" => lines(SUB_MODELS),
        "arguments" => lines(ARGUMENTS),
        other => folder(other),
    }
}

const SETS: &[&str] = &[
    "parties.ash.patience=0.9..0.95",
    "calendar.horizon=40",
    "parties.cedar.demand=0.1",
    "issues.deep.stake=0.5",
];
const QUERIES: &[&str] = &[
    "signed and not in_force",
    "ended=defection by ash",
    "signed_at<=12 and stage>=1",
    "gain.birch<0 and expected_gain.ash>=0.25",
    "NOT completed and alive and zone and zone_self_enforcing",
];
const EXPECTATIONS: &[&str] = &[
    "signed(with Cedar) > 0.3",
    "gain.ash(without Cedar) <= 0",
    "gain(birch)(with Cedar) >= gain.birch(without Cedar)",
    "0.25 < in_force(with Cedar)",
    "completed(with Cedar) == completed(without Cedar)",
];
const FORMULAS: &[&str] = &[
    "2 x1 - x2 + 3 x1 x2",
    "exp(-x1^2) + sqrt(|x2|)",
    "sin x1 + a sin^2 x2",
    "2^3^2 * (x1 − x2²)/max(1, 2)",
    "np.cos(pi*x1) + math.log(1 + x2**2)",
];
const TACTICS: &[&str] = &[
    "boulware:beta=0.2:k=0.1",
    "linear:selection=nearest:acceptance=combined:from=0.9",
    "conceder",
    "micro",
    "relative-tit-for-tat",
];
const SUB_MODELS: &[&str] =
    &["VotingRule=Binary", "VictoryProbModel=Square", "PCEModel=MarkovUniform", "InterVecBrgn=S1P1"];
const ARGUMENTS: &[&str] = &[
    "roundtable\ncompare\nx.ron\n--runs\n200\n--seed\n7\n--set\ncalendar.horizon=12\n--expect\nsigned(a) > 0",
    "roundtable\npredict\nx.csv\n--capability\nGermany=0.16\n--sub-model\nVotingRule=Binary",
    "roundtable\nnegotiate\nx.xml\ny.xml\n--tactics\nboulware,micro\n--rounds\n50\n--json",
    "roundtable\nbacktest\nx.csv\n--folds\n5\n--color\nnever",
    "roundtable\nexplain\nx.ron\n--run\n3\n--format\nwith Cedar",
];

fn lines(lines: &[&str]) -> Vec<Vec<u8>> {
    lines.iter().map(|line| line.as_bytes().to_vec()).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(paths: &[&str]) -> Vec<Vec<u8>> {
    paths.iter().map(|path| std::fs::read(root().join(path)).expect(path)).collect()
}

/// The files of `fuzz/seeds/NAME`, by name.
fn folder(name: &str) -> Vec<Vec<u8>> {
    let folder = root().join("fuzz/seeds").join(name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file")).collect()
}

/// Every list with its first entries alone.
fn shorten(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(list) => {
            list.truncate(2);
            list.iter_mut().for_each(shorten);
        }
        serde_json::Value::Object(map) => map.values_mut().for_each(shorten),
        _ => {}
    }
}

fn json(path: &str) -> serde_json::Value {
    serde_json::from_slice(&files(&[path])[0]).expect("it is JSON")
}

fn short_result() -> Vec<u8> {
    let mut result = json("tests/golden/4-spoiler/summary.json");
    // Results of other parties cannot be compared.
    let parties = result["parties"].clone();
    shorten(&mut result);
    result["parties"] = parties;
    result.to_string().into_bytes()
}

/// The shortest case of each kind, by itself.
fn single_cases() -> Vec<Vec<u8>> {
    let mut shortest = std::collections::BTreeMap::<String, String>::new();
    let entries = std::fs::read_dir(root().join("tests/cases")).expect("a folder");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    for name in names {
        let mut file = json(&format!("tests/cases/{}", name.display()));
        let Some(cases) = file["cases"].as_array_mut() else { continue };
        for case in cases {
            let kind = case["kind"].as_str().unwrap_or_default().to_owned();
            let fields = ["id", "kind", "inputs", "expected", "tol_abs"];
            let lone: serde_json::Map<_, _> =
                fields.map(|key| (key.to_owned(), case[key].take())).into_iter().collect();
            let text = serde_json::json!({ "cases": [lone] }).to_string();
            if roundtable::lab::verify::cases::supports(&kind)
                && text.len() <= 4000
                && shortest.get(&kind).is_none_or(|before| text.len() < before.len())
            {
                shortest.insert(kind, text);
            }
        }
    }
    shortest.into_values().map(String::into_bytes).collect()
}
