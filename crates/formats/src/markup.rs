//! The text of a piece of HTML that stands inside another format.

/// Its blocks with a blank line between them.
#[cfg(feature = "html")]
pub(crate) fn text(html: &str) -> String {
    crate::html::fragment_text(html)
}

/// Its blocks with a blank line between them, as far as it is well-formed.
#[cfg(not(feature = "html"))]
pub(crate) fn text(html: &str) -> String {
    let parsed = crate::xml::parse(format!("<div>{html}</div>").into_bytes(), None);
    parsed.root.paragraphs(|element| ["script", "style"].contains(&element.name.as_str())).join("\n\n")
}
