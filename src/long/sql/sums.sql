SELECT
  report_year,
  edition,
  scope,
  cell,
  SUM(COALESCE(amount, 0)) AS amount_all,
  COUNT(amount) AS reports_with_number,
  COUNT(*) - COUNT(amount) AS reports_without_number
FROM counted_cells
GROUP BY
  report_year,
  edition,
  scope,
  cell
