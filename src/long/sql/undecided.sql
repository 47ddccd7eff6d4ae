SELECT
  organ,
  report_year,
  scope,
  edition,
  rule_id,
  identity_no,
  subject,
  COUNT(amount) AS terms_known,
  MAX(terms) AS terms_all
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
  COUNT(amount) < MAX(terms)
