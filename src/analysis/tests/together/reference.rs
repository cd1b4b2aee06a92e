//! Codes that stand together: the reference values of the field.

use super::*;

/// Reference values of the field, one pair of codes a line. What is given is
/// which units have each code (`1` or `0`), the passages of each, or just how
/// many passages there are and how many of them meet. A measure left empty is
/// not looked at.
#[test]
fn pairs_have_the_values_of_the_reference_list() {
    let cases = include_str!("../../../../tests/cases/cooccurrence.csv");
    let mut reader = csv::Reader::from_reader(cases.as_bytes());
    let measures: Vec<Strength> = reader
        .headers()
        .unwrap()
        .iter()
        .skip(5)
        .map(|name| name.parse().unwrap())
        .collect();
    for line in reader.records() {
        let line = line.unwrap();
        let (name, a, b) = (&line[0], &line[2], &line[3]);
        let (study, together) = match &line[1] {
            "units" => (of_units(&[a, b]), Together::SameTurn),
            "passages" => (of_passages(&[a, b]), Together::Overlap),
            _ => {
                let numbers = [a, b, &line[4]].map(|number| number.parse().unwrap());
                let [a, b] = meeting(numbers);
                (of_passages(&[&a, &b]), Together::Overlap)
            }
        };
        for (measure, value) in measures.iter().zip(line.iter().skip(5)) {
            if value.is_empty() {
                continue;
            }
            let mut order = order(together, &[*measure]);
            order.rows = codes(&["A"]);
            order.columns = Some(codes(&["B"]));
            let table = cooccurrence(&order, &study.view(), &anna()).unwrap();
            let found = &table.cell(0, 0).unwrap().value;
            let expected = (value != "undefined").then(|| value.parse().unwrap());
            assert!(
                close(found, expected, 1e-11),
                "{name}, {measure:?}: {found:?} is not {expected:?}"
            );
        }
    }
}

/// Turns of one informant, and which of them have each code.
fn of_units(codes: &[&str]) -> Study {
    let said: Vec<Said> = codes[0].chars().map(|_| (1, false, vec![0])).collect();
    let coded = codes.iter().enumerate().flat_map(|(code, units)| {
        let given = units.chars().enumerate().filter(|(_, unit)| *unit == '1');
        given.map(move |(turn, _)| Coded {
            transcript: 0,
            turn,
            from: 0,
            length: 3,
            code,
            coder: 0,
            state: 2,
        })
    });
    let coded: Vec<Coded> = coded.collect();
    study_of(&[said], &coded, &[], Together::SameTurn).0
}

/// Passages written `d1 0-100; d2 5-15`.
fn of_passages(codes: &[&str]) -> Study {
    let mut study = Study::new(&["A", "B"], &[]);
    CODERS.iter().for_each(|coder| {
        study.coder(coder);
    });
    for name in ["d1", "d2", "d3", "d4"] {
        study.transcript(name, "");
    }
    for (code, passages) in codes.iter().enumerate() {
        for passage in passages.split("; ") {
            let (name, span) = passage.split_once(' ').unwrap();
            let (start, end) = span.split_once('-').unwrap();
            study.marks.push(Mark {
                id: CodingId(study.marks.len() as u64),
                transcript: study.transcript_id(name),
                turn: 1,
                span: ByteSpan::new(start.parse().unwrap(), end.parse().unwrap()).unwrap(),
                code: study.key(CODES[code]),
                coder: 0,
                state: ReviewState::Accepted,
            });
        }
    }
    study
}

/// So many passages of each code, of which so many meet one of the other.
fn meeting([a, b, both]: [usize; 3]) -> [String; 2] {
    let at = |start: usize| format!("d1 {start}-{}", start + 3);
    let first = (0..a).map(|one| at(one * 10));
    let second = (0..b).map(|one| at(one * 10 + if one < both { 2 } else { 5 }));
    [
        first.collect::<Vec<_>>().join("; "),
        second.collect::<Vec<_>>().join("; "),
    ]
}
