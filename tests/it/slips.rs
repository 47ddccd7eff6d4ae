//! Reports that reconcile, and one slip in each: what the proof of the repairs is made on.

use nianbao::format::grid::Step;
use nianbao::format::{Cell, Format};
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::{Edit, Report};
use nianbao::validate::slip::Slip;

/// Numbers that come out the same at every run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number below a bound (SplitMix64).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    /// Mostly 0, else small, seldom large: as the cells of real reports.
    fn number(&mut self, filled: u64) -> i64 {
        let bound = match self.below(100) {
            rest if rest >= filled => return 0,
            rest if rest % 10 == 0 => 900,
            rest if rest % 10 < 4 => 60,
            _ => 9,
        };
        1 + self.below(bound) as i64
    }
}

fn set(report: &mut Report, id: &str, number: i64) {
    let cell = report.format().cell(id).unwrap_or_else(|| panic!("no cell {id}"));
    report.apply(Edit::Cells(vec![(cell, Entry::Number(number))]));
}

/// A report that reconciles. With `typed_totals` every total is typed, as in a published table.
pub fn sound(chance: &mut Chance, year: i64, typed_totals: bool) -> Report {
    let mut report = Report::of_year(year);
    let format = report.format();
    for cell in format.cells.iter().filter(|cell| !cell.declared().is_total()) {
        let number = chance.number(20);
        set(&mut report, cell.id(), number);
    }
    let value = |report: &Report, id: &str| Figures::of(report).at(format.cell(id).unwrap()).value;
    let new = format.cells.iter().filter_map(|cell| cell.id().strip_prefix("requests.new."));
    for column in new.filter(|column| *column != "total") {
        let out = chance.number(30);
        set(&mut report, &format!("requests.carried-out.{column}"), out);
        let sum = value(&report, &format!("requests.concluded.{column}")) + out;
        let carried_in = chance.number(30).min(sum);
        set(&mut report, &format!("requests.carried-in.{column}"), carried_in);
        set(&mut report, &format!("requests.new.{column}"), sum - carried_in);
    }
    if typed_totals {
        let figures = Figures::of(&report);
        let typed = format.totals.iter().map(|total| (*total, Entry::Number(figures.at(*total).value)));
        report.apply(Edit::Cells(typed.collect()));
    }
    report
}

/// One cell with a wrong number, or two beside each other that changed places.
pub struct Altered {
    pub report: Report,
    /// The cells that are wrong, with what stood there.
    pub right: Vec<(Cell, i64)>,
}

/// Makes a slip in a typed cell that an identity has a part in; none where this slip cannot be made.
pub fn alter(chance: &mut Chance, sound: &Report, slip: Slip) -> Option<Altered> {
    let format = sound.format();
    let typed = |cell: &Cell| matches!(sound.cell(*cell), Entry::Number(_));
    let cells: Vec<Cell> = (format.identities.iter())
        .flat_map(|identity| identity.left.iter().chain(&identity.right).copied())
        .filter(typed)
        .collect();
    let is_total = |cell: &Cell| cell.declared().is_total();
    let cell = match slip {
        Slip::TotalNotUpdated => *pick(chance, &cells.into_iter().filter(is_total).collect::<Vec<_>>())?,
        Slip::CountedTwice | Slip::Neighbours => {
            *pick(chance, &cells.into_iter().filter(|cell| !is_total(cell)).collect::<Vec<_>>())?
        }
        _ => *pick(chance, &cells)?,
    };
    let number = |cell: Cell| Figures::of(sound).at(cell).value;
    let right = number(cell);
    if slip == Slip::Neighbours {
        let other = neighbour(chance, format, cell).filter(|other| !is_total(other) && typed(other))?;
        return altered(sound, vec![(cell, number(other)), (other, right)]);
    }
    let wrong = match slip {
        // A total as it was before one of its parts grew.
        Slip::TotalNotUpdated => right - number(*pick(chance, &cell.declared().parts)?),
        Slip::CountedTwice => {
            let identity = format.identities.iter().find(|identity| {
                identity.left.len() > 2 && identity.left.contains(&cell) && !cell.declared().counts_alone
            })?;
            let alone = identity.left.iter().find(|other| other.declared().counts_alone)?;
            right + number(*alone)
        }
        Slip::Copied => number(neighbour(chance, format, cell)?),
        Slip::Swapped | Slip::Doubled | Slip::Lost | Slip::Extra | Slip::Mistyped => {
            slip_of_digits(chance, right, slip)?
        }
        Slip::Unknown => chance.below(1000) as i64,
        Slip::Neighbours | Slip::Written(_) => return None,
    };
    altered(sound, vec![(cell, wrong)])
}

fn altered(sound: &Report, wrong: Vec<(Cell, i64)>) -> Option<Altered> {
    let right: Vec<(Cell, i64)> =
        wrong.iter().map(|(cell, _)| (*cell, Figures::of(sound).at(*cell).value)).collect();
    let mut report = sound.clone();
    report.apply(Edit::Cells(wrong.iter().map(|(cell, number)| (*cell, Entry::Number(*number))).collect()));
    (right != wrong).then_some(Altered { report, right })
}

fn pick<'a, T>(chance: &mut Chance, from: &'a [T]) -> Option<&'a T> {
    if from.is_empty() { None } else { from.get(chance.below(from.len() as u64) as usize) }
}

fn neighbour(chance: &mut Chance, format: &'static Format, cell: Cell) -> Option<Cell> {
    let steps = [Step::Left, Step::Right, Step::Up, Step::Down];
    let other = format.step(cell, *pick(chance, &steps)?)?;
    let table = |cell: Cell| cell.id().split('.').next();
    (table(cell) == table(other)).then_some(other)
}

/// A number as fingers get it wrong in this way; none where they cannot.
fn slip_of_digits(chance: &mut Chance, right: i64, slip: Slip) -> Option<i64> {
    let mut digits = right.to_string().into_bytes();
    let place = chance.below(digits.len() as u64) as usize;
    let other = b'0' + chance.below(10) as u8;
    match slip {
        Slip::Swapped if digits.len() > 1 => {
            let place = place.min(digits.len() - 2);
            digits.swap(place, place + 1);
        }
        Slip::Doubled => digits.insert(place, digits[place]),
        Slip::Lost if digits.len() > 1 => {
            digits.remove(place);
        }
        Slip::Extra => digits.insert(place, other),
        Slip::Mistyped if digits.len() > 1 => digits[place] = other,
        _ => return None,
    }
    String::from_utf8(digits).ok()?.parse().ok().filter(|wrong| *wrong != right)
}
