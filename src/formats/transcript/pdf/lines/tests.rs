use super::*;

/// Letters half as wide as they are high, from a place onward.
fn written(words: &str, x: f32, y: f32) -> Vec<Glyph> {
    let at = |(at, letter): (usize, char)| Glyph {
        letter,
        x: x + 5.0 * at as f32,
        y,
        end_x: x + 5.0 * (at + 1) as f32,
        end_y: y,
        size: 10.0,
        tied: false,
    };
    words.chars().enumerate().map(at).collect()
}

fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
    let found = lines_of(glyphs, (600.0, 800.0));
    found.lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn gaps_are_blanks_and_wide_gaps_are_tabs() {
    let mut glyphs = written("there", 30.0, 100.0);
    glyphs.extend(written("hello", 0.0, 100.0));
    glyphs.extend(written("far", 100.0, 100.0));
    glyphs.extend(written("first  line ", 0.0, 50.0));
    assert_eq!(texts(glyphs), ["first line", "hello there\tfar"]);
}

#[test]
fn the_first_word_has_its_width() {
    let Found { lines, .. } = lines_of(written("hello there", 20.0, 50.0), (600.0, 800.0));
    let line = &lines[0];
    assert_eq!((line.x, line.end, line.first), (20.0, 75.0, 25.0));
    let Found { lines, .. } = lines_of(written("hello", 20.0, 50.0), (600.0, 800.0));
    assert_eq!(lines[0].first, 25.0);
}

#[test]
fn raised_letters_stay_on_their_line() {
    let mut glyphs = written("note", 0.0, 50.0);
    let raised = written("2", 20.0, 46.5).into_iter();
    glyphs.extend(raised.map(|glyph| Glyph { size: 6.0, ..glyph }));
    glyphs.extend(written("next", 0.0, 62.0));
    assert_eq!(texts(glyphs), ["note2", "next"]);
}

#[test]
fn what_is_drawn_twice_to_look_bold_is_read_once() {
    let once = written("Anna: all", 0.0, 50.0);
    let mut run_by_run = once.clone();
    run_by_run.extend(written("Anna: all", 0.3, 50.0));
    assert_eq!(texts(run_by_run), ["Anna: all"]);
    let letter_by_letter = once.iter().flat_map(|glyph| [*glyph, *glyph]);
    assert_eq!(texts(letter_by_letter.collect()), ["Anna: all"]);
}

#[test]
fn a_page_that_lies_on_its_side_is_turned_and_a_stamp_is_told() {
    let mut glyphs: Vec<Glyph> = ["one", "two"]
        .iter()
        .zip([100.0, 80.0])
        .flat_map(|(word, x)| {
            written(word, 0.0, 0.0).into_iter().map(move |glyph| Glyph {
                x,
                y: glyph.x,
                end_x: x,
                end_y: glyph.end_x,
                ..glyph
            })
        })
        .collect();
    let aslant = written("SECRET", 0.0, 0.0).into_iter();
    glyphs.extend(aslant.take(5).map(|glyph| Glyph {
        y: glyph.x,
        end_y: glyph.end_x,
        ..glyph
    }));
    let Found { lines, across, .. } = lines_of(glyphs, (600.0, 800.0));
    let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["one", "two"]);
    assert_eq!(across, ["SECRE"]);
}

#[test]
fn two_columns_are_read_one_behind_the_other() {
    let mut glyphs = written(&"a title over both of the columns ".repeat(3), 0.0, 10.0);
    for row in 0..7 {
        let y = 30.0 + 12.0 * row as f32;
        glyphs.extend(written(&format!("left {row} {}", "x".repeat(30)), 0.0, y));
        glyphs.extend(written(
            &format!("right {row} {}", "x".repeat(30)),
            250.0,
            y,
        ));
    }
    let found = lines_of(glyphs, (600.0, 800.0));
    assert!(found.columns);
    let starts: Vec<&str> = found
        .lines
        .iter()
        .filter_map(|it| it.text.get(..6))
        .collect();
    assert_eq!(starts[0], "a titl");
    assert_eq!(
        (starts[1], starts[7], starts[8]),
        ("left 0", "left 6", "right ")
    );
    assert!(found.lines.iter().all(|line| line.x == 0.0));
}

#[test]
fn places_that_are_none_lose_no_words() {
    let mut glyphs = written("here", 0.0, 50.0);
    let lost = written("lost", 0.0, 50.0).into_iter();
    glyphs.extend(lost.map(|glyph| Glyph {
        x: f32::NAN,
        ..glyph
    }));
    let Found { lines, across, .. } = lines_of(glyphs, (600.0, 800.0));
    assert_eq!(lines[0].text, "here");
    assert_eq!(across.concat(), "lost");
}
