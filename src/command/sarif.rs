//! Findings as SARIF 2.1.0, which code hosts and editors show beside a file.

use std::path::Path;

use nianbao::validate::rules;
use nianbao::validate::{Finding, Severity};
use serde_json::{Value, json};

/// The log of a run: what was found, and the files that could not be read.
pub fn log(results: Vec<Value>, unread: Vec<Value>) -> Value {
    let rules = rules::all();
    let rules = rules.iter().map(|rule| {
        json!({
            "id": rule.id,
            "name": rule.title,
            "shortDescription": { "text": rule.wording },
            "help": { "text": rule.help },
            "properties": { "source": rule.source },
            "defaultConfiguration": { "level": level(rule.severity) },
        })
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nianbao",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules.collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread,
            }],
            "results": results,
        }],
    })
}

/// What was found in a file.
pub fn results(path: &Path, findings: &[Finding]) -> Vec<Value> {
    let result = |finding: &Finding| {
        let mut location = location(path);
        location["logicalLocations"] = json!([{ "fullyQualifiedName": finding.target, "kind": "member" }]);
        let mut result = json!({
            "ruleId": finding.rule.id,
            "level": level(finding.severity),
            "message": { "text": finding.sentence() },
            "locations": [location],
        });
        if let Some(note) = &finding.answer {
            result["suppressions"] = json!([{ "kind": "external", "justification": note }]);
        }
        result
    };
    findings.iter().map(result).collect()
}

/// That a file could not be read.
pub fn notification(path: &Path, sentence: &str) -> Value {
    json!({ "level": "error", "message": { "text": sentence }, "locations": [location(path)] })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn location(path: &Path) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } })
}

/// A path as the reference of a URI: what is no letter of it is written in hexadecimal digits.
fn uri(path: &Path) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let path = path.to_string_lossy().replace('\\', "/");
    path.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
