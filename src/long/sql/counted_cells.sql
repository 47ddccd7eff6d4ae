SELECT
  cells.organ AS organ,
  cells.report_year AS report_year,
  cells.scope AS scope,
  cells.edition AS edition,
  cells.cell AS cell,
  cells.amount AS amount
FROM cells
JOIN (
  SELECT
    organ,
    report_year,
    scope,
    MAX(revision) AS last_revision
  FROM reports
  GROUP BY
    organ,
    report_year,
    scope
) AS latest
  ON cells.organ = latest.organ
  AND cells.report_year = latest.report_year
  AND cells.scope = latest.scope
  AND cells.revision = latest.last_revision
