SELECT
  organ,
  report_year + years_before AS later_year,
  scope,
  later_edition,
  rule_id,
  carry_no,
  subject,
  SUM(sign * amount) AS difference
FROM counted_cells
JOIN (
  SELECT
    edition AS later_edition,
    rule_id,
    carry_no,
    subject,
    years_before,
    term_edition,
    cell AS term_cell,
    sign,
    terms
  FROM carry_pairs
) AS ties
  ON counted_cells.edition = ties.term_edition AND counted_cells.cell = ties.term_cell
GROUP BY
  organ,
  report_year + years_before,
  scope,
  later_edition,
  rule_id,
  carry_no,
  subject
HAVING
  COUNT(amount) = MAX(terms) AND SUM(sign * amount) <> 0
