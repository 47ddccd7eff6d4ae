SELECT
  parent AS organ,
  report_year,
  edition,
  cell,
  amount_above,
  amount_below,
  amount_above - amount_below AS remainder,
  children,
  children_without_number
FROM (
  SELECT
    organ AS parent,
    report_year,
    edition,
    cell,
    amount AS amount_above
  FROM counted_cells
  WHERE
    scope = 'area'
) AS above
JOIN (
  SELECT
    parent,
    report_year,
    edition,
    cell,
    SUM(COALESCE(amount, 0)) AS amount_below,
    COUNT(*) AS children,
    COUNT(*) - COUNT(amount) AS children_without_number
  FROM (
    SELECT
      organ,
      report_year,
      edition,
      cell,
      amount
    FROM counted_cells
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
      USING (organ, report_year)
    WHERE
      scope = widest_scope
  ) AS counted
  JOIN (
    SELECT
      organ,
      parent
    FROM organs
  ) AS listed
    USING (organ)
  GROUP BY
    parent,
    report_year,
    edition,
    cell
) AS below
  USING (parent, report_year, edition, cell)
WHERE
  amount_above <> amount_below
