//! One draw of everything uncertain: distributions and named random streams.
