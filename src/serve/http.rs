//! HTTP: addresses, methods, bodies and headers. What is asked goes to the keeper of the room, and its answer back.

use super::ask::{self, Answer, Ask, Reply, Watch, What};
use super::keeper::CLOSED;
use super::pages::{PAGES, POLICY};
use super::problem::Problem;
use crate::language::Language;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Query, Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, RETRY_AFTER,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::{Stream, unfold};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// A request must have come within this time.
const COMES_WITHIN: Duration = Duration::from_secs(10);
/// Between two numbers of a stream there is so much time at least.
const GAP: Duration = Duration::from_millis(100);
/// The same for the teacher, whom everything concerns.
const TEACHERS_GAP: Duration = Duration::from_millis(400);

/// Where questions go, and what is the same for everybody.
#[derive(Clone)]
pub struct Desk(pub Arc<Inner>);

/// What a desk has.
pub struct Inner {
    /// The keeper of the room.
    pub asks: SyncSender<Ask>,
    /// The address at which students join, as a picture.
    pub qr: String,
    /// The words of the pages, by language.
    pub words: Vec<(&'static str, String)>,
}

/// What may stand behind the question mark of an address.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    token: Option<String>,
    lang: Option<String>,
    heard_from: Option<usize>,
    group: Option<usize>,
    play: Option<usize>,
}

impl Asked {
    fn language(&self) -> Language {
        self.lang.as_deref().and_then(|code| code.parse().ok()).unwrap_or_default()
    }
}

/// All addresses.
pub fn router(desk: Desk) -> Router {
    let mut router = Router::new();
    for (address, kind, text) in PAGES {
        router = router.route(address, get(move || async move { of(kind, text.to_owned()) }));
    }
    router
        .route("/qr.svg", get(async |State(desk): State<Desk>| of("image/svg+xml", desk.0.qr.clone())))
        .route("/words/{file}", get(words))
        .route(
            "/api/case",
            get(async |desk, query| tell(desk, query, |asked| What::Case(asked.language())).await),
        )
        .route(
            "/api/state",
            get(async |desk, headers, query| {
                own(desk, headers, query, |asked| Ok(What::State(asked.heard_from.unwrap_or(0)))).await
            }),
        )
        .route(
            "/api/sheet",
            get(async |desk, headers, query| {
                own(desk, headers, query, |asked| Ok(What::Sheet(asked.language()))).await
            }),
        )
        .route("/api/events", get(events))
        .route(
            "/api/join",
            post(async |desk, request| sent(desk, request, |body| ask::read(body).map(What::Join)).await),
        )
        .route(
            "/api/rejoin",
            post(async |desk, request| sent(desk, request, |body| ask::read(body).map(What::Rejoin)).await),
        )
        .route("/api/alive", post(async |desk, request| sent(desk, request, |_| Ok(What::Alive)).await))
        .route(
            "/api/worth",
            post(async |desk, request| sent(desk, request, |body| ask::read(body).map(What::Worth)).await),
        )
        .route(
            "/api/act",
            post(async |desk, request| sent(desk, request, |body| ask::act(body).map(What::Act)).await),
        )
        .route(
            "/api/rewind",
            post(async |desk, request| sent(desk, request, |body| ask::read(body).map(What::Rewind)).await),
        )
        .route(
            "/api/teach/state",
            get(async |desk, headers, query| own(desk, headers, query, |_| Ok(What::Teacher)).await),
        )
        .route(
            "/api/teach/deals",
            get(async |desk, headers, query| {
                own(desk, headers, query, |asked| Ok(What::Deals(asked.language()))).await
            }),
        )
        .route(
            "/api/teach/codes",
            get(async |desk, headers, query| own(desk, headers, query, |_| Ok(What::Codes)).await),
        )
        .route(
            "/api/teach/transcript",
            get(async |desk, headers, query| {
                own(desk, headers, query, |asked| {
                    let found = asked.group.zip(asked.play);
                    let (group, play) = found.ok_or_else(|| Problem::address("expected ?group=1&play=1"))?;
                    Ok(What::Transcript(group, play))
                })
                .await
            }),
        )
        .route(
            "/api/teach/act",
            post(async |desk, request| sent(desk, request, |body| ask::act(body).map(What::Teach)).await),
        )
        .fallback(async || wrong(&Problem::no_page()))
        .method_not_allowed_fallback(async || wrong(&Problem::method()))
        .layer(map_response(guarded))
        .with_state(desk)
}

