//! Whatever people do, undoing all of it leads back.

use super::*;
use proptest::prelude::*;

/// One random thing a person might do, built against the state it meets.
fn random_step(door: &Door<'_>, choice: u8, number: u8) -> Result<Vec<Edit>, StoreError> {
    let codings = door.codings(&CodingFilter::default())?;
    let pick = codings
        .get(usize::from(number) % codings.len().max(1))
        .cloned();
    Ok(match (choice % 7, pick) {
        (0, _) => vec![Edit::Setting {
            name: "coder".into(),
            value: Swap {
                before: door.setting("coder")?,
                after: Some(format!("coder {number}")),
            },
        }],
        (1, Some(held)) => {
            let mut after = held.clone();
            after.quote = format!("quote {number}");
            vec![Edit::Coding(Box::new(Swap::replace(held, after)))]
        }
        (2, Some(held)) => vec![Edit::Coding(Box::new(Swap::remove(held)))],
        (3, _) => {
            let case = Case {
                name: format!("case {number}"),
                attributes: IndexMap::from([("size".to_owned(), number.to_string())]),
            };
            let held = door.cases()?.into_iter().find(|it| it.name == case.name);
            match held {
                Some(held) => vec![Edit::Case {
                    position: door.case_position(&held.name)?,
                    case: Swap::remove(held),
                }],
                None => vec![Edit::Case {
                    position: door.next_case_position()?,
                    case: Swap::add(case),
                }],
            }
        }
        (4, _) => vec![Edit::Memo(Swap::add(Memo {
            id: door.new_memo()?,
            target: MemoTarget::Study,
            text: format!("memo {number}"),
            author: "Anna".into(),
        }))],
        (5, _) => {
            let summary = Summary {
                row: Axis::Code(CodeKey(1)),
                column: Axis::Case(format!("case {}", number % 3)),
                text: format!("text {number}"),
                author: "Anna".into(),
                cites: Vec::new(),
                ..Summary::default()
            };
            vec![Edit::Summary(Box::new(Swap {
                before: door.summary(&summary.row, &summary.column)?,
                after: Some(summary),
            }))]
        }
        _ => {
            let id = door.new_codings(1)?;
            let state = if number.is_multiple_of(2) {
                ReviewState::Pending
            } else {
                ReviewState::Accepted
            };
            vec![Edit::Coding(Box::new(Swap::add(coding(id.0, state))))]
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn undoing_everything_leads_back_and_redoing_forward(steps in proptest::collection::vec((any::<u8>(), any::<u8>()), 1..12)) {
        let (_folder, mut store) = furnished();
        let mut states = vec![visible(&store)];
        for (choice, number) in steps {
            store
                .change::<_, StoreError>("Anna", NOW, |door| {
                    let edits = random_step(door, choice, number)?;
                    Ok((Some(Change::new("step", edits)), ()))
                })
                .unwrap();
            states.push(visible(&store));
        }
        for expected in states.iter().rev().skip(1) {
            store.undo("Anna", NOW).unwrap();
            prop_assert_eq!(&visible(&store), expected);
        }
        for expected in states.iter().skip(1) {
            store.redo("Anna", NOW).unwrap();
            prop_assert_eq!(&visible(&store), expected);
        }
    }
}
