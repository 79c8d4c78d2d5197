// The questions that catalogue_reader.cc asks pg_catalog. Each row begins with the oid of the table that it is told of.
#pragma once

namespace lofte::stores_postgres::catalogue_sql {

inline constexpr char kDefaultSchema[] = "SELECT coalesce(current_schema(), '')";

// oid, schema (empty: the default one), name, row security, policies, has tables that inherit it
inline constexpr char kTables[] = R"(
SELECT c.oid::int8,
       CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END,
       c.relname,
       c.relrowsecurity,
       (SELECT count(*) FROM pg_policy AS p WHERE p.polrelid = c.oid),
       c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhparent = c.oid)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'lofte', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp_'
ORDER BY 2, 3)";

// oid, leaf's schema, leaf's name
inline constexpr char kPartitions[] = R"(
SELECT c.oid::int8, CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END, leaf.relname
FROM pg_class AS c
CROSS JOIN LATERAL pg_partition_tree(c.oid) AS t
JOIN pg_class AS leaf ON leaf.oid = t.relid
JOIN pg_namespace AS n ON n.oid = leaf.relnamespace
WHERE c.relkind = 'p' AND NOT c.relispartition AND t.isleaf AND t.relid <> c.oid
ORDER BY 1, 2, 3)";

// oid, name, declared type, base type, is enum, is citext, nullable, has default, generated, characters (0: no bound), collation if
// it takes texts of other bytes for equal
inline constexpr char kColumns[] = R"(
WITH RECURSIVE chain(start, oid, typname, typtype, typbasetype, modifier, not_null, has_default) AS (
  SELECT oid, oid, typname, typtype, typbasetype, typtypmod, typnotnull, typdefault IS NOT NULL FROM pg_type
  UNION ALL
  SELECT chain.start, t.oid, t.typname, t.typtype, t.typbasetype,
         CASE WHEN chain.modifier >= 0 THEN chain.modifier ELSE t.typtypmod END,
         chain.not_null OR t.typnotnull, chain.has_default OR t.typdefault IS NOT NULL
  FROM chain JOIN pg_type AS t ON t.oid = chain.typbasetype
  WHERE chain.typtype = 'd')
SELECT a.attrelid::int8, a.attname, format_type(a.atttypid, a.atttypmod), chain.oid::int8, chain.typtype = 'e', chain.typname = 'citext',
       NOT (a.attnotnull OR chain.not_null),
       a.attgenerated = '' AND (a.atthasdef OR a.attidentity <> '' OR chain.has_default),
       a.attgenerated <> '' OR a.attidentity = 'a',
       CASE WHEN chain.oid IN (1042, 1043)
            THEN greatest(CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE chain.modifier END - 4, 0) ELSE 0 END,
       (SELECT format('%I.%I', cn.nspname, co.collname) FROM pg_collation AS co JOIN pg_namespace AS cn ON cn.oid = co.collnamespace
        WHERE co.oid = a.attcollation AND NOT co.collisdeterministic)
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
JOIN chain ON chain.start = a.atttypid AND chain.typtype <> 'd'
WHERE a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum)";

// oid, index, unique, primary, partial, can look up, column (NULL: an expression); a row per column
inline constexpr char kIndexes[] = R"(
SELECT i.indrelid::int8, ic.relname, i.indisunique AND i.indisvalid, i.indisprimary, i.indpred IS NOT NULL,
       am.amname IN ('btree', 'hash') AND i.indisvalid, a.attname
FROM pg_index AS i
JOIN pg_class AS ic ON ic.oid = i.indexrelid
JOIN pg_am AS am ON am.oid = ic.relam
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, position)
LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
WHERE k.position <= i.indnkeyatts
ORDER BY i.indrelid, i.indisprimary DESC, ic.relname, k.position)";

// oid, constraint's oid, name, schema and name of the target, action, column, target's column; a row per pair of columns
inline constexpr char kForeignKeys[] = R"(
SELECT coalesce(pg_partition_root(k.conrelid), k.conrelid)::oid::int8, k.oid::int8, k.conname,
       CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname::text END, target.relname, k.confdeltype::text,
       own.attname, theirs.attname
FROM pg_constraint AS k
JOIN pg_class AS target ON target.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid)
JOIN pg_namespace AS n ON n.oid = target.relnamespace
CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS pair(own, theirs, position)
JOIN pg_attribute AS own ON own.attrelid = k.conrelid AND own.attnum = pair.own
JOIN pg_attribute AS theirs ON theirs.attrelid = k.confrelid AND theirs.attnum = pair.theirs
WHERE k.contype = 'f' AND k.conparentid = 0
ORDER BY 1, k.conname, k.oid, pair.position)";

