//! The engine and the library held against published results and stylised facts.

pub mod cases;
pub mod facts;
