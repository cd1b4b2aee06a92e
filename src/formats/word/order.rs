//! The order in which Word insists on finding things, for tests.

use super::reading::Element;

/// The names of the properties' children in the order of the schema
/// (ECMA-376, transitional): Word offers to repair a file for less.
const ORDERS: [(&str, &[&str]); 11] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:overflowPunct",
            "w:topLinePunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:suppressOverlap",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:textboxTightWrap",
            "w:outlineLvl",
            "w:divId",
            "w:cnfStyle",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:dstrike",
            "w:outline",
            "w:shadow",
            "w:emboss",
            "w:imprint",
            "w:noProof",
            "w:snapToGrid",
            "w:vanish",
            "w:webHidden",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:effect",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:rtl",
            "w:cs",
            "w:em",
            "w:lang",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    (
        "w:tcPr",
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:endnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:paperSrc",
            "w:pgBorders",
            "w:lnNumType",
            "w:pgNumType",
            "w:cols",
            "w:formProt",
            "w:vAlign",
            "w:noEndnote",
            "w:titlePg",
            "w:textDirection",
            "w:bidi",
            "w:rtlGutter",
            "w:docGrid",
        ],
    ),
    (
        "w:tblBorders",
        &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ],
    ),
    (
        "w:tcBorders",
        &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ],
    ),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tcMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    (
        "w:style",
        &[
            "w:name",
            "w:aliases",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:autoRedefine",
            "w:hidden",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:locked",
            "w:rsid",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
        ],
    ),
    (
        "wp:inline",
        &[
            "wp:extent",
            "wp:effectExtent",
            "wp:docPr",
            "wp:cNvGraphicFramePr",
            "a:graphic",
        ],
    ),
];

/// Fails unless the children of each element stand in the schema's order, none
/// of them twice, and every place that must hold a paragraph does.
pub(super) fn check_order(element: &Element) {
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
        let places: Vec<usize> = element
            .children
            .iter()
            .filter(|child| !child.name.is_empty())
            .map(|child| {
                let place = order.iter().position(|name| *name == child.name);
                place.unwrap_or_else(|| panic!("{} in {}", child.name, element.name))
            })
            .collect();
        assert!(
            places.windows(2).all(|pair| pair[0] < pair[1]),
            "{}: {:?}",
            element.name,
            element
                .children
                .iter()
                .map(|child| &child.name)
                .collect::<Vec<_>>()
        );
    }
    let first = element.children.first().map(|child| child.name.as_str());
    match element.name.as_str() {
        "w:tc" => {
            assert_eq!(first, Some("w:tcPr"));
            assert_eq!(element.children.last().unwrap().name, "w:p");
        }
        "w:tbl" => {
            assert_eq!(first, Some("w:tblPr"));
            assert_eq!(element.children[1].name, "w:tblGrid");
        }
        "w:body" => {
            assert_eq!(element.children.last().unwrap().name, "w:sectPr");
            let kinds = element.children.windows(2);
            for pair in kinds.filter(|pair| pair[0].name == "w:tbl") {
                assert_eq!(pair[1].name, "w:p", "a paragraph after each table");
            }
        }
        _ => {}
    }
    element.children.iter().for_each(check_order);
}

/// Each row of a table fills its grid, cell by cell; rows merged downward line
/// up.
pub(super) fn check_grid(table: &Element) {
    let grid: Vec<u32> = table
        .child("w:tblGrid")
        .unwrap()
        .each("w:gridCol")
        .map(|column| column.attribute("w:w").unwrap().parse().unwrap())
        .collect();
    assert!(grid.len() <= 63, "Word takes no more columns");
    for row in table.each("w:tr") {
        let mut at = 0;
        for cell in row.each("w:tc") {
            let properties = cell.child("w:tcPr").unwrap();
            let span = properties
                .value("w:gridSpan")
                .map_or(1, |span| span.parse().unwrap());
            let width: u32 = properties
                .child("w:tcW")
                .unwrap()
                .attribute("w:w")
                .unwrap()
                .parse()
                .unwrap();
            assert_eq!(grid[at..at + span].iter().sum::<u32>(), width);
            at += span;
        }
        assert_eq!(at, grid.len());
    }
}
