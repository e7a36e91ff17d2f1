//! What a scenario is, as one number: two files that differ only in names for other languages have the same.

use sha2::{Digest, Sha256};
use std::ops::Range;

use super::diagnostic::Problems;
use super::file::SourceFile;
use super::syntax::{Value, parse};

impl SourceFile {
    /// SHA-256 of the text and of what is changed in it (`--variant`, `--set`), hexadecimal; without its names in other languages.
    pub fn fingerprint(&self, variant: Option<&str>, sets: &[String]) -> String {
        let mut hash = Sha256::new();
        let text = self.text();
        let names = names(self).unwrap_or(text.len()..text.len());
        hash.update(&text.as_bytes()[..names.start]);
        hash.update(&text.as_bytes()[names.end..]);
        if let Some(variant) = variant {
            hash.update([1]);
            hash.update(variant.as_bytes());
        }
        for set in sets {
            hash.update([0]);
            hash.update(set.as_bytes());
        }
        hash.finalize().iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
    }
}

/// Where the field `names` of a scenario stands: with what is blank before it, and the comma after it.
fn names(file: &SourceFile) -> Option<Range<usize>> {
    let text = file.text();
    if !text.contains("names") {
        return None;
    }
    let root = parse(text, file.mark(), &mut Problems::default())?;
    let Value::Struct(_, entries) = &root.value else { return None };
    let (key, node) = entries.list.iter().find(|(key, _)| key.name == "names")?;
    let start = text.get(..key.span.start)?.trim_end().len();
    let after = text.get(node.span.end..)?;
    let blank = after.len() - after.trim_start().len();
    let comma = if after[blank..].starts_with(',') { blank + 1 } else { 0 };
    Some(start..node.span.end + comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_and_what_is_set_are_part_of_it() {
        let file = SourceFile::new("a.ron", "Scenario()");
        let all = [
            file.fingerprint(None, &[]),
            file.fingerprint(Some("a"), &[]),
            file.fingerprint(Some("b"), &[]),
            file.fingerprint(None, &["a".to_owned()]),
            file.fingerprint(Some("a"), &["a".to_owned()]),
        ];
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn names_in_other_languages_are_no_part_of_it() {
        let of = |text: &str| SourceFile::new("a.ron", text).fingerprint(None, &[]);
        let plain = of("Scenario(\n    title: \"names\",\n    formats: {},\n)\n");
        let named = of(
            "Scenario(\n    title: \"names\",\n    formats: {},\n    names: { \"ko\": (title: \"이름\") },\n)\n",
        );
        let first = of(
            "Scenario(\n    names: { // any\n \"ko\": () },\n    title: \"names\",\n    formats: {},\n)\n",
        );
        assert_eq!(plain, named);
        assert_eq!(plain, first);
        assert_ne!(plain, of("Scenario(\n    title: \"other\",\n    formats: {},\n)\n"));
    }
}
