//! Standard input line by line, each within a bound, with a time limit where one is asked for.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Longest line that is read, in bytes.
pub(super) const LONGEST_LINE: usize = 1 << 16;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Got {
    /// A line without its end.
    Line(String),
    /// A line longer than any move; it was passed over.
    TooLong,
    /// A line that is no text in UTF-8.
    NoText,
    /// Nothing more will come.
    End,
}

/// Lines that come in.
pub(super) struct Input(Receiver<Got>);

impl Input {
    /// Standard input, which one thread reads: so a time limit can pass while nothing comes.
    pub(super) fn standard() -> Self {
        let (send, receive) = sync_channel(64);
        std::thread::spawn(move || {
            let mut from = io::stdin().lock();
            loop {
                let got = next(&mut from);
                let over = got == Got::End;
                if send.send(got).is_err() || over {
                    return;
                }
            }
        });
        Self(receive)
    }

    /// The next line; `None`: not within so many seconds.
    pub(super) fn next(&self, seconds: Option<u64>) -> Option<Got> {
        match seconds {
            None => Some(self.0.recv().unwrap_or(Got::End)),
            Some(seconds) => match self.0.recv_timeout(Duration::from_secs(seconds)) {
                Ok(got) => Some(got),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Got::End),
            },
        }
    }
}

/// Reads a line.
fn next(from: &mut impl BufRead) -> Got {
    let mut line = Vec::new();
    let bound = LONGEST_LINE as u64 + 1;
    match from.take(bound).read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => return Got::End,
        Ok(_) => {}
    }
    if line.last() != Some(&b'\n') && line.len() > LONGEST_LINE {
        return if passed_over(from) { Got::TooLong } else { Got::End };
    }
    match String::from_utf8(line) {
        Ok(text) => Got::Line(text.trim_end_matches(['\n', '\r']).to_owned()),
        Err(_) => Got::NoText,
    }
}

/// Passes over the rest of a line.
fn passed_over(from: &mut impl BufRead) -> bool {
    loop {
        let Ok(bytes) = from.fill_buf() else { return false };
        if bytes.is_empty() {
            return true;
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(bytes.len(), |end| end + 1);
        from.consume(used);
        if end.is_some() {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded_and_text() {
        let long = "x".repeat(3 * LONGEST_LINE);
        let mut text = format!("accept\r\n{long}\nrefuse\n").into_bytes();
        text.extend(b"\xff\xfe\n\nlast");
        let mut from = io::BufReader::with_capacity(100, text.as_slice());
        let all: Vec<Got> =
            std::iter::from_fn(|| Some(next(&mut from)).filter(|got| *got != Got::End)).collect();
        let line = |text: &str| Got::Line(text.to_owned());
        assert_eq!(all, [line("accept"), Got::TooLong, line("refuse"), Got::NoText, line(""), line("last")]);
    }
}
