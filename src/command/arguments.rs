//! What the command is told to do: its tasks with their arguments, and the words of its help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use nianbao::export::{FORMATS, FileFormat, Written};
use nianbao::long::package::Files;
use nianbao::long::parts::USUAL;

/// The command as it is called.
#[derive(Parser)]
#[command(
    name = "nianbao",
    version,
    about = "政府信息公开工作年度报告：检查、转换、汇总、编成数据表",
    override_usage = "nianbao <命令> [选项] …",
    after_help = "例子：\n  \
        nianbao check 2024/                          检查一个文件夹里的报告\n  \
        nianbao convert 2024/ -o word/ --to word     都转成 Word\n  \
        nianbao sum 2024/ > 汇总.csv                 每一格的合计\n  \
        nianbao table 2024/ -o long/                 编成 Parquet 数据表\n\n\
        每个命令有自己的说明：nianbao check --help",
    disable_help_subcommand = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令"
)]
pub struct Cli {
    /// What is to be done.
    #[command(subcommand)]
    pub task: Task,
}

/// What is to be done.
#[derive(Subcommand)]
pub enum Task {
    /// 检查报告，一处一行
    #[command(
        override_usage = "nianbao check [选项] <文件或文件夹>…",
        long_about = "检查报告，一处一行。\n\n\
            能读本页下载的 JSON、HTML、Excel、CSV，也能识别网页、Word、Excel、文本、有文字的 PDF；文件夹里的报告都读。\
            规则和填报页面相同。识别时拿不准的，按首选读入，并注明有几处。\n\n\
            结束时的返回值：0 没有错误，1 有错误，2 有文件读不了。",
        after_long_help = "例子：\n  \
            nianbao check 年报.docx\n  \
            nianbao check 2024/ | grep 错误\n  \
            nianbao check 2024/ --format json > 检查.json\n  \
            nianbao check 2024/ --format sarif > 检查.sarif"
    )]
    Check(Check),
    /// 转换格式，任何能读的转成任何能写的
    #[command(
        override_usage = "nianbao convert [选项] <文件或文件夹>… -o <去处> --to <格式>",
        after_long_help = "例子：\n  \
            nianbao convert 年报.docx -o 年报.json --to json\n  \
            nianbao convert 2024/ -o excel/ --to excel --force"
    )]
    Convert(Convert),
    /// 汇总：每一格的合计，按年度、格式、数据范围分开
    #[command(
        override_usage = "nianbao sum [选项] <文件或文件夹>…",
        long_about = "汇总：每一格的合计，按年度、格式、数据范围分开，本机关的和本地区汇总的不相加。\n\n\
            打印 CSV：amount_all 是合计（金额是元），reports_with_number 是有数的报告几份，\
            reports_without_number 是空白或不是数字的几份，空白不当 0。\
            同一机关、年度、范围有几次发布的，只取最后一次。",
        after_long_help = "例子：\n  \
            nianbao sum 2024/ > 汇总.csv\n  \
            nianbao sum 2023/ 2024/ --format json"
    )]
    Sum(Sum),
    /// 编成数据表（nianbao-long-1），任何数据库都能查
    #[command(
        override_usage = "nianbao table [选项] <文件夹> -o <去处>",
        long_about = "编成数据表（nianbao-long-1），任何数据库都能查：reports、cells、texts、findings，\
            以及格的名称、勾稽关系、查询语句。\n\n\
            报告再多，用的内存也差不多；中途停了，再运行一次就接着做。读不了的文件不影响别的，\
            都写在 problems.csv 里，一个文件一行。",
        after_long_help = "例子：\n  \
            nianbao table 2024/ -o long/\n  \
            nianbao table 2024/ -o long/ --format csv\n  \
            duckdb -c \"SELECT COUNT(*) FROM 'long/reports/*.parquet'\""
    )]
    Table(Table),
    /// 写出数据表的约定：格的名称、勾稽关系、datapackage.json、查询语句
    #[command(
        override_usage = "nianbao contract [选项] -o <去处>",
        after_long_help = "例子：\n  nianbao contract -o 约定/"
    )]
    Contract(Contract),
    /// 打印命令行补全脚本
    #[command(
        override_usage = "nianbao completions <bash|zsh|fish|elvish|powershell>",
        after_long_help = "例子：\n  nianbao completions bash > ~/.local/share/bash-completion/completions/nianbao"
    )]
    Completions(Completions),
    /// 打印手册，或写出每个命令的一页
    #[command(
        override_usage = "nianbao man [选项]",
        after_long_help = "例子：\n  \
            nianbao man | man -l -\n  \
            nianbao man -o ~/.local/share/man/man1"
    )]
    Man(Man),
}

