SELECT
  counted_cells.organ AS organ,
  counted_cells.report_year + carry_pairs.years_before AS later_year,
  counted_cells.scope AS scope,
  carry_pairs.edition AS later_edition,
  carry_pairs.rule_id AS rule_id,
  carry_pairs.carry_no AS carry_no,
  carry_pairs.subject AS subject,
  SUM(carry_pairs.sign * counted_cells.amount) AS difference
FROM counted_cells
JOIN carry_pairs
  ON counted_cells.edition = carry_pairs.term_edition AND counted_cells.cell = carry_pairs.cell
GROUP BY
  counted_cells.organ,
  counted_cells.report_year + carry_pairs.years_before,
  counted_cells.scope,
  carry_pairs.edition,
  carry_pairs.rule_id,
  carry_pairs.carry_no,
  carry_pairs.subject
HAVING
  COUNT(counted_cells.amount) = MAX(carry_pairs.terms)
  AND SUM(carry_pairs.sign * counted_cells.amount) <> 0
