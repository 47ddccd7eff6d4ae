//! 退回意见: what the office above says to a report that it sends back, place by place.
//! Knows no rule: where a remark speaks of a finding, the rule is handed in by its id.

/// Something that the office above says to a place of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The id of the rule whose finding it speaks of: it stands as long as that does. None where it speaks of what
    /// this report alone does not show.
    pub rule: Option<String>,
    /// The stable name of the place.
    pub target: String,
    /// What was found there, a sentence; may be empty.
    pub sentence: String,
    /// What is said to it; may be empty where there is a sentence.
    pub note: String,
}
