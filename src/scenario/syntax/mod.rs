//! What is written in a file, each value with its place: `ron` reads, and where it refuses, a post-mortem says why.
//!
//! `ron` stops at its first error. The post-mortem names it in words for people, mends the text, and asks `ron` again; so the problems of meaning in the rest of the file are told, too. Keys written twice, numbers that are not finite
//! and characters that act are refused here: `ron` takes them.

mod mended;
mod post_mortem;
mod tree;

use super::diagnostic::Problems;
use super::model::Span;

/// How many brackets may be open at once.
pub const DEEPEST: usize = 60;

/// A value with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A RON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, of at most 64 bits.
    Int(i128),
    /// A finite number with a point or an exponent.
    Float(f64),
    /// `'a'`.
    Char(char),
    /// `"text"`.
    Text(String),
    /// A bare word: a unit or an enum variant without content.
    Word(String),
    /// `None`.
    None,
    /// `Some(value)`.
    Some(Box<Node>),
    /// `[a, b]`.
    List(Vec<Node>),
    /// `{ a: b }`.
    Map(Entries<Node>),
    /// `Name(a, b)`, `(a, b)` or `()`.
    Tuple(Option<String>, Vec<Node>),
    /// `Name(field: value)` or `(field: value)`.
    Struct(Option<String>, Entries<Key>),
    /// Something unreadable that was reported.
    Unreadable,
}

/// Entries of a map or a group with field names.
#[derive(Debug, Clone, PartialEq)]
pub struct Entries<K> {
    /// Key and value, in the order of the file.
    pub list: Vec<(K, Node)>,
    /// True if some of its content was unreadable, so that nothing may be called missing.
    pub broken: bool,
}

/// A field name with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// Reads a text from a byte on (after a byte order mark, say), reporting what is wrong with its syntax.
///
/// `None` when what is there would mislead a reader of its meaning: nothing at all, brackets that do not match, or nesting
/// beyond [`DEEPEST`].
pub fn parse(text: &str, from: usize, problems: &mut Problems) -> Option<Node> {
    if tree::refused(text, from).is_none() {
        return Some(tree::read(text, from, None, problems));
    }
    let mended = post_mortem::examine(text, from, problems)?;
    Some(tree::read(&mended.text, from, Some(&mended), problems))
}

/// What a value is, for "expected …, found …".
pub fn describe(value: &Value) -> String {
    match value {
        Value::Bool(b) => format!("`{b}`"),
        Value::Int(i) => format!("the number {i}"),
        Value::Float(x) => format!("the number {x}"),
        Value::Char(c) => format!("the character '{c}'"),
        Value::Text(_) => "a text".to_owned(),
        Value::Word(word) => format!("the word `{word}`"),
        Value::None => "`None`".to_owned(),
        Value::Some(inner) => describe(&inner.value),
        Value::List(_) => "a list [ ]".to_owned(),
        Value::Map(_) => "a map { }".to_owned(),
        Value::Tuple(None, items) if items.is_empty() => "an empty group ( )".to_owned(),
        Value::Tuple(None, _) => "a group ( ) without field names".to_owned(),
        Value::Tuple(Some(name), _) => format!("`{name}(…)` without field names"),
        Value::Struct(None, _) => "a group ( ) with field names".to_owned(),
        Value::Struct(Some(name), _) => format!("`{name}(…)`"),
        Value::Unreadable => "something unreadable".to_owned(),
    }
}

#[cfg(test)]
mod tests;
