SELECT
  organ,
  report_year,
  scope,
  COUNT(*) AS revisions,
  MIN(revision) AS first_revision,
  MAX(revision) AS last_revision
FROM reports
GROUP BY
  organ,
  report_year,
  scope
HAVING
  COUNT(*) > 1
