//! `myth`: a claim, a bet, an experiment that decides it, and a verdict.

use serde::Deserialize;
use toml::Spanned;

use super::Body;
use crate::lessons::figure::Figure;
use crate::lessons::located::Located;
use crate::lessons::prose::{Prose, Words};

#[derive(Debug)]
pub(crate) struct Myth {
    pub(crate) claim: Words,
    /// The id of the article that says so, and where that is written.
    pub(crate) source: String,
    pub(crate) source_at: usize,
    pub(crate) bet: Vec<Words>,
    /// Counts from 1.
    pub(crate) right: usize,
    pub(crate) experiment: Figure,
    pub(crate) verdict: Prose,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MythToml {
    claim: Located,
    source: Located,
    bet: Vec<Located>,
    right: Spanned<usize>,
    experiment: Located,
    verdict: Located,
}

pub(super) fn read(body: Body<'_>) -> Option<Myth> {
    let toml: MythToml = body.toml.read()?;
    let experiment = body.figure(&toml.experiment);
    let options = body.options(&toml.bet, &toml.right);
    let (claim, verdict) = (body.words(&toml.claim), body.prose(&toml.verdict));
    let (bet, right) = options?;
    Some(Myth {
        claim,
        source: toml.source.get_ref().clone(),
        source_at: body.toml.at(&toml.source),
        bet,
        right,
        experiment: experiment?,
        verdict,
    })
}