/// A body with its type.
fn of(kind: &'static str, text: String) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
}

/// The answer to what is not done.
fn wrong(problem: &Problem) -> Response {
    let mut response = of("application/json", problem.body_of());
    *response.status_mut() = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    if problem.status == 429 {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

fn answered(answer: Answer) -> Response {
    answer.map_or_else(|problem| wrong(&problem), |text| of("application/json", text))
}

/// Headers of every answer.
async fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // A page of yesterday's program, or somebody's state, is never shown again.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The token of a request; none is no token of anybody.
fn token(headers: &HeaderMap) -> String {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().to_owned()
}

/// Puts a question.
async fn put(desk: &Desk, token: String, what: What) -> Answer {
    let (reply, answer) = oneshot::channel();
    let ask = Ask { token, what, reply: Reply::Once(reply) };
    desk.0.asks.try_send(ask).map_err(|error| match error {
        std::sync::mpsc::TrySendError::Full(_) => Problem::too_fast(),
        std::sync::mpsc::TrySendError::Disconnected(_) => Problem::stopped(),
    })?;
    answer.await.map_err(|_| Problem::stopped())?
}

/// What everybody may read.
async fn tell(
    State(desk): State<Desk>,
    Query(asked): Query<Asked>,
    what: impl Fn(&Asked) -> What,
) -> Response {
    answered(put(&desk, String::new(), what(&asked)).await)
}

/// What somebody may read.
async fn own(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    what: impl Fn(&Asked) -> Result<What, Problem>,
) -> Response {
    match what(&asked) {
        Ok(what) => answered(put(&desk, token(&headers), what).await),
        Err(problem) => wrong(&problem),
    }
}

/// What somebody sends.
async fn sent(
    State(desk): State<Desk>,
    request: Request,
    what: impl Fn(&[u8]) -> Result<What, Problem>,
) -> Response {
    let token = token(request.headers());
    let read = body(request).await.and_then(|body| what(&body));
    match read {
        Ok(what) => answered(put(&desk, token, what).await),
        Err(problem) => wrong(&problem),
    }
}

/// The body of a request, bounded in size and time.
async fn body(request: Request) -> Result<Bytes, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // A page of another site cannot send this without asking first.
    if kind.split(';').next().unwrap_or_default().trim() != "application/json" {
        return Err(Problem::not_json());
    }
    let all = to_bytes(Body::new(request.into_body()), super::LARGEST_BODY);
    match tokio::time::timeout(COMES_WITHIN, all).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(Problem::body(true)),
        Err(_) => Err(Problem::body(false)),
    }
}

/// The words of the pages in a language.
async fn words(State(desk): State<Desk>, axum::extract::Path(file): axum::extract::Path<String>) -> Response {
    let found = desk.0.words.iter().find(|(code, _)| file.strip_suffix(".json") == Some(code));
    found.map_or_else(|| wrong(&Problem::no_page()), |(_, text)| of("application/json", text.clone()))
}

/// The stream of the numbers of states.
async fn events(State(desk): State<Desk>, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let (reply, answer) = oneshot::channel();
    let token = asked.token.unwrap_or_else(|| token(&headers));
    let ask = Ask { token, what: What::Events, reply: Reply::Stream(reply) };
    if desk.0.asks.try_send(ask).is_err() {
        return wrong(&Problem::stopped());
    }
    match answer.await {
        Ok(Ok(watch)) => Sse::new(numbers(watch))
            .keep_alive(KeepAlive::new().interval(Duration::from_secs(5)))
            .into_response(),
        Ok(Err(problem)) => wrong(&problem),
        Err(_) => wrong(&Problem::stopped()),
    }
}

/// A number at once, and one at each change; those that came in between are left out.
fn numbers(watch: Watch) -> impl Stream<Item = Result<Event, Infallible>> {
    let gap = if watch.teacher { TEACHERS_GAP } else { GAP };
    unfold((Some(watch.versions), true), move |(versions, first)| async move {
        let mut versions: watch::Receiver<u64> = versions?;
        if !first {
            tokio::time::sleep(gap).await;
            versions.changed().await.ok()?;
        }
        let version = *versions.borrow_and_update();
        if version == CLOSED {
            return Some((Ok(Event::default().event("over").data("{}")), (None, false)));
        }
        let event = Event::default().event("state").data(format!("{{\"version\":{version}}}"));
        Some((Ok(event), (Some(versions), false)))
    })
}
