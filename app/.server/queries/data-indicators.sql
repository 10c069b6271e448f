-- grain: one row per indicator
SELECT
  indicator.*,
  definition ->> '$.definition.id' AS definition_id,
  definition ->> '$.definition.en' AS definition_en,
  definition ->> '$.interpretation.id' AS interpretation_id,
  definition ->> '$.interpretation.en' AS interpretation_en
FROM indicator
