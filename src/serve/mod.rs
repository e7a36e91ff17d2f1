//! A class over HTTP: one program, one machine, no accounts, nothing of the outside.
//!
//! One thread keeps the room ([`keeper`]); the web server ([`http`]) asks it over a bounded channel. What is done is on the disk before it is
//! answered. Pages ([`pages`]) are files of this folder.

mod answers;
pub mod ask;
mod deals;
pub mod http;
pub mod keeper;
pub mod pages;
pub mod problem;
mod rate;
pub mod worker;

use crate::files::append::Growing;
use crate::room::{Ground, Room, debrief};
use axum::serve::{Listener, ListenerExt};
use http::{Desk, Inner};
use keeper::{Keeper, Kit, Random};
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Largest body of a request, in bytes.
pub const LARGEST_BODY: usize = 16 << 10;
/// So many questions wait for the keeper at most.
const WAITING: usize = 1024;
/// So many connections are open at most; further ones wait.
const CONNECTIONS: usize = 2048;
/// So many changed moves wait to be played at most.
const WORK: usize = 16;
/// Assumed worlds that games are held against.
const WORLDS: u64 = 1000;

/// What a class is served with.
pub struct Service {
    /// Where it listens.
    pub listener: TcpListener,
    /// Addresses at which students reach it.
    pub addresses: Vec<String>,
    /// The teacher's token.
    pub teacher: String,
    /// The log.
    pub file: Growing,
    /// The words of the pages, by language.
    pub words: Vec<(&'static str, String)>,
}

/// Chance of the system.
pub fn random(bytes: &mut [u8]) -> bool {
    getrandom::fill(bytes).is_ok()
}

/// Serves a room until it is stopped.
///
/// # Errors
/// If the network cannot be used or the log cannot be written.
pub fn serve(room: Room<'_>, service: Service, stop: &AtomicBool) -> io::Result<()> {
    let Ground { scenario, engine, .. } = room.ground();
    let (seed, worlds) = (room.header.seed, room.header.worlds.clone());
    let (ask, asks) = sync_channel(WAITING);
    let (give, given) = sync_channel(WORK);
    let ground = Arc::new(OnceLock::new());
    let address = service.addresses.first().cloned().unwrap_or_default();
    let desk = Desk(Arc::new(Inner { asks: ask, qr: qr(&address), words: service.words }));
    let random: Random = random;
    let kit = Kit {
        file: service.file,
        random,
        teacher: service.teacher,
        addresses: service.addresses,
        ground: Arc::clone(&ground),
        work: give,
    };
    let keeper = Keeper::new(room, kit);
    thread::scope(|scope| {
        scope.spawn(move || {
            let formats: Vec<usize> = (0..scenario.formats.len()).collect();
            let _ = ground.set(debrief::Ground::new(scenario, engine, &formats, &worlds, (seed, WORLDS)));
            worker::work(engine, &given);
        });
        let kept = scope.spawn(move || {
            let kept = keeper.run(&asks, stop);
            stop.store(true, Ordering::Relaxed);
            kept
        });
        let served = network(service.listener, desk, stop);
        stop.store(true, Ordering::Relaxed);
        served.and(kept.join().unwrap_or_else(|_| Err(io::Error::other("the room has failed"))))
    })
}

/// Answers requests until it is stopped.
fn network(listener: TcpListener, desk: Desk, stop: &AtomicBool) -> io::Result<()> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build()?;
    listener.set_nonblocking(true)?;
    let served = runtime.block_on(async {
        let listener = Bounded {
            // Small answers go out at once.
            listener: tokio::net::TcpListener::from_std(listener)?,
            permits: Arc::new(Semaphore::new(CONNECTIONS)),
        };
        let listener = listener.tap_io(|io| {
            let _ = io.stream.set_nodelay(true);
        });
        let serving = tokio::spawn(async move { axum::serve(listener, http::router(desk)).await });
        while !stop.load(Ordering::Relaxed) && !serving.is_finished() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        // Streams are told, and what is being answered is answered.
        tokio::time::sleep(Duration::from_millis(400)).await;
        serving.abort();
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

/// A listener that has so many connections at once.
struct Bounded {
    listener: tokio::net::TcpListener,
    permits: Arc<Semaphore>,
}

/// A connection that counts.
struct Counted {
    stream: TcpStream,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Listener for Bounded {
    type Io = Counted;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let permit = Arc::clone(&self.permits).acquire_owned().await.ok();
        let (stream, address) = Listener::accept(&mut self.listener).await;
        (Counted { stream, _permit: permit }, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

mod counted {
    //! Reads and writes of a connection that counts are those of its stream.

    use super::Counted;
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

    impl AsyncRead for Counted {
        fn poll_read(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            to: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Pin::new(&mut self.stream).poll_read(cx, to)
        }
    }

    impl AsyncWrite for Counted {
        fn poll_write(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            from: &[u8],
        ) -> Poll<io::Result<usize>> {
            Pin::new(&mut self.stream).poll_write(cx, from)
        }

        fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.stream).poll_flush(cx)
        }

        fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.stream).poll_shutdown(cx)
        }
    }
}

/// A text as a picture that a telephone reads.
fn qr(text: &str) -> String {
    qrcode::QrCode::new(text.as_bytes()).map_or_else(
        |_| String::new(),
        |code| code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(240, 240).build(),
    )
}

/// Addresses of this machine in the networks around it. Nothing is sent: the system is only asked by which way it would go.
pub fn around() -> Vec<IpAddr> {
    const TOWARDS: [&str; 5] =
        ["192.168.255.254:9", "10.255.255.254:9", "172.31.255.254:9", "192.0.2.1:9", "169.254.255.254:9"];
    let mut found: Vec<IpAddr> = Vec::new();
    for towards in TOWARDS {
        let by = UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
            socket.connect(towards)?;
            socket.local_addr()
        });
        if let Ok(by) = by.map(|address| address.ip())
            && !by.is_loopback()
            && !by.is_unspecified()
            && !found.contains(&by)
        {
            found.push(by);
        }
    }
    found
}
