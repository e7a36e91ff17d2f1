//! A class over HTTP.
