//! PDFs as small as they can be, for tests.

/// A PDF of these objects, numbered from 1, of which the first is the root.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let xref = out.len();
    let size = objects.len() + 1;
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").bytes());
    out
}

/// A stream object of these bytes.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// Pages, each drawn by its own operators; `F` is Helvetica.
pub fn pages(drawings: &[&[u8]], font: &str) -> Vec<Vec<u8>> {
    let kids: String = (0..drawings.len())
        .map(|at| format!("{} 0 R ", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", drawings.len()).into_bytes(),
        format!("<</Type/Font/Subtype/Type1/BaseFont/Helvetica{font}>>").into_bytes(),
    ];
    for (drawing, at) in drawings.iter().zip(0..) {
        let content = 5 + 2 * at;
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            )
            .into_bytes(),
        );
        objects.push(stream("", drawing));
    }
    objects
}

/// Letters are those of Windows-1252.
pub const LATIN: &str = "/Encoding/WinAnsiEncoding";

/// Operators that draw lines at heights, in Windows-1252.
pub fn drawn(lines: &[(&str, u32, u32)]) -> Vec<u8> {
    let mut out = b"BT /F 11 Tf\n".to_vec();
    for (text, x, y) in lines {
        let escaped = text.replace('(', "\\(").replace(')', "\\)");
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&escaped);
        out.extend(format!("1 0 0 1 {x} {y} Tm (").bytes());
        out.extend(bytes.iter());
        out.extend(b") Tj\n");
    }
    out.extend(b"ET");
    out
}

/// A whole PDF of pages of lines: the words, and where they stand, counted from
/// the lower left corner.
pub fn of_lines(sheets: &[&[(&str, u32, u32)]]) -> Vec<u8> {
    let drawings: Vec<Vec<u8>> = sheets.iter().map(|lines| drawn(lines)).collect();
    let drawings: Vec<&[u8]> = drawings.iter().map(Vec::as_slice).collect();
    pdf(&pages(&drawings, LATIN))
}
