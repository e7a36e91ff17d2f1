//! One file per chart, on one small drawing kit.
