//! Puts mutants into a source file, each behind a switch: the file does what it did until one is switched on.

use crate::mutant::Mutant;
use proc_macro2::{LineColumn, Span};
use std::collections::HashMap;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// The module that knows which mutant is on, and which are come by.
pub const SWITCH: &str = r#"//! Which mutant is on, by its number; which are come by is written into a file, if one is named.
#![allow(missing_docs)]
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex};

static ACTIVE: LazyLock<Option<u32>> = LazyLock::new(|| std::env::var("MUTANT").ok()?.parse().ok());
// Added to: a test may start programs that come by others.
static FILE: LazyLock<Option<Mutex<File>>> = LazyLock::new(|| {
    let file = std::env::var_os("MUTANTS_REACHED")?;
    Some(Mutex::new(OpenOptions::new().create(true).append(true).open(file).unwrap()))
});
static REACHED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

pub fn on(number: u32) -> bool {
    if let Some(file) = &*FILE
        && !REACHED[number as usize].swap(true, Ordering::Relaxed)
    {
        writeln!(file.lock().unwrap(), "{number}").unwrap();
    }
    *ACTIVE == Some(number)
}
"#;

/// A file with its mutants behind switches.
pub struct Switched {
    /// The file as it is now.
    pub text: String,
    /// The numbers of the mutants, and where each is written.
    pub choices: Vec<(usize, Range<usize>)>,
    /// The same with all that they are a choice of.
    pub nodes: Vec<(usize, Range<usize>)>,
}

/// The file with those of its mutants that can be put behind a switch.
pub fn switched(source: &str, mutants: &[(usize, &Mutant)]) -> Switched {
    let file = syn::parse_file(source).expect("the source is Rust");
    let mut by_place: HashMap<_, Vec<_>> = HashMap::new();
    for &(number, mutant) in mutants {
        by_place.entry((&*mutant.genre, mutant.start)).or_default().push((number, &*mutant.replacement));
    }
    let mut finder = Finder { source, by_place, nodes: Vec::new() };
    finder.visit_file(&file);
    // An outer one before those that stand in it.
    finder.nodes.sort_by_key(|node| (node.range.start, std::cmp::Reverse(node.range.end)));
    let mut writer =
        Writer { source, nodes: &finder.nodes, text: String::new(), choices: vec![], wholes: vec![] };
    writer.write(0..source.len());
    Switched { text: writer.text, choices: writer.choices, nodes: writer.wholes }
}

/// The mutants of one place: their numbers, and what each puts there.
type Choices<'a> = Vec<(usize, &'a str)>;

struct Node<'a> {
    range: Range<usize>,
    what: What<'a>,
}

enum What<'a> {
    /// Just within the braces of a function.
    Body(Choices<'a>),
    Binary {
        left: Range<usize>,
        operator: Range<usize>,
        right: Range<usize>,
        choices: Choices<'a>,
    },
    Unary {
        operand: Range<usize>,
        choices: Choices<'a>,
    },
    /// A pattern, with the guard that it has: its arm is deleted, its guard always true or false.
    Pattern {
        pattern: Range<usize>,
        guard: Option<(Range<usize>, bool)>,
        deleted: Choices<'a>,
        replaced: Choices<'a>,
    },
    /// A struct of which a field is left to the struct that gives the others: what stands before its fields, and what
    /// it is without each.
    Struct {
        path: Range<usize>,
        choices: Vec<(usize, String)>,
    },
}

struct Finder<'a> {
    source: &'a str,
    by_place: HashMap<(&'a str, (usize, usize)), Choices<'a>>,
    nodes: Vec<Node<'a>>,
}

impl<'a> Finder<'a> {
    fn at(&mut self, genre: &'static str, span: Span) -> Choices<'a> {
        let LineColumn { line, column } = span.start();
        self.by_place.remove(&(genre, (line, column + 1))).unwrap_or_default()
    }

    fn body(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let Some(first) = block.stmts.first() else { return };
        let choices = self.at("FnValue", first.span());
        let hidden = matches!(&signature.output, syn::ReturnType::Type(_, of) if matches!(**of, syn::Type::ImplTrait(_)));
        if !choices.is_empty() && !hidden && signature.constness.is_none() {
            let inside = block.brace_token.span.open().byte_range().end;
            self.nodes.push(Node { range: inside..inside, what: What::Body(choices) });
        }
    }
}

/// Whether an expression binds names by `let`, as conditions may.
fn binds(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => binds(&binary.left) || binds(&binary.right),
        _ => false,
    }
}