// oid, constraint's oid, name, expression, column (NULL: it names none); a row per column
inline constexpr char kChecks[] = R"(
WITH RECURSIVE chain(start, oid) AS (
  SELECT oid, oid FROM pg_type WHERE typtype = 'd'
  UNION ALL
  SELECT chain.start, t.typbasetype FROM chain JOIN pg_type AS t ON t.oid = chain.oid WHERE t.typtype = 'd')
SELECT coalesce(pg_partition_root(k.conrelid), k.conrelid)::oid::int8, k.oid::int8, k.conname, pg_get_expr(k.conbin, k.conrelid), a.attname
FROM pg_constraint AS k
JOIN pg_class AS c ON c.oid = k.conrelid
LEFT JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u(attnum, position) ON true
LEFT JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
WHERE k.contype = 'c' AND k.conrelid <> 0 AND (NOT c.relispartition OR k.coninhcount = 0)
UNION ALL
SELECT a.attrelid::int8, (a.attnum::int8 << 32) + k.oid::int8, k.conname, pg_get_expr(k.conbin, 0), a.attname
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
JOIN chain ON chain.start = a.atttypid
JOIN pg_constraint AS k ON k.contypid = chain.oid AND k.contype = 'c'
WHERE a.attnum > 0 AND NOT a.attisdropped
ORDER BY 1, 3, 2, 5)";

// oid, kind (stores::Derived::Kind), name, column; a row per column
inline constexpr char kDerived[] = R"(
WITH reads(objid, relid, attnum) AS (
  SELECT objid, refobjid, refobjsubid FROM pg_depend
  WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjsubid > 0 AND objsubid = 0)
SELECT said.relid::int8, said.kind::int8, said.name::text, a.attname::text
FROM (
  SELECT i.indrelid AS relid, 0 AS kind, ic.relname AS name, reads.attnum AS attnum
  FROM pg_index AS i JOIN pg_class AS ic ON ic.oid = i.indexrelid JOIN reads ON reads.objid = i.indexrelid AND reads.relid = i.indrelid
  WHERE i.indisunique AND i.indexprs IS NOT NULL
  UNION
  SELECT i.indrelid, 1, ic.relname, k.attnum
  FROM pg_index AS i JOIN pg_class AS ic ON ic.oid = i.indexrelid CROSS JOIN LATERAL unnest(i.indkey::int2[]) AS k(attnum)
  WHERE i.indisunique AND i.indnullsnotdistinct AND k.attnum > 0
  UNION
  SELECT own.attrelid, 2, own.attname, d.refobjsubid
  FROM pg_attribute AS own
  JOIN pg_attrdef AS ad ON ad.adrelid = own.attrelid AND ad.adnum = own.attnum
  JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = own.attrelid AND d.refobjsubid NOT IN (0, own.attnum)
    AND ((d.classid = 'pg_class'::regclass AND d.objid = own.attrelid AND d.objsubid = own.attnum)
      OR (d.classid = 'pg_attrdef'::regclass AND d.objid = ad.oid))
  WHERE own.attgenerated <> ''
    AND (own.attnotnull OR EXISTS (
      SELECT FROM pg_index AS i WHERE i.indrelid = own.attrelid AND i.indisunique AND own.attnum = ANY (i.indkey)))
  UNION
  SELECT k.conrelid, 3, k.conname, reads.attnum
  FROM pg_constraint AS k JOIN reads ON reads.objid = k.conindid AND reads.relid = k.conrelid
  WHERE k.contype = 'x'
  UNION
  SELECT k.conrelid, 3, k.conname, attnum FROM pg_constraint AS k CROSS JOIN LATERAL unnest(k.conkey) AS attnum
  WHERE k.contype = 'x' AND attnum > 0
  UNION
  SELECT p.partrelid, 4, '', attnum FROM pg_partitioned_table AS p CROSS JOIN LATERAL unnest(p.partattrs::int2[]) AS attnum
  WHERE attnum > 0) AS said
JOIN pg_attribute AS a ON a.attrelid = said.relid AND a.attnum = said.attnum
ORDER BY 1, 2, 3, a.attnum)";

// oid, name, on insert, on update, on delete
inline constexpr char kTriggers[] = R"(
SELECT DISTINCT coalesce(pg_partition_root(t.tgrelid), t.tgrelid)::oid::int8, t.tgname::text,
       (t.tgtype & 4) <> 0, (t.tgtype & 16) <> 0, (t.tgtype & 8) <> 0
FROM pg_trigger AS t
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND (t.tgtype & 28) <> 0
UNION ALL
SELECT coalesce(pg_partition_root(r.ev_class), r.ev_class)::oid::int8, 'rule ' || r.rulename,
       r.ev_type = '3', r.ev_type = '2', r.ev_type = '4'
FROM pg_rewrite AS r
WHERE r.ev_type <> '1' AND r.ev_enabled IN ('O', 'A')
ORDER BY 1, 2)";

}  // namespace lofte::stores_postgres::catalogue_sql
