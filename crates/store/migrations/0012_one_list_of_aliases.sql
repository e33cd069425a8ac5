-- Other names of outlets were kept in two places: with the rules of outlets, and in the register. They are the register's now.
CREATE TEMP TABLE aliases AS
SELECT DISTINCT json_extract(rule, '$.outlet') AS alias, json_extract(rule, '$.pattern.name') AS name
FROM outlet_rules WHERE json_extract(rule, '$.pattern.pattern') = 'alias';

INSERT INTO outlets (value)
SELECT DISTINCT json_object('name', name, 'aliases', json('[]')) FROM aliases
WHERE NOT EXISTS (SELECT 1 FROM outlets WHERE lower(json_extract(value, '$.name')) = lower(aliases.name));

UPDATE outlets SET value = json_set(value, '$.aliases', json((
    SELECT json_group_array(one) FROM (
        SELECT j.value AS one FROM json_each(outlets.value, '$.aliases') j
        UNION SELECT a.alias FROM aliases a WHERE lower(a.name) = lower(json_extract(outlets.value, '$.name'))))
))
WHERE EXISTS (SELECT 1 FROM aliases a WHERE lower(a.name) = lower(json_extract(outlets.value, '$.name')));

DELETE FROM outlet_rules WHERE json_extract(rule, '$.pattern.pattern') = 'alias';
DROP TABLE aliases;
