-- Of each table 40 rows that were due long ago, 70 that have become due since, and 30 that stay; one person is to go with what is theirs.
CREATE TABLE days (i BIGINT NOT NULL PRIMARY KEY, day DATE);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 140)
INSERT INTO days SELECT i, '2026-11-01' FROM n;
UPDATE days SET day = '2026-05-01' WHERE i <= 110;
UPDATE days SET day = '2025-01-05' WHERE i <= 40;
CREATE TABLE people (id BIGINT NOT NULL PRIMARY KEY, name TEXT, closed_on DATE);
INSERT INTO people SELECT i, 'person', NULL FROM days WHERE i <= 10 AND i <> 4;
INSERT INTO people VALUES (4, 'person', '2026-08-01');
CREATE TABLE letters (id BIGINT NOT NULL PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people ON DELETE CASCADE, text TEXT, day DATE);
CREATE INDEX letters_of_person ON letters (person_id);
INSERT INTO letters SELECT i, i % 10 + 1, 'letter', day FROM days ORDER BY i;
CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people ON DELETE CASCADE, body TEXT, title TEXT, day DATE);
CREATE INDEX notes_of_person ON notes (person_id);
INSERT INTO notes SELECT i, i % 10 + 1, 'note', 'title', day FROM days ORDER BY i;
CREATE TABLE visits (id BIGINT NOT NULL PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people ON DELETE CASCADE, topic BIGINT, page TEXT, day DATE);
CREATE INDEX visits_of_person ON visits (person_id);
INSERT INTO visits SELECT i, i % 10 + 1, i % 3, 'page', day FROM days ORDER BY i;
CREATE TABLE answers (id BIGINT NOT NULL PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES people ON DELETE CASCADE, topic BIGINT, words TEXT, title TEXT, day DATE);
CREATE INDEX answers_of_person ON answers (person_id);
INSERT INTO answers SELECT i, i % 10 + 1, i % 3, 'words', 'title', day FROM days ORDER BY i;
DROP TABLE days;
