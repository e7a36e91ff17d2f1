//! A class in one room: its log, absent people, secrecy, the engine's rules, and what is thrown at it.
#![cfg(feature = "serve")]

mod common;
mod room_parts;
