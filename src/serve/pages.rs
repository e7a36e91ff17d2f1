//! The pages: files of this folder, each part of the program. Nothing is asked of any other server, and nothing of a build step.

/// A page: its address, its type, what is in it.
type Page = (&'static str, &'static str, &'static str);

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// All of them.
pub const PAGES: [Page; 6] = [
    ("/", HTML, include_str!("pages/student.html")),
    ("/teach", HTML, include_str!("pages/teacher.html")),
    ("/student.js", SCRIPT, include_str!("pages/student.js")),
    ("/teacher.js", SCRIPT, include_str!("pages/teacher.js")),
    ("/common.js", SCRIPT, include_str!("pages/common.js")),
    ("/style.css", STYLE, include_str!("pages/style.css")),
];

/// Of what the pages may be made: of what this server gives, and of no script or style within them.
pub const POLICY: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_to_their_policy() {
        for (address, kind, text) in PAGES {
            let outside = ["http://", "https://", "//cdn"];
            assert!(
                outside.iter().all(|part| !text.contains(part) || text.contains("http://www.w3.org/")),
                "{address}"
            );
            if kind == HTML {
                assert!(
                    !text.contains("<style") && !text.contains(" style=\"") && !text.contains(" onclick="),
                    "{address}"
                );
                let scripts = text.matches("<script").count();
                assert_eq!(
                    scripts,
                    text.matches("<script src=\"/").count()
                        + text.matches("<script defer src=\"/").count()
                        + text.matches("<script type=\"module\" src=\"/").count(),
                    "{address}"
                );
            } else {
                assert!(!text.contains("innerHTML") && !text.contains("eval("), "{address}");
            }
        }
    }
}