/// Checks reports.
#[derive(Args)]
pub struct Check {
    /// 报告，或者放报告的文件夹
    #[arg(required = true, value_name = "文件或文件夹")]
    pub from: Vec<PathBuf>,
    /// 怎么打印：lines 一处一行（不写就是它），json，sarif
    #[arg(long, value_name = "样式", default_value = "lines")]
    pub format: Findings,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Findings {
    /// A line each.
    Lines,
    /// An array of reports with their findings.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

/// Converts files.
#[derive(Args)]
pub struct Convert {
    /// 报告，或者放报告的文件夹
    #[arg(required = true, value_name = "文件或文件夹")]
    pub from: Vec<PathBuf>,
    /// 写到哪里：文件夹；只转一个文件的，也可以是文件
    #[arg(short, long, value_name = "去处")]
    pub output: PathBuf,
    /// 转成什么：html、json、approval 签批单、approval-word、word、picture-svg 图解、excel、csv
    #[arg(long, value_name = "格式", value_parser = PossibleValuesParser::new(written().map(|format| format.id)))]
    pub to: String,
    /// 文件已经在了的，覆盖它
    #[arg(long)]
    pub force: bool,
}

/// The formats that are written without a browser, which draws pictures of points.
pub fn written() -> impl Iterator<Item = &'static FileFormat> {
    let is_drawn =
        |format: &FileFormat| matches!(format.written, Written::Drawn(_)) && format.extension != "svg";
    FORMATS.iter().copied().filter(move |format| !is_drawn(format))
}

/// Adds reports up.
#[derive(Args)]
pub struct Sum {
    /// 报告，或者放报告的文件夹
    #[arg(required = true, value_name = "文件或文件夹")]
    pub from: Vec<PathBuf>,
    /// 怎么打印：csv（不写就是它），json
    #[arg(long, value_name = "样式", default_value = "csv")]
    pub format: Rows,
}

/// How rows are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// CSV with a head.
    Csv,
    /// An array of objects.
    Json,
}

/// Writes tables.
#[derive(Args)]
pub struct Table {
    /// 放报告的文件夹
    #[arg(required = true, value_name = "文件夹")]
    pub from: PathBuf,
    /// 写到哪个文件夹
    #[arg(short, long, value_name = "去处")]
    pub output: PathBuf,
    /// 写成什么：parquet（不写就是它），csv
    #[arg(long, value_name = "格式", default_value = "parquet")]
    pub format: TableFiles,
    /// 多少个文件编成一份；内存紧的写小些
    #[arg(long, value_name = "个数", default_value_t = USUAL, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub part: u32,
}

/// In what files tables are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFiles {
    /// Parquet.
    Parquet,
    /// CSV.
    Csv,
}

impl From<TableFiles> for Files {
    fn from(files: TableFiles) -> Files {
        match files {
            TableFiles::Parquet => Files::Parquet,
            TableFiles::Csv => Files::Csv,
        }
    }
}

/// Writes the contract.
#[derive(Args)]
pub struct Contract {
    /// 写到哪个文件夹
    #[arg(short, long, value_name = "去处")]
    pub output: PathBuf,
}

/// Prints completions.
#[derive(Args)]
pub struct Completions {
    /// 哪一种命令行
    #[arg(value_name = "命令行")]
    pub shell: clap_complete::Shell,
}

/// Writes the manual.
#[derive(Args)]
pub struct Man {
    /// 写到这个文件夹，每个命令一页；不写就打印第一页
    #[arg(short, long, value_name = "去处")]
    pub output: Option<PathBuf>,
}
