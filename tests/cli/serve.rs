//! `serve`: the real program on a port of its own, and people who speak HTTP with it.

use super::desk::Desk;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server, which ends with the test.
struct Served {
    child: Child,
    port: u16,
    code: String,
    teacher: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was answered.
struct Got {
    status: u16,
    head: String,
    body: String,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.body))
    }

    fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Served {
    fn start(desk: &Desk, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_roundtable"))
            .current_dir(desk.folder())
            .args([&["serve"], arguments, &["--port", "0"]].concat())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            said += &lines.next().expect("it says where it is").expect("text");
            said.push('\n');
        }
        let after = |mark: &str| {
            let rest = said.split(mark).nth(1).expect("the address").to_owned();
            rest.split_whitespace().next().expect("something").to_owned()
        };
        let port = after("http://127.0.0.1:").split('/').next().expect("a port").parse().expect("a number");
        Self { child, port, code: after("code to join: "), teacher: after("/teach#") }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
        stream
    }

    /// Sends what is given, and reads to the end.
    fn raw(&self, request: &[u8]) -> Got {
        let mut stream = self.connect();
        // What is refused early is not read to its end.
        let _ = stream.write_all(request);
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Got { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str, token: &str) -> Got {
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        self.raw(head.as_bytes())
    }

    fn send(&self, path: &str, token: &str, body: &str) -> Got {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        self.raw(head.as_bytes())
    }

    fn post(&self, path: &str, token: &str, body: &Value) -> Got {
        self.send(path, token, &body.to_string())
    }

    fn teach(&self, act: &Value) -> Value {
        let got = self.post("/api/teach/act", &self.teacher, act);
        assert_eq!(got.status, 200, "{act} {}", got.body);
        got.json()
    }

    fn join(&self, name: &str) -> (String, String) {
        let got = self.post("/api/join", "", &json!({ "code": self.code, "name": name }));
        assert_eq!(got.status, 200, "{}", got.body);
        let text = |key: &str| got.json()[key].as_str().expect("a text").to_owned();
        (text("token"), text("seat_code"))
    }

    fn act(&self, token: &str, act: &Value) -> Got {
        self.post("/api/act", token, act)
    }

    fn state(&self, token: &str) -> Value {
        let got = self.get("/api/state", token);
        assert_eq!(got.status, 200, "{}", got.body);
        got.json()
    }

    /// Waits until the state is as it should be.
    fn until(&self, token: &str, fine: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let state = self.state(token);
            if fine(&state) {
                return state;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{state}");
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    fn killed(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

/// One person plays a game to its end: refuses, passes and stays, or does what the engine would do.
fn played(served: &Served, token: &str, play: u64, by_engine: bool) -> usize {
    for moves in 0..300 {
        let state = served.state(token);
        let table = &state["table"];
        assert_eq!(table["play"], play);
        if table["over"] == true {
            return moves;
        }
        assert_eq!(table["your_move"], true, "everybody else is the engine: {table}");
        let legal: Vec<&str> =
            table["moves"].as_array().expect("moves").iter().filter_map(Value::as_str).collect();
        let mut act = if by_engine { table["engine"].clone() } else { json!({ "move": "engine" }) };
        if !by_engine && legal.contains(&"propose") {
            act = table["packages"][0].clone();
            act["move"] = json!("propose");
            act["message"] = json!("<script>alert(1)</script>");
            act.as_object_mut().expect("an object").remove("points");
        }
        act["act"] = json!("move");
        act["play"] = json!(play);
        act["turn"] = table["turn"].clone();
        let got = served.act(token, &act);
        assert_eq!(got.status, 200, "{act} {}", got.body);
        // The same move once more comes too late.
        let again = served.act(token, &act);
        assert!(matches!(again.code().as_str(), "not_now" | "not_yours"), "{}", again.body);
        std::thread::sleep(Duration::from_millis(200));
    }
    panic!("the game does not end");
}

#[test]
fn one_person_and_the_engine_play_an_hour_to_its_end() {
    let desk = Desk::new();
    let served = Served::start(
        &desk,
        &["demo.ron", "--formats", "both together,both or nothing", "--world", "3", "--log", "class.jsonl"],
    );
    let (mina, _) = served.join("Mina <b>Kim</b>");
    assert_eq!(served.state(&mina)["me"]["seat"], Value::Null, "a visit takes no seat");
    assert_eq!(served.act(&mina, &json!({ "act": "sit", "group": 1, "seat": "ash" })).status, 200);
    assert_eq!(served.get("/api/sheet", &mina).code(), "not_now");
    served.teach(&json!({ "act": "phase", "to": "predict" }));
    let sheet = served.get("/api/sheet", &mina).json();
    assert!(sheet["floor"].is_number() && sheet["issues"][0]["levels"][1]["points"].is_number(), "{sheet}");
    served.teach(&json!({ "act": "phase", "to": "play_1" }));
    assert!(played(&served, &mina, 1, false) > 0);
    let state = served.state(&mina);
    let said: Vec<&Value> = state["table"]["heard"]
        .as_array()
        .expect("entries")
        .iter()
        .filter(|entry| entry["message"].is_string())
        .collect();
    assert!(said.iter().all(|entry| entry["message"] == "<script>alert(1)</script>") && !said.is_empty());
    served.teach(&json!({ "act": "phase", "to": "play_2" }));
    played(&served, &mina, 2, true);
    served.teach(&json!({ "act": "phase", "to": "class" }));
    let state = served.until(&mina, |state| state["debrief"].is_object());
    assert_eq!(state["debrief"]["own"]["games"].as_array().map(Vec::len), Some(2), "{}", state["debrief"]);
    assert!(state["my_acts"]["1"].as_array().is_some_and(|acts| !acts.is_empty()));
    let acts = state["my_acts"]["1"].as_array().expect("moves").clone();
    let act = acts.iter().find(|act| act["move"] == "propose").or(acts.first()).expect("a move");
    let changed = served.post("/api/rewind", &mina, &json!({ "play": 1, "act": act["act"], "move": if act["move"] == "propose" { "pass" } else { "accept" } }));
    assert_eq!(changed.status, 200, "{}", changed.body);
    for play in ["1", "2"] {
        let got = served.get(&format!("/api/teach/transcript?group=1&play={play}"), &served.teacher);
        desk.write("game.jsonl", &got.body);
        let said = desk.said(&["play", "--replay", "game.jsonl", "--json"]);
        assert!(said.contains("\"message\":\"end\""), "{said}");
        assert_eq!(got.body.lines().next().map(|line| line.contains("\"roundtable_play\":1")), Some(true));
    }
    served.teach(&json!({ "act": "phase", "to": "over" }));
    let before = served.state(&mina);
    served.killed();
    // The class goes on from its log, on another port, with the same tokens.
    let again = Served::start(&desk, &["--log", "class.jsonl"]);
    let after = again.until(&mina, |state| state["debrief"].is_object());
    for key in ["phase", "me", "table", "caucus", "prediction", "debrief", "my_acts"] {
        assert_eq!(after[key], before[key], "{key}");
    }
    let (code, text) = desk.refused(&["serve", "--log", "class.jsonl", "--port", "0"]);
    assert!(code == 2 && text.contains("another program"), "{text}");
}

#[test]
fn what_is_not_allowed_is_refused_with_a_reason() {
    let desk = Desk::new();
    let served =
        Served::start(&desk, &["demo.ron", "--formats", "both together", "--groups", "2", "--world", "3"]);
    let (ash, code) = served.join("Ash");
    let (birch, _) = served.join("Birch");
    served.act(&ash, &json!({ "act": "sit", "group": 1, "seat": "ash" }));
    served.act(&birch, &json!({ "act": "sit", "group": 1, "seat": "birch" }));
    served.teach(&json!({ "act": "phase", "to": "play_1" }));
    let no_one = "0".repeat(32);
    let state = |token: &str| served.get("/api/state", token);
    for token in ["", "x", &no_one, &ash[1..], &served.code, &served.teacher] {
        assert_eq!((state(token).status, state(token).code().as_str()), (401, "no_token"), "{token}");
    }
    for path in ["/api/teach/state", "/api/teach/codes", "/api/teach/transcript?group=1&play=1"] {
        assert_eq!(served.get(path, &ash).status, 401, "{path}");
    }
    let pause = json!({ "act": "pause" });
    assert_eq!(served.post("/api/teach/act", &ash, &pause).status, 401);
    assert_eq!(served.act(&ash, &pause).code(), "not_yours");
    let move_of = |turn: u64| json!({ "act": "move", "play": 1, "turn": turn, "move": "pass" });
    assert_eq!(served.act(&birch, &move_of(1)).code(), "not_yours");
    assert_eq!(served.act(&ash, &move_of(7)).code(), "not_now");
    let nowhere =
        json!({ "act": "move", "play": 1, "turn": 1, "move": "propose", "package": { "season": "nowhere" } });
    assert_eq!(served.act(&ash, &nowhere).code(), "refused");
    assert_eq!(served.act(&ash, &json!({ "act": "sit", "group": 2, "seat": "ash" })).code(), "not_yours");
    assert_eq!(served.act(&ash, &json!({ "act": "sit", "group": 9, "seat": "ash" })).code(), "no_such");
    for (body, status, key) in [
        ("{", 400, "bad_json"),
        ("[]", 400, "bad_json"),
        ("{\"act\":\"nothing\"}", 400, "bad_json"),
        (&"x".repeat(16_385), 413, "too_large"),
    ] {
        let got = served.send("/api/act", &ash, body);
        assert_eq!((got.status, got.code().as_str()), (status, key), "{}", got.body);
    }
    let form = format!(
        "POST /api/act HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {ash}\r\nContent-Length: 0\r\n\r\n"
    );
    assert_eq!(served.raw(form.as_bytes()).code(), "bad_type");
    assert_eq!(served.get("/nothing", "").code(), "no_such");
    assert_eq!(served.get("/api/act", "").status, 405);
    let wrong = |code: &str| served.post("/api/join", "", &json!({ "code": code, "name": "x" }));
    assert_eq!(wrong("AAAAAA").code(), "wrong_code");
    assert_eq!(
        served.post("/api/join", "", &json!({ "code": served.code, "name": "\u{1b}[2J" })).code(),
        "bad_request"
    );
    // A seat code brings one back on another device, and the first one stays.
    let back =
        served.post("/api/rejoin", "", &json!({ "code": served.code.to_lowercase(), "seat_code": code }));
    let other = back.json()["token"].as_str().expect("a token").to_owned();
    assert_eq!(served.state(&other)["me"]["name"], "Ash");
    assert_eq!(served.state(&ash)["me"]["name"], "Ash");
    // Too much in a short time.
    let fast: Vec<u16> = (0..60).map(|_| served.act(&birch, &move_of(1)).status).collect();
    assert!(fast.contains(&429), "{fast:?}");
    let page = served.get("/", "");
    for header in [
        "content-security-policy: default-src 'self'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
    ] {
        assert!(page.head.contains(header), "{}", page.head);
    }
    assert!(!page.head.contains("unsafe") && page.body.starts_with("<!doctype html>"));
    assert!(served.get("/qr.svg", "").body.contains("<svg"));
    for language in ["en", "ko"] {
        assert!(
            served
                .get(&format!("/words/{language}.json"), "")
                .json()
                .as_object()
                .is_some_and(|words| words.len() > 20)
        );
    }
}

#[test]
fn a_stream_tells_of_what_concerns_one() {
    let desk = Desk::new();
    let served =
        Served::start(&desk, &["demo.ron", "--formats", "both together", "--groups", "2", "--world", "3"]);
    let [(one, _), (other, _)] = ["One", "Other"].map(|name| served.join(name));
    served.act(&one, &json!({ "act": "sit", "group": 1, "seat": "ash" }));
    served.act(&other, &json!({ "act": "sit", "group": 2, "seat": "ash" }));
    served.teach(&json!({ "act": "phase", "to": "play_1" }));
    let mut stream = served.connect();
    write!(stream, "GET /api/events?token={one} HTTP/1.1\r\nHost: x\r\n\r\n").expect("it is read");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut version = || {
        let line = lines.by_ref().find(|line| line.starts_with("data: {\"version\"")).expect("an event");
        serde_json::from_str::<Value>(&line[6..]).expect("JSON")["version"].as_u64().expect("a number")
    };
    let first = version();
    // What another group does is not told; what the own group does is.
    let moved = json!({ "act": "move", "play": 1, "turn": 1, "move": "pass" });
    assert_eq!(served.act(&other, &moved).status, 200);
    assert_eq!(served.act(&one, &moved).status, 200);
    assert_eq!(version(), first + 2);
}

/// So many groups play while the server is killed.
const GROUPS: usize = 12;

/// What was confirmed to a person: the last move, and words to another seat.
#[derive(Default)]
struct Confirmed {
    turn: u64,
    words: Vec<String>,
}

/// Asks until the server is gone: `None`.
fn asked(port: u16, token: &str, path: &str, body: Option<&Value>) -> Option<Value> {
    let body = body.map(Value::to_string);
    let method = if body.is_some() { "POST" } else { "GET" };
    let body = body.unwrap_or_default();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(head.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    // An answer that was cut off confirms nothing.
    let (_, body) = answer.split_once("\r\n\r\n")?;
    let value = serde_json::from_str::<Value>(body).ok()?;
    Some(if answer.starts_with("HTTP/1.1 200") { value } else { Value::Null })
}

/// Somebody moves, or says a word where no move is missing; false: the server is gone.
fn does_something(port: u16, token: &str, word: &str, confirmed: &mut Confirmed) -> bool {
    let Some(state) = asked(port, token, "/api/state", None) else { return false };
    let table = &state["table"];
    let turn = table["turn"].as_u64().unwrap_or(0);
    let said = json!({ "act": "caucus", "to": "birch", "text": word });
    let moves = table["your_move"] == true;
    // What makes the talks as long as they can be.
    let legal = |way: &&str| table["moves"].as_array().is_some_and(|all| all.iter().any(|one| one == way));
    let way = ["pass", "refuse", "stay"].into_iter().find(legal).unwrap_or("engine");
    let moved = json!({ "act": "move", "play": table["play"], "turn": turn, "move": way });
    let Some(answer) = asked(port, token, "/api/act", Some(if moves { &moved } else { &said })) else {
        return false;
    };
    if answer["version"].is_number() {
        if moves { confirmed.turn = turn } else { confirmed.words.push(word.to_owned()) }
    }
    true
}

#[test]
fn no_confirmed_move_is_lost_when_the_server_is_killed() {
    let desk = Desk::new();
    let groups = GROUPS.to_string();
    // Worlds in which something can be agreed, so that there is much to move.
    let arguments = [
        "demo.ron",
        "--formats",
        "both together",
        "--groups",
        &groups,
        "--world",
        "3",
        "--log",
        "class.jsonl",
    ];
    let first = Served::start(&desk, &arguments);
    let people: Vec<String> = (0..GROUPS).map(|n| first.join(&format!("Person {n}")).0).collect();
    for (n, token) in people.iter().enumerate() {
        first.act(token, &json!({ "act": "sit", "group": n + 1, "seat": "ash" }));
    }
    first.teach(&json!({ "act": "phase", "to": "play_1" }));
    first.killed();
    let mut confirmed: Vec<Confirmed> = people.iter().map(|_| Confirmed::default()).collect();
    let (mut chance, mut moves) = (20_261_201_u64, 0);
    for kill in 0..20 {
        let served = Served::start(&desk, &["--log", "class.jsonl"]);
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let within = Duration::from_micros(chance >> 33 & 0x1_ffff);
        let port = served.port;
        let killer = std::thread::spawn(move || {
            std::thread::sleep(within);
            served.killed();
        });
        for number in kill.. {
            let n = number % GROUPS;
            let before = confirmed[n].turn;
            if !does_something(port, &people[n], &format!("word {kill}-{number} of {n}"), &mut confirmed[n]) {
                break;
            }
            moves += usize::from(confirmed[n].turn > before);
        }
        killer.join().expect("it is killed");
        // All that was confirmed is there.
        let log = desk.read("class.jsonl");
        for (n, confirmed) in confirmed.iter().enumerate() {
            let moved =
                format!("\"by\":{{\"person\":{n}}},\"act\":\"move\",\"play\":1,\"turn\":{},", confirmed.turn);
            assert!(
                confirmed.turn == 0 || log.contains(&moved),
                "kill {kill}: move {} of {n} is lost",
                confirmed.turn
            );
            for word in &confirmed.words {
                assert!(log.contains(&format!("\"text\":\"{word}\"")), "kill {kill}: {word} is lost");
            }
        }
    }
    let words: usize = confirmed.iter().map(|confirmed| confirmed.words.len()).sum();
    assert!(moves >= 20 && moves + words > 60, "{moves} moves and {words} words were confirmed");
    // The room that comes of the log has them all.
    let last = Served::start(&desk, &["--log", "class.jsonl"]);
    for (token, confirmed) in people.iter().zip(&confirmed) {
        let state = last.state(token);
        let turn = state["table"]["turn"].as_u64().unwrap_or(u64::MAX);
        assert!(turn > confirmed.turn, "{}", state["table"]);
        let said = state["caucus"].as_array().map_or(0, Vec::len);
        assert!(said >= confirmed.words.len().min(200), "{said} words");
    }
}

#[test]
fn what_cannot_be_served_is_refused() {
    let desk = Desk::new();
    let (code, text) = desk.refused(&["serve", "--log", "nothing.jsonl"]);
    assert!(code == 2 && text.contains("no such log"), "{text}");
    let (code, text) =
        desk.refused(&["serve", "demo.ron", "--formats", "spring alone,both together,both or nothing"]);
    assert!(code == 2 && text.contains("one or two"), "{text}");
    let (code, text) = desk.refused(&["serve", "demo.ron", "--behaviour", "benchmark"]);
    assert!(code == 2 && text.contains("no talks are held"), "{text}");
    desk.write("class.jsonl", "{\"roundtable_class\":1}\n");
    let (code, text) = desk.refused(&["serve", "--log", "class.jsonl"]);
    assert!(code == 2 && text.contains("class.jsonl:1") && text.contains("checksum"), "{text}");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let (code, text) = desk.refused(&["serve", "demo.ron", "--port", &port]);
    assert!(code == 2 && text.contains("another program listens"), "{text}");
    assert!(!desk.path("demo-class-1.jsonl").exists() && !desk.path("lake-3-class-1.jsonl").exists());
}
