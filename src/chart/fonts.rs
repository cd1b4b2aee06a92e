//! The bundled fonts, and how wide a text is in them.

use resvg::usvg;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use usvg::fontdb::{Database, Source};

/// What an SVG asks for. The first is bundled; the others are about as wide,
/// so that a viewer without it still finds room.
pub(super) const FAMILY: &str = "Noto Sans, Open Sans, Segoe UI, Arial, sans-serif";

/// The size at which widths are measured; they grow in proportion.
const MEASURED_AT: f64 = 100.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    // In the order in which a missing letter is looked for.
    let files: [&'static [u8]; 4] = [
        include_bytes!("fonts/NotoSans-Regular.ttf"),
        include_bytes!("fonts/NotoSans-Bold.ttf"),
        include_bytes!("fonts/DejaVuSans.ttf"),
        include_bytes!("fonts/NotoEmoji-Regular.ttf"),
    ];
    for file in files {
        fonts.load_font_source(Source::Binary(Arc::new(file)));
    }
    fonts.set_sans_serif_family("Noto Sans");
    // The renderer's own last resort is the serif family.
    fonts.set_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// Reading an SVG with the bundled fonts and no others.
pub(super) fn options() -> usvg::Options<'static> {
    usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    }
}

/// Regular or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Measures texts as the renderer sets them: kerned, shaped, with fallback.
#[derive(Default)]
pub(super) struct Ruler {
    known: RefCell<HashMap<(String, Weight), f64>>,
}

impl Ruler {
    /// The width of a text without control characters, at a font size.
    pub(super) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let key = (text.to_owned(), weight);
        if let Some(known) = self.known.borrow().get(&key) {
            return known * size / MEASURED_AT;
        }
        let measured = measure(text, weight);
        self.known.borrow_mut().insert(key, measured);
        measured * size / MEASURED_AT
    }

    /// The width of the blank between two words.
    pub(super) fn blank(&self, size: f64, weight: Weight) -> f64 {
        // A blank alone has no extent for the renderer.
        self.width("n n", size, weight) - self.width("nn", size, weight)
    }

    /// The width, rounded up to whole pixels.
    pub(super) fn pixels(&self, text: &str, size: f64, weight: Weight) -> i32 {
        self.width(text, size, weight).ceil() as i32
    }
}

fn measure(text: &str, weight: Weight) -> f64 {
    let bold = match weight {
        Weight::Regular => "normal",
        Weight::Bold => "bold",
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
         <text xml:space=\"preserve\" font-family=\"Noto Sans\" font-size=\"{MEASURED_AT}\" \
         font-weight=\"{bold}\">"
    );
    for letter in text.chars() {
        match letter {
            '<' => svg.push_str("&lt;"),
            '&' => svg.push_str("&amp;"),
            other => svg.push(other),
        }
    }
    svg.push_str("</text></svg>");
    let drawn = usvg::Tree::from_str(&svg, &options())
        .ok()
        .map(|tree| f64::from(tree.root().bounding_box().width()))
        .filter(|width| width.is_finite());
    match drawn {
        Some(width) => width,
        // A guess that is wide rather than narrow; nothing is drawn over it.
        None => text.chars().count() as f64 * MEASURED_AT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up_grow_with_size_and_are_greater_in_bold() {
        let ruler = Ruler::default();
        let one = ruler.width("codings", 11.0, Weight::Regular);
        assert!((30.0..60.0).contains(&one), "{one}");
        let twice = ruler.width("codings codings", 11.0, Weight::Regular);
        let gap = ruler.blank(11.0, Weight::Regular);
        assert!((twice - 2.0 * one - gap).abs() < 0.6, "{twice} {one} {gap}");
        assert!((ruler.width("codings", 22.0, Weight::Regular) - 2.0 * one).abs() < 1e-6);
        assert!(ruler.width("codings", 11.0, Weight::Bold) > one);
        assert_eq!(ruler.pixels("", 11.0, Weight::Regular), 0);
    }

    #[test]
    fn all_digits_are_equally_wide_so_that_numbers_stand_in_columns() {
        let ruler = Ruler::default();
        let zero = ruler.width("0", 11.0, Weight::Regular);
        for digit in 1..=9 {
            let width = ruler.width(&digit.to_string(), 11.0, Weight::Regular);
            assert!((width - zero).abs() < 1e-6, "{digit}");
        }
    }

    #[test]
    fn the_bundle_holds_letters_of_many_scripts() {
        let ruler = Ruler::default();
        // A missing letter is set as a box, and all boxes are equally wide.
        let missing = ruler.width("\u{e000}", 11.0, Weight::Regular);
        for letter in ["ж", "Ω", "ع", "ש", "🙂", "→", "ő", "Ա"] {
            let width = ruler.width(letter, 11.0, Weight::Regular);
            assert!(
                width > 0.0 && width != missing,
                "{letter} {width} {missing}"
            );
        }
    }
}
