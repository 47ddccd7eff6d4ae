SELECT
  organ,
  report_year
FROM (
  SELECT
    organs.organ AS organ,
    years.report_year AS report_year,
    1 AS due,
    0 AS received
  FROM organs
  CROSS JOIN (
    SELECT DISTINCT
      report_year
    FROM reports
  ) AS years
  WHERE
    COALESCE(organs.valid_from, 0) <= years.report_year
    AND COALESCE(organs.valid_to, 9999) >= years.report_year
  UNION ALL
  SELECT
    organ,
    report_year,
    0 AS due,
    1 AS received
  FROM reports
) AS expected
GROUP BY
  organ,
  report_year
HAVING
  SUM(due) = 0 AND SUM(received) > 0
