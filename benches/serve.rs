//! How long a move takes in a full house: `cargo bench --bench serve`. Forty groups of six have 240 event streams; each number of a stream is
//! followed by a fetch of the state, as the page does it; 50 moves a second are made. The 99th of 100 moves is to be confirmed within 100 ms, the
//! log on the disk, on two cores that the 240 clients share.

use roundtable::files::append::Growing;
use roundtable::room::event::{Act, Event, Who};
use roundtable::room::log::{Header, LOG_VERSION};
use roundtable::room::phase::Phase;
use roundtable::room::{Ground, Room, token};
use roundtable::scenario::{SourceFile, read};
use roundtable::serve::{Service, serve};
use roundtable::simulation::job::Runs;
use roundtable::talks::behaviour::Behaviour;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const GROUPS: usize = 40;
const MOVES: usize = 1000;
/// Between two moves.
const RHYTHM: Duration = Duration::from_millis(20);
/// So many moves are under way at most.
const MOVERS: usize = 8;

/// A connection that stays open.
struct Client(BufReader<TcpStream>);

impl Client {
    fn to(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        stream.set_nodelay(true).expect("an option");
        Self(BufReader::new(stream))
    }

    /// The status and the body; `None`: the server is gone.
    fn asks(&mut self, token: &str, path: &str, body: Option<&str>) -> Option<(u16, String)> {
        let method = if body.is_some() { "POST" } else { "GET" };
        let body = body.unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.get_mut().write_all(head.as_bytes()).ok()?;
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end().to_lowercase();
            if let Some(rest) = line.strip_prefix("http/1.1 ") {
                status = rest.get(..3)?.parse().ok()?;
            }
            if let Some(rest) = line.strip_prefix("content-length: ") {
                length = rest.parse().ok()?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut text = vec![0; length];
        self.0.read_exact(&mut text).ok()?;
        Some((status, String::from_utf8(text).ok()?))
    }
}

/// By group: the person whose move is missing, and its number.
type Ready = Vec<Mutex<Option<(usize, u64, u64)>>>;

/// A page: at each number it fetches the state.
fn page(
    port: u16,
    person: usize,
    token: &str,
    (ready, states): (&Ready, &Mutex<Vec<Duration>>),
    streams: &AtomicUsize,
) {
    let mut client = Client::to(port);
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    write!(stream, "GET /api/events?token={token} HTTP/1.1\r\nHost: x\r\n\r\n").expect("it is sent");
    streams.fetch_add(1, Ordering::Relaxed);
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if line.starts_with("event: over") {
            return;
        }
        if !line.starts_with("data: {\"version\"") {
            continue;
        }
        let began = Instant::now();
        let Some((status, state)) = client.asks(token, "/api/state", None) else { return };
        states.lock().expect("no panic").push(began.elapsed());
        if status != 200 {
            continue;
        }
        let state: Value = serde_json::from_str(&state).expect("JSON");
        if state["table"]["your_move"] == true {
            let (play, turn) = (&state["table"]["play"], &state["table"]["turn"]);
            *ready[person / 6].lock().expect("no panic") =
                play.as_u64().zip(turn.as_u64()).map(|(play, turn)| (person, play, turn));
        }
    }
}

/// Signs of life of some people, as their pages give them.
fn alive(port: u16, tokens: &[String], stop: &AtomicBool) {
    let mut client = Client::to(port);
    while !stop.load(Ordering::Relaxed) {
        let began = Instant::now();
        for token in tokens {
            if client.asks(token, "/api/alive", Some("{}")).is_none() {
                return;
            }
        }
        thread::sleep(Duration::from_secs(3).saturating_sub(began.elapsed()));
    }
}

