//! A picture inside a page. Each element of it is written anew: only what
//! draws comes in, and its names get the picture's number, so that those of
//! several pictures in a page do not meet.

use maud::{Markup, PreEscaped, Render, html};
use resvg::usvg::roxmltree::{Document, Node};

/// Elements that draw. Scripts, links, styles and foreign content are none.
const DRAWING: [&str; 24] = [
    "svg",
    "g",
    "defs",
    "use",
    "symbol",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "marker",
    "mask",
    "switch",
];

/// Our pictures are some elements deep.
const DEEPEST: usize = 64;

/// The picture as markup, with `number` in its names; a sentence where it is
/// no SVG.
pub(super) fn inside(svg: &str, number: usize) -> Markup {
    let Ok(document) = Document::parse(svg) else {
        return html! { p { "This picture cannot be shown." } };
    };
    let mut written = String::with_capacity(svg.len());
    element(document.root_element(), number, 0, &mut written);
    PreEscaped(written)
}

fn element(node: Node<'_, '_>, number: usize, depth: usize, written: &mut String) {
    let name = node.tag_name().name();
    if !DRAWING.contains(&name) || depth > DEEPEST {
        return;
    }
    written.push('<');
    written.push_str(name);
    for attribute in node.attributes() {
        if let Some(value) = renamed(attribute.name(), attribute.value(), number) {
            written.push(' ');
            written.push_str(attribute.name());
            written.push_str("=\"");
            value.render_to(written);
            written.push('"');
        }
    }
    written.push('>');
    for child in node.children() {
        match child.text().filter(|_| child.is_text()) {
            Some(text) => text.render_to(written),
            None if child.is_element() => element(child, number, depth + 1, written),
            None => {}
        }
    }
    written.push_str("</");
    written.push_str(name);
    written.push('>');
}

/// The attribute's value with the picture's number in names; nothing for what
/// runs, loads or styles.
fn renamed(name: &str, value: &str, number: usize) -> Option<String> {
    let own = format!("figure{number}-");
    match name {
        "id" => Some(format!("{own}{value}")),
        "href" => Some(format!("#{own}{}", value.strip_prefix('#')?)),
        "aria-labelledby" | "aria-describedby" => {
            let names = value.split_whitespace().map(|name| format!("{own}{name}"));
            Some(names.collect::<Vec<_>>().join(" "))
        }
        "style" | "class" | "src" => None,
        _ if name.to_ascii_lowercase().starts_with("on") => None,
        _ if value.contains("url(") => {
            let inside = value.strip_prefix("url(#")?;
            Some(format!("url(#{own}{inside}"))
        }
        _ => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_several_pictures_do_not_meet() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                   viewBox=\"0 0 9 9\"><defs><clipPath id=\"a\"><rect/></clipPath></defs>\
                   <g clip-path=\"url(#a)\"><use xlink:href=\"#b\"/></g></svg>";
        let (first, second) = (inside(svg, 1).into_string(), inside(svg, 2).into_string());
        assert!(first.contains("id=\"figure1-a\"") && first.contains("url(#figure1-a)"));
        assert!(second.contains("id=\"figure2-a\"") && second.contains("href=\"#figure2-b\""));
        assert!(first.contains("viewBox=\"0 0 9 9\""));
    }

    #[test]
    fn only_what_draws_comes_in_and_text_stays_text() {
        let svg = "<svg onload=\"x()\"><script>x()</script><style>*{}</style>\
                   <a href=\"http://x\">y</a><foreignObject><p>z</p></foreignObject>\
                   <text fill=\"url(http://x)\" x=\"1\">a &lt;b&gt; &amp; c</text>\
                   <use href=\"http://x#y\"/></svg>";
        assert_eq!(
            inside(svg, 1).into_string(),
            "<svg><text x=\"1\">a &lt;b&gt; &amp; c</text><use></use></svg>"
        );
        assert!(inside("<svg>", 1).into_string().contains("cannot be shown"));
    }
}
