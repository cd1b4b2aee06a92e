//! The portrait of an interview: which codes run where along the conversation.

mod along;
mod lanes;

pub use along::{Along, Stretch};

use crate::analysis::build::Defaults;
use crate::analysis::coders::Force;
use crate::analysis::hits::{Hit, Hits};
use crate::analysis::view::View;
use crate::model::{Coder, Document, Heading, Problem, Role, Transcript};
use along::Line;
use lanes::Wanted;

/// What has a lane of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lanes {
    /// Every code, pattern codes aside.
    #[default]
    Codes,
    /// Every pattern code, with all it gathers.
    Patterns,
    /// Every code at the top of the codebook, with all that hang under it;
    /// pattern codes aside.
    Families,
}

/// In which order the lanes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneOrder {
    /// As in the codebook.
    #[default]
    Codebook,
    /// As they first come in the conversation; of equal ones as in the codebook.
    Appearance,
}

/// A portrait as ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortraitSpec {
    /// What is measured along the conversation.
    pub along: Along,
    /// What has a lane.
    pub lanes: Lanes,
    /// In which order.
    pub order: LaneOrder,
    /// Whose codings count; empty: the default coders.
    pub coders: Vec<Coder>,
    /// Show pending suggestions too, apart from what is coded.
    pub pending: bool,
}

/// An interview with the codes along it. Places are in the unit of `along`.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// The transcript's name.
    pub transcript: String,
    /// What is measured along it.
    pub along: Along,
    /// Its length; 0 if nothing is said in it.
    pub length: u64,
    /// The lanes that hold anything, in their order.
    pub lanes: Vec<Lane>,
    /// How many codes (or families) hold nothing here and have no lane.
    pub silent: usize,
    /// Who speaks where, turn by turn.
    pub speech: Vec<Speech>,
    /// Which questions of the guide are asked where, in the order of asking.
    pub asked: Vec<Asked>,
    /// Whose codings these are.
    pub coders: Vec<Coder>,
    /// Whether pending suggestions are shown.
    pub pending: bool,
    /// How many suggestions wait and are not shown.
    pub waiting: usize,
}

/// A code (or family) along an interview.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The code.
    pub head: Heading,
    /// How many codings there are in it, pending suggestions left out.
    pub codings: u64,
    /// How many pending suggestions there are in it.
    pub pending: u64,
    /// Where it is coded; stretches that overlap or meet are one.
    pub coded: Vec<Stretch>,
    /// Where it is suggested, wherever that is.
    pub suggested: Vec<Stretch>,
}

/// One turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Where it runs.
    pub stretch: Stretch,
    /// What its speaker does in the interview.
    pub role: Role,
}

/// A question of the guide, asked in a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where the turn starts.
    pub at: u64,
    /// The turn's number.
    pub turn: u32,
    /// The question's number in the guide.
    pub question: String,
    /// What is asked; empty if the guide does not say.
    pub text: String,
}

/// Makes the portrait of a transcript of `view`, whose text is `document`. The
/// view's transcripts must be whole, and its guide marks loaded.
///
/// A coding runs over everything it touches: along words over each word of
/// which it has a letter, along turns over each turn. A coding of no word at
/// all has a stretch without a length.
///
/// # Errors
/// Unknown coders, no coder, or times asked of a transcript that has none.
pub fn portrait(
    spec: &PortraitSpec,
    view: &View<'_>,
    transcript: &Transcript,
    document: &Document,
    defaults: &Defaults,
) -> Result<Portrait, Problem> {
    let force = Force::resolve(&spec.coders, &defaults.coders, view.coders, spec.pending)?;
    let line = Line::new(spec.along, document).ok_or_else(|| {
        Problem::new(format!("'{}' says of no turn when it was", transcript.name))
            .next("draw it along words or turns")
    })?;
    let wanted = Wanted::new(spec.lanes, view);
    let hits = Hits::new(view, &force, &wanted.codes());
    let place = view
        .transcripts
        .iter()
        .position(|it| it.id == transcript.id);
    let own: &[Hit] = place.map_or(&[], |place| hits.of(place));
    let mut lanes: Vec<Lane> = wanted.heads(view).into_iter().map(Lane::empty).collect();
    for hit in own {
        let stretch = line.stretch(hit.span);
        for at in wanted.lanes_of(hit.code) {
            if let Some(lane) = lanes.get_mut(*at) {
                lane.add(stretch, hit.pending);
            }
        }
    }
    let all = lanes.len();
    lanes.retain(|lane| lane.codings + lane.pending > 0);
    for lane in &mut lanes {
        merge(&mut lane.coded);
        merge(&mut lane.suggested);
    }
    if spec.order == LaneOrder::Appearance {
        lanes.sort_by_key(Lane::first);
    }
    let waiting = hits.waiting().iter();
    let waiting = waiting.filter(|(transcript, _)| Some(*transcript as usize) == place);
    Ok(Portrait {
        transcript: transcript.name.clone(),
        along: spec.along,
        length: line.length(),
        silent: all - lanes.len(),
        lanes,
        speech: speech(document, transcript, &line),
        asked: asked(view, transcript, document, &line),
        coders: force.names.clone(),
        pending: spec.pending,
        waiting: waiting.count(),
    })
}

impl Lane {
    fn empty(head: Heading) -> Self {
        Self {
            head,
            codings: 0,
            pending: 0,
            coded: Vec::new(),
            suggested: Vec::new(),
        }
    }

    fn add(&mut self, stretch: Stretch, pending: bool) {
        if pending {
            self.pending += 1;
            self.suggested.push(stretch);
        } else {
            self.codings += 1;
            self.coded.push(stretch);
        }
    }

    /// Where it first comes.
    fn first(&self) -> u64 {
        let all = self.coded.iter().chain(&self.suggested);
        all.map(|stretch| stretch.from).min().unwrap_or(u64::MAX)
    }
}

/// Makes one of stretches that overlap or meet.
fn merge(stretches: &mut Vec<Stretch>) {
    stretches.sort_unstable();
    stretches.dedup_by(|next, kept| {
        let meets = next.from <= kept.to;
        if meets {
            kept.to = kept.to.max(next.to);
        }
        meets
    });
}

fn speech(document: &Document, transcript: &Transcript, line: &Line) -> Vec<Speech> {
    let turns = document.turns.iter();
    turns
        .map(|turn| Speech {
            stretch: line.stretch(turn.span),
            role: transcript.role(&turn.speaker),
        })
        .collect()
}

fn asked(view: &View<'_>, transcript: &Transcript, document: &Document, line: &Line) -> Vec<Asked> {
    let marks = view.guide_marks.iter();
    let marks = marks.filter(|mark| mark.transcript == transcript.id);
    let mut asked: Vec<Asked> = marks
        .filter_map(|mark| {
            let turn = document.turn(mark.turn)?;
            let mut guide = view.codebook.guide.iter();
            let question = guide.find(|question| question.id == mark.question);
            Some(Asked {
                at: line.stretch(turn.span).from,
                turn: mark.turn,
                question: mark.question.clone(),
                text: question.map(|it| it.text.clone()).unwrap_or_default(),
            })
        })
        .collect();
    asked.sort_by_key(|asked| asked.turn);
    asked
}