fn at(sorted: &[Duration], of_1000: usize) -> Duration {
    sorted
        .get((sorted.len() * of_1000 / 1000).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

fn shown(what: &str, mut all: Vec<Duration>) {
    all.sort();
    let [half, most, worst] = [500, 990, 1000].map(|share| at(&all, share));
    println!(
        "{what}: {}; half within {half:.1?}, 99 of 100 within {most:.1?}, all within {worst:.1?}",
        all.len()
    );
}

/// Makes moves in their rhythm; how long each took.
fn moves(port: u16, tokens: &[String], ready: &Ready) -> Vec<Duration> {
    let (next, took) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..MOVERS {
            scope.spawn(|| {
                let mut client = Client::to(port);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= MOVES {
                        return;
                    }
                    let due = RHYTHM * number as u32;
                    thread::sleep(due.saturating_sub(began.elapsed()));
                    let found = (0..GROUPS)
                        .find_map(|k| ready[(number + k) % GROUPS].lock().expect("no panic").take());
                    let Some((person, play, turn)) = found else { continue };
                    let body = format!(r#"{{"act":"move","play":{play},"turn":{turn},"move":"engine"}}"#);
                    let sent = Instant::now();
                    let answer = client.asks(&tokens[person], "/api/act", Some(&body));
                    // A page that was slow may have told of a move that has been made since.
                    if answer.is_some_and(|(status, _)| status == 200) {
                        took.lock().expect("no panic").push(sent.elapsed());
                    }
                }
            });
        }
    });
    println!("{MOVES} moves were due in {:.1?} and took {:.1?}", RHYTHM * MOVES as u32, began.elapsed());
    took.into_inner().expect("no panic")
}

fn main() {
    // `cargo test --benches` runs benchmarks too: there is nothing to test here.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let text = std::fs::read_to_string("scenarios/korea-2019/formats.ron")
        .expect("run from the root of the repository");
    let Ok(checked) = read(&SourceFile::new("formats.ron", text)) else { panic!("the file is sound") };
    let names = ["six-party talks", "South Korea writes the text"];
    let scenario = checked.scenario.with_formats(&names);
    let behaviour = Behaviour::Concession;
    let runs = Runs::new(&scenario, 1, 1, behaviour);
    let header = Header {
        roundtable_class: LOG_VERSION,
        file: "scenarios/korea-2019/formats.ron".into(),
        hash: String::new(),
        variant: None,
        sets: Vec::new(),
        formats: names.map(str::to_owned).into(),
        behaviour: "concession".into(),
        seed: 1,
        worlds: vec![17; GROUPS],
        minutes: 11,
        code: "ABCDEF".into(),
    };
    let ground = Ground { scenario: &scenario, engine: runs.engine(), behaviour };
    let (mut room, mut lines) = Room::begin(ground, header);
    let tokens: Vec<String> = (0..GROUPS * 6).map(|n| format!("{n:032x}")).collect();
    let mut happens =
        |by: Who, act: Act| lines += &room.apply(Event { by, act }, 1).expect("it can be done").line;
    for (person, token) in tokens.iter().enumerate() {
        let seat_code = token::code((person as u64).to_le_bytes());
        happens(
            Who::Anybody,
            Act::Join { name: format!("Person {person}"), token: token::kept(token), seat_code },
        );
        let seat = scenario.parties[person % 6].id.clone();
        happens(Who::Person(person), Act::Sit { group: person / 6 + 1, seat });
    }
    let began = Instant::now();
    happens(Who::Teacher, Act::Phase { to: Phase::First });
    println!("{GROUPS} games began in {:.1?}", began.elapsed());
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = Growing::begin(&folder.path().join("class.jsonl")).expect("a file");
    file.add(&lines).expect("it is written");
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let service =
        Service { listener, addresses: Vec::new(), teacher: "teacher".into(), file, words: Vec::new() };
    let (stop, streams) = (AtomicBool::new(false), AtomicUsize::new(0));
    let ready: Ready = (0..GROUPS).map(|_| Mutex::new(None)).collect();
    let states = Mutex::new(Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| serve(room, service, &stop).expect("it is served"));
        for (person, token) in tokens.iter().enumerate() {
            let (ready, states, streams) = (&ready, &states, &streams);
            scope.spawn(move || page(port, person, token, (ready, states), streams));
        }
        for some in tokens.chunks(60) {
            let stop = &stop;
            scope.spawn(move || alive(port, some, stop));
        }
        // The worlds that games are held against are gone through before a class plays.
        thread::sleep(Duration::from_secs(15));
        println!("{} event streams are open", streams.load(Ordering::Relaxed));
        states.lock().expect("no panic").clear();
        let took = moves(port, &tokens, &ready);
        shown("moves", took);
        shown("states", states.lock().expect("no panic").clone());
        stop.store(true, Ordering::Relaxed);
    });
}
