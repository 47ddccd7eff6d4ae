SELECT
  above.organ AS organ,
  above.report_year AS report_year,
  above.edition AS edition,
  above.cell AS cell,
  above.amount AS amount_above,
  below.amount_below AS amount_below,
  above.amount - below.amount_below AS remainder,
  below.children AS children,
  below.children_without_number AS children_without_number
FROM (
  SELECT
    organ,
    report_year,
    edition,
    cell,
    amount
  FROM counted_cells
  WHERE
    scope = 'area'
) AS above
JOIN (
  SELECT
    organs.parent AS organ,
    counted_cells.report_year AS report_year,
    counted_cells.edition AS edition,
    counted_cells.cell AS cell,
    SUM(COALESCE(counted_cells.amount, 0)) AS amount_below,
    COUNT(*) AS children,
    COUNT(*) - COUNT(counted_cells.amount) AS children_without_number
  FROM organs
  JOIN counted_cells
    ON organs.organ = counted_cells.organ
  JOIN (
    SELECT
      organ,
      report_year,
      MIN(scope) AS widest_scope
    FROM reports
    GROUP BY
      organ,
      report_year
  ) AS widest
    ON counted_cells.organ = widest.organ
    AND counted_cells.report_year = widest.report_year
    AND counted_cells.scope = widest.widest_scope
  GROUP BY
    organs.parent,
    counted_cells.report_year,
    counted_cells.edition,
    counted_cells.cell
) AS below
  ON above.organ = below.organ
  AND above.report_year = below.report_year
  AND above.edition = below.edition
  AND above.cell = below.cell
WHERE
  above.amount <> below.amount_below