fn range(spanned: &impl Spanned) -> Range<usize> {
    spanned.span().byte_range()
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.body(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.body(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let choices = self.at("BinaryOperator", binary.op.span());
        if !choices.is_empty() && !binds(&binary.left) && !binds(&binary.right) {
            let (left, operator, right) = (range(&binary.left), range(&binary.op), range(&binary.right));
            self.nodes
                .push(Node { range: range(binary), what: What::Binary { left, operator, right, choices } });
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let choices = self.at("UnaryOperator", unary.op.span());
        if !choices.is_empty() {
            self.nodes.push(Node {
                range: range(unary),
                what: What::Unary { operand: range(&unary.expr), choices },
            });
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let deleted = self.at("MatchArm", arm.span());
        let guard = arm.guard.as_ref().map(|(_, guard)| guard);
        let replaced = guard.map(|guard| self.at("MatchArmGuard", guard.span())).unwrap_or_default();
        if !deleted.is_empty() || !replaced.is_empty() {
            let pattern = range(&arm.pat);
            let guard = guard.map(|guard| (range(guard), binds(guard)));
            let end = guard.as_ref().map_or(pattern.end, |(guard, _)| guard.end);
            let what = What::Pattern { pattern: pattern.clone(), guard, deleted, replaced };
            self.nodes.push(Node { range: pattern.start..end, what });
        }
        visit::visit_arm(self, arm);
    }

    fn visit_expr_struct(&mut self, made: &'ast syn::ExprStruct) {
        let whole = range(made);
        let mut choices = Vec::new();
        for pair in made.fields.pairs() {
            let (field, comma) = (range(pair.value()), pair.punct().map(range));
            let end = comma.map_or(field.end, |comma| comma.end);
            for (number, _) in self.at("StructField", pair.value().span()) {
                choices.push((
                    number,
                    self.source[whole.start..field.start].to_owned() + &self.source[end..whole.end],
                ));
            }
        }
        if !choices.is_empty() {
            self.nodes.push(Node { range: whole, what: What::Struct { path: range(&made.path), choices } });
        }
        visit::visit_expr_struct(self, made);
    }
}

struct Writer<'a> {
    source: &'a str,
    nodes: &'a [Node<'a>],
    text: String,
    choices: Vec<(usize, Range<usize>)>,
    wholes: Vec<(usize, Range<usize>)>,
}

impl Writer<'_> {
    /// A range of the source, with what is to be switched in it.
    fn write(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let first = self.nodes.partition_point(|node| node.range.start < range.start);
        for node in &self.nodes[first..] {
            if node.range.start >= range.end {
                break;
            }
            // What is written already, and what this is a part of.
            if node.range.start < at || node.range.end > range.end {
                continue;
            }
            self.text += &self.source[at..node.range.start];
            self.node(node);
            at = node.range.end;
        }
        self.text += &self.source[at..range.end];
    }

    /// What is written for a mutant, with where it stands.
    fn choice(&mut self, number: usize, written: &str) {
        let start = self.text.len();
        self.text += written;
        self.choices.push((number, start..self.text.len()));
    }

    fn node(&mut self, node: &Node) {
        let start = self.text.len();
        match &node.what {
            What::Body(choices) => {
                for (number, replacement) in choices {
                    self.choice(*number, &format!(" if {} {{ return {replacement}; }}", on(*number)));
                }
            }
            What::Binary { left, operator, right, choices } => {
                let source = self.source;
                self.text += "(";
                for (number, replacement) in choices {
                    let (left, right) = (&source[left.clone()], &source[right.clone()]);
                    self.choice(
                        *number,
                        &format!("if {} {{ ({left} {replacement} {right}) }} else ", on(*number)),
                    );
                }
                self.text += "{ (";
                self.write(left.clone());
                self.text += &format!(" {} ", &source[operator.clone()]);
                self.write(right.clone());
                self.text += ") })";
            }
            What::Unary { operand, choices } => {
                let source = self.source;
                self.text += "(";
                for (number, _) in choices {
                    self.choice(
                        *number,
                        &format!("if {} {{ {} }} else ", on(*number), &source[operand.clone()]),
                    );
                }
                self.text += &format!("{{ {}", &source[node.range.start..operand.start]);
                self.write(operand.clone());
                self.text += " })";
            }
            What::Pattern { pattern, guard, deleted, replaced } => {
                self.text += &self.source[pattern.clone()];
                self.text += " if true";
                for (number, _) in deleted {
                    self.choice(*number, &format!(" && !{}", on(*number)));
                }
                let Some((guard, binds)) = guard else { return };
                for (number, _) in replaced.iter().filter(|(_, replacement)| *replacement == "false") {
                    self.choice(*number, &format!(" && !{}", on(*number)));
                }
                self.text += if *binds { " && " } else { " && (false" };
                if !binds {
                    for (number, _) in replaced.iter().filter(|(_, replacement)| *replacement == "true") {
                        self.choice(*number, &format!(" || {}", on(*number)));
                    }
                    self.text += " || (";
                }
                self.write(guard.clone());
                self.text += if *binds { "" } else { "))" };
            }
            What::Struct { path, choices } => {
                self.text += "(";
                for (number, without) in choices {
                    self.choice(*number, &format!("if {} {{ {without} }} else ", on(*number)));
                }
                self.text += &format!("{{ {}", &self.source[path.clone()]);
                self.write(path.end..node.range.end);
                self.text += " })";
            }
        }
        let numbers: Vec<usize> = match &node.what {
            What::Pattern { deleted, replaced, .. } => {
                deleted.iter().chain(replaced).map(|(number, _)| *number).collect()
            }
            What::Struct { choices, .. } => choices.iter().map(|(number, _)| *number).collect(),
            What::Body(choices) | What::Binary { choices, .. } | What::Unary { choices, .. } => {
                choices.iter().map(|(number, _)| *number).collect()
            }
        };
        self.wholes.extend(numbers.iter().map(|number| (*number, start..self.text.len())));
    }
}

fn on(number: usize) -> String {
    format!("crate::mutant_switch::on({number})")
}
