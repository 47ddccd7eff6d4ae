SELECT
  organ,
  report_year,
  scope,
  edition,
  rule_id,
  identity_no,
  subject,
  SUM(sign * amount) AS difference
FROM counted_cells
JOIN identity_terms
  USING (edition, cell)
GROUP BY
  organ,
  report_year,
  scope,
  edition,
  rule_id,
  identity_no,
  subject
HAVING
  COUNT(amount) = MAX(terms) AND SUM(sign * amount) <> 0
