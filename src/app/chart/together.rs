//! Which codes stand together, as a matrix or a network.

use crate::analysis::{CooccurrenceSpec, Defaults, Strength, Together, cooccurrence};
use crate::app::load::Loaded;
use crate::app::{AppError, Study};
use crate::chart::{Drawing, Half, NetworkOf, Tree, matrix, network};
use crate::model::{Coder, RowsSpec, Table};

/// Which codes, and what standing together is and is worth.
#[derive(Clone, Debug, Default)]
pub struct PairsRequest {
    /// These codes; empty: all, or all pattern codes.
    pub codes: Vec<String>,
    /// Pattern codes instead of codes, where none are named.
    pub patterns: bool,
    /// When two codes stand together.
    pub together: Together,
    /// How strongly they do.
    pub strength: Strength,
    /// Whose codings count; empty: the main coder's.
    pub coders: Vec<Coder>,
    /// Count pending suggestions too.
    pub pending: bool,
}

/// Codes by codes as a matrix of shades. Codes given nowhere are left out.
pub fn draw_matrix(study: &Study, request: &PairsRequest, half: Half) -> Result<Drawing, AppError> {
    let Made { strengths, .. } = made(study, &request.spec(true))?;
    Ok(matrix(&strengths, half)?)
}

/// Codes joined by lines where they stand together, from a strength on.
pub fn draw_network(
    study: &Study,
    request: &PairsRequest,
    least: Option<f64>,
) -> Result<Drawing, AppError> {
    let Made {
        strengths,
        own,
        tree,
    } = made(study, &request.spec(false))?;
    Ok(network(&NetworkOf {
        strengths: &strengths,
        own: &own,
        tree: &tree,
        least,
    })?)
}

/// What a network is drawn of.
struct Made {
    strengths: Table,
    /// The same pairs counted: what each code has by itself.
    own: Table,
    tree: Tree,
}

fn made(study: &Study, spec: &CooccurrenceSpec) -> Result<Made, AppError> {
    let units = spec.needs_units().then_some(spec.together);
    let loaded = study
        .store
        .read(|reader| Loaded::for_cooccurrence(reader, units))?;
    let defaults = Defaults {
        coders: loaded.main_coder.clone(),
    };
    let view = loaded.view();
    let strengths = cooccurrence(spec, &view, &defaults)?;
    let counts = CooccurrenceSpec {
        measures: vec![Strength::Count],
        ..spec.clone()
    };
    let own = if spec.measures == counts.measures {
        strengths.clone()
    } else {
        cooccurrence(&counts, &view, &defaults)?
    };
    let tree = Tree::of(&strengths.rows, view.codebook);
    Ok(Made {
        strengths,
        own,
        tree,
    })
}

impl PairsRequest {
    fn spec(&self, used_only: bool) -> CooccurrenceSpec {
        let (corner, title, all) = if self.patterns {
            ("Theme", "Which themes stand together", "patterns")
        } else {
            ("Code", "Which codes stand together", "codes")
        };
        CooccurrenceSpec {
            title: title.to_owned(),
            corner: corner.to_owned(),
            rows: match self.codes.as_slice() {
                [] => RowsSpec::All(all.to_owned()),
                codes => RowsSpec::Codes(codes.to_vec()),
            },
            columns: None,
            used_only,
            coders: self.coders.clone(),
            same_coder: false,
            pending: self.pending,
            together: self.together,
            measures: vec![self.strength],
        }
    }
}
