//! A reader of RON that keeps positions and recovers from errors.
//!
//! The `ron` crate stops at the first error, has no positions on values and takes duplicate keys and NaN silently. This
//! reader reports as many errors as make sense, never recurses deeper than [`DEEPEST`], and gives every value its bytes.
//! What it accepts, `ron` accepts with the same content (a test says so).

mod brackets;
mod lexer;
mod number;
mod parser;
mod text;

use super::diagnostic::Problems;
use super::model::Span;

/// How many brackets may be open at once.
pub const DEEPEST: usize = 128;

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

/// What the reader made of a text.
#[derive(Debug)]
pub struct Tree {
    /// The value; `None` if there is none, or if its brackets do not match.
    pub root: Option<Node>,
}

/// Reads a text from a byte on (after a byte order mark, say), reporting all syntax errors.
///
/// `root` is `None` when what is there would mislead a reader of its meaning: nothing at all, brackets that do not match,
/// or nesting beyond [`DEEPEST`].
pub fn parse(text: &str, from: usize, problems: &mut Problems) -> Tree {
    let lexed = lexer::lex(text, from, problems);
    if lexed.fatal {
        return Tree { root: None };
    }
    let mut tokens = lexed.tokens;
    let Some(brackets) = brackets::pair(text, &mut tokens, problems) else {
        return Tree { root: None };
    };
    let root = parser::parse(text, &tokens, &brackets, problems);
    Tree { root: root.filter(|_| brackets.sound) }
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
