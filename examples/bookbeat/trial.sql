-- BookBeat: a few dozen rows made by hand, on both sides of every rule and control. Each says what it shows. Asked at noon of 27 November 2026:
--
--   mkdir trial && cp policy.yaml datamap.yaml trial
--   cat schema/sqlite.sql trial.sql | sqlite3 -cmd 'PRAGMA foreign_keys = ON' trial/main.db
--   printf 'lofte: 1\nstores: { main: { kind: sqlite, path: main.db } }\ndemo: true\n' > trial/lofte.yaml
--   lofte verify trial --at 2026-11-27T12:00 --all
--   lofte apply trial --at 2026-11-27T12:00 --max-share 1
--   lofte verify trial --at 2026-11-27T12:00 --all
--
-- Before the sweep 11 are broken: 002 (2 rows), 003 (1), 009 (1), 012 (2), 015 and with it 013 (20), 016 (2), 018 (2), 019 (3), 020 (1) and 021 (1). After it
-- 016 is kept, and of 015 one row is left: the copy that nobody has removed at its supplier. The others tell of what has happened, and no sweep mends that.
-- 004, 005 and 006 are about columns, and no row breaks them: see the end. The rows go into PostgreSQL as they stand.
BEGIN;

INSERT INTO companies (id, name, organisation_number) VALUES (1, 'Fjordbygg AS', '900000001');

INSERT INTO suppliers (code, name, used_since, annex_signed_on) VALUES
  ('zendesk', 'Zendesk', '2019-05-01', '2019-04-12'),       -- 018: signed before it was used
  ('klaus', 'Qualitista OÜ', '2021-02-01', '2021-02-01'),   -- 018: on the same day, which is in time
  ('phone', 'Svarservice AS', '2024-01-01', '2024-03-01'),  -- 018 broken: used for two months before it signed
  ('survey', 'Spørreskjema AS', '2025-06-01', NULL),        -- 018 broken: used, and has signed nothing
  ('dialer', 'Ringer AS', NULL, NULL);                      -- 018: not used yet

-- Whose relationship goes on
INSERT INTO contacts (id, kind, name, registered_at, notice_accepted_at, relationship, created_at) VALUES
  (1, 'customer', 'Astrid Lie', '2025-01-10T09:00:00Z', '2025-01-10T09:00:00Z', 'active', '2025-01-10T09:00:00Z'),      -- 002: said yes as she registered
  (2, 'customer', 'Bjarne Moe', '2025-02-10T09:00:00Z', '2025-02-10T08:59:00Z', 'active', '2025-02-10T09:00:00Z'),      -- 002: a minute before
  (3, 'customer', 'Cecilie Vik', '2025-03-10T09:00:00Z', NULL, 'active', '2025-03-10T09:00:00Z'),                       -- 002 broken: never
  (4, 'customer', 'Dag Aas', '2025-04-10T09:00:00Z', '2025-04-12T09:00:00Z', 'active', '2025-04-10T09:00:00Z'),         -- 002 broken: two days after
  (6, 'other', NULL, NULL, NULL, 'active', '2026-11-01T09:00:00Z'),                                                     -- 003: has only visited
  (7, 'prospect', 'Geir Holm', NULL, NULL, 'active', '2026-05-01T09:00:00Z'),                                           -- 003 broken: from a list that somebody bought
  (8, 'customer', 'Hege Krog', '2024-11-27T09:00:00Z', NULL, 'active', '2024-11-27T09:00:00Z'),                         -- 002: never, but that was two years ago
  (17, 'customer', 'Ragnhild Foss', '2017-01-01T09:00:00Z', '2017-01-01T09:00:00Z', 'active', '2017-01-01T09:00:00Z');  -- 016: has old invoices, see there
INSERT INTO contacts (id, kind, name, email, phone, company_id, role, confirmed_on, relationship, created_at) VALUES
  (5, 'company', 'Eva Ruud', 'eva@example.org', '+47 00 00 00 05', 1, 'HR', '2026-10-01', 'active', '2024-04-10T09:00:00Z');  -- 002, 003: acts for a company, so she is no customer

-- 015: whose relationship is over, two years ago or not quite
INSERT INTO contacts (id, kind, name, relationship, relationship_ended_at, created_at) VALUES
  (10, 'other', 'Kari Dahl', 'ended', '2024-11-26T10:00:00Z', '2020-01-01T09:00:00Z'),    -- due yesterday, late today
  (11, 'other', 'Lars Nes', 'ended', '2024-11-27T10:00:00Z', '2023-01-01T09:00:00Z'),     -- due today: goes, and is not late
  (12, 'other', 'Mona Berg', 'ended', '2024-11-28T10:00:00Z', '2022-01-01T09:00:00Z'),    -- due tomorrow: stays
  (13, 'other', 'Nils Haug', 'ended', '2024-11-26T23:30:00Z', '2023-01-01T09:00:00Z'),    -- in Stockholm it was the 27th: due today, not late
  (14, 'other', 'Oda Strand', 'active', '2020-06-01T10:00:00Z', '2018-01-01T09:00:00Z'),  -- came back: stays
  (15, 'other', 'Pia Moen', 'ended', '2026-06-01T10:00:00Z', '2022-01-01T09:00:00Z'),     -- left this summer: stays
  (16, 'company', 'Per Lund', 'ended', '2022-03-01T10:00:00Z', '2017-01-01T09:00:00Z'),   -- late: emptied, and waits for his invoice of 2019
  (18, 'other', 'Siri Bakke', 'ended', '2024-06-01T10:00:00Z', '2023-01-01T09:00:00Z'),   -- late: emptied, and waits for her copy, which is still at its supplier
  (19, 'other', 'Tor Hagen', 'ended', '2024-06-01T10:00:00Z', '2023-01-01T09:00:00Z'),    -- late: his copy was removed, so he goes as a whole
  (20, 'other', 'Unni Sand', 'ended', '2024-06-01T10:00:00Z', '2023-01-01T09:00:00Z'),    -- late: emptied, and waits for her request, which has no answer yet
  (21, 'other', 'Vidar Eng', 'ended', '2024-06-01T10:00:00Z', '2023-01-01T09:00:00Z');    -- late: his was answered, so he goes as a whole

INSERT INTO visits (id, contact_id, site, ip, visited_at) VALUES
  (1, 6, 'web', '192.0.2.6', '2026-11-01T09:00:00Z'),    -- stays
  (2, 10, 'app', '192.0.2.10', '2024-05-01T09:00:00Z'),  -- 015 late: goes
  (3, 12, 'web', '192.0.2.12', '2024-05-01T09:00:00Z');  -- due tomorrow: stays

INSERT INTO tickets (id, contact_id, opened_by, channel, team, subject, opened_at, solved_at, sampled_at) VALUES
  (1, 1, 'contact', 'email', 'app', 'Boka stopper', '2026-09-01T09:00:00Z', '2026-09-01T12:00:00Z', '2026-09-02T08:00:00Z'),  -- drawn for a review
  (2, 1, 'contact', 'chat', 'account', 'Pause i sommer', '2026-06-01T09:00:00Z', '2026-06-01T10:00:00Z', NULL),       -- not drawn
  (3, 5, 'support', 'email', 'companies', 'Fornye avtalen?', '2026-10-01T09:00:00Z', NULL, NULL),                     -- 009: unasked, within a relationship
  (4, 15, 'support', 'email', 'account', 'Vi savner deg', '2026-08-01T09:00:00Z', '2026-08-01T09:05:00Z', NULL),      -- 009 broken: unasked, after the end
  (5, 15, 'support', 'email', 'account', 'Nye bøker for deg', '2026-06-01T09:59:00Z', '2026-06-01T10:00:00Z', NULL),  -- 009: a minute before the end
  (8, 12, 'support', 'email', 'account', 'Vi savner deg', '2025-02-01T09:00:00Z', '2025-02-01T09:05:00Z', NULL),      -- 009: after the end, but more than a year ago
  (6, 12, 'contact', 'email', 'billing', 'Kvittering?', '2025-03-01T09:00:00Z', '2025-03-02T09:00:00Z', NULL),        -- 009: after the end, but she asked
  (7, 2, 'contact', 'form', 'app', 'Lyden hakker', '2026-08-01T09:00:00Z', '2026-08-02T09:00:00Z', '2026-08-05T08:00:00Z'),  -- drawn, but copied before
  (10, 10, 'contact', 'email', 'billing', 'Si opp', '2024-11-20T09:00:00Z', '2024-11-26T10:00:00Z', '2024-11-26T11:00:00Z'),  -- 015 late: goes with all that hangs on it
  (11, 11, 'contact', 'phone', 'app', 'Spørsmål', '2024-11-26T09:00:00Z', '2024-11-27T10:00:00Z', NULL),              -- due today: goes
  (18, 18, 'contact', 'email', 'app', 'Spørsmål', '2024-05-31T09:00:00Z', '2024-06-01T10:00:00Z', NULL),              -- 015 late: emptied, waits for its copy
  (19, 19, 'contact', 'email', 'app', 'Spørsmål', '2024-05-31T09:00:00Z', '2024-06-01T10:00:00Z', NULL);              -- 015 late: goes

INSERT INTO messages (id, ticket_id, incoming, body, sent_at) VALUES
  (1, 1, TRUE, 'Den stopper i kapittel fire.', '2026-09-01T09:00:00Z'),  -- stays
  (2, 1, FALSE, 'Last den ned på nytt.', '2026-09-01T12:00:00Z'),        -- stays
  (3, 10, TRUE, 'Jeg vil si opp.', '2024-11-20T09:00:00Z'),              -- 015 late: goes
  (4, 18, TRUE, 'Er det noe for barn?', '2024-05-31T09:00:00Z');         -- 015 late: goes, though its case waits

INSERT INTO documents (id, ticket_id, file_name, path, added_at) VALUES
  (1, 1, 'skjerm.png', 'documents/1', '2026-09-01T09:00:00Z'),       -- stays
  (2, 10, 'kvittering.pdf', 'documents/2', '2024-11-20T09:00:00Z');  -- 015 late: goes

INSERT INTO notes (id, contact_id, ticket_id, body, written_at) VALUES
  (1, 5, NULL, 'Ringes helst før lunsj.', '2026-10-01T09:00:00Z'),  -- stays
  (2, 10, 10, 'Flytter utenlands.', '2024-11-21T09:00:00Z');        -- 015 late: goes

INSERT INTO account_actions (id, contact_id, ticket_id, action, detail, done_at) VALUES
  (1, 1, 2, 'paused', 'P2M', '2026-06-01T10:00:00Z'),      -- stays
  (2, 10, 10, 'cancelled', NULL, '2024-11-26T10:00:00Z');  -- 015 late: goes

INSERT INTO quality_reviews (id, ticket_id, score, comment, reviewed_at) VALUES
  (1, 1, 5, 'Kort og riktig.', '2026-09-10T08:00:00Z'),    -- stays
  (2, 10, 3, 'Svaret kom sent.', '2024-12-02T08:00:00Z');  -- 015 late: goes

INSERT INTO supplier_copies (id, contact_id, ticket_id, supplier, external_id, copied_at, removed_at) VALUES
  (1, 1, 1, 'zendesk', 'Z1', '2026-09-01T09:01:00Z', NULL),                       -- 012: not at Klaus, so not asked
  (2, 1, 1, 'klaus', 'K1', '2026-09-02T08:00:00Z', NULL),                         -- 012: drawn, and then copied
  (3, 1, 2, 'klaus', 'K2', '2026-06-02T08:00:00Z', '2026-06-03T08:00:00Z'),       -- 012 broken: nobody drew it, and that it was taken back does not change that
  (4, 2, 7, 'klaus', 'K7', '2026-08-04T08:00:00Z', NULL),                         -- 012 broken: copied the day before it was drawn
  (5, 10, 10, 'klaus', 'K10', '2024-11-26T12:00:00Z', '2026-11-20T08:00:00Z'),    -- 015 late: removed in time there, and here it goes with the rest
  (6, 18, 18, 'zendesk', 'Z18', '2024-05-31T09:01:00Z', NULL),                    -- 015 late, and no sweep mends it: still there
  (7, 19, 19, 'zendesk', 'Z19', '2024-05-31T09:01:00Z', '2026-05-30T08:00:00Z'),  -- 015 late: removed there, goes
  (8, 12, 6, 'zendesk', 'Z6', '2025-03-01T09:01:00Z', NULL);                      -- still there, but the two years are not over

INSERT INTO invoices (id, contact_id, number, issued_on, amount_cents, currency, billing_name, billing_address) VALUES
  (1, 16, 'B2018-1', '2018-12-31', 990000, 'NOK', 'Fjordbygg AS v/Per Lund', 'Kaia 1'),  -- 016 late: seven years were over with 2025
  (2, 16, 'B2019-1', '2019-01-01', 990000, 'NOK', 'Fjordbygg AS v/Per Lund', 'Kaia 1'),  -- stays until 2026 is over, for the books alone
  (3, 17, 'B2018-2', '2018-06-01', 16900, 'NOK', 'Ragnhild Foss', 'Lia 2'),              -- 016 late, though she is a customer
  (4, 17, 'B2026-2', '2026-06-01', -16900, 'NOK', 'Ragnhild Foss', 'Lia 2');             -- money back, a voucher too: stays

INSERT INTO rights_requests (id, contact_id, kind, body, received_on, due_on, answered_on, answer) VALUES
  (1, 1, 'access', 'Hva har dere om meg?', '2026-10-26', '2026-11-26', NULL, NULL),                          -- 019 broken: a day late, no answer
  (2, 2, 'access', 'Hva har dere om meg?', '2026-10-27', '2026-11-27', NULL, NULL),                          -- 019: today is the last day
  (3, 5, 'access', 'Hva har dere om meg?', '2026-08-01', '2026-09-01', '2026-09-01', 'Sendt på e-post.'),    -- 019: answered on the last day
  (4, 6, 'access', 'Hva har dere om meg?', '2026-08-01', '2026-09-01', '2026-09-02', 'Sendt på e-post.'),    -- 019 broken: answered a day late, and it stays broken
  (5, 3, 'access', 'Hva har dere om meg?', '2026-09-10', '2026-12-10', NULL, NULL),                          -- 019: two months more, as the law allows
  (6, 4, 'access', 'Hva har dere om meg?', '2026-08-26', '2027-08-26', NULL, NULL),                          -- 019 broken: no date in the column makes it more than three months
  (7, 1, 'correction', 'Nytt nummer.', '2026-09-01', '2026-10-01', NULL, NULL),                              -- 020 broken
  (8, 2, 'correction', 'Nytt nummer.', '2026-09-01', '2026-10-01', '2026-09-03', 'Rettet.'),                 -- 020: answered
  (9, 3, 'correction', 'Nytt nummer.', '2026-11-20', '2026-12-21', NULL, NULL),                              -- 020: young; 20 December is a Sunday
  (10, 1, 'copy', 'Send meg alt.', '2026-09-01', '2026-10-01', '2026-11-01', 'Vedlagt.'),                    -- 021 broken: a month late
  (11, 2, 'copy', 'Send meg alt.', '2026-11-20', '2026-12-21', NULL, NULL),                                  -- 021: young
  (12, 5, 'objection', 'Ikke ring meg.', '2026-09-01', '2026-10-01', NULL, NULL),                            -- no promise but 022, which nothing here proves
  (20, 20, 'access', 'Hva har dere om meg?', '2026-11-20', '2026-12-21', NULL, NULL),                        -- 015: not answered yet: stays past the two years
  (21, 21, 'access', 'Hva har dere om meg?', '2024-07-01', '2024-08-01', '2024-07-20', 'Sendt på e-post.');  -- 015 late: answered, goes

COMMIT;

-- To go on, after the sweep:
--
--   UPDATE supplier_copies SET removed_at = '2026-11-27T11:00:00Z' WHERE id = 6;
--     what was left of 015: kept, and the next sweep takes this row, its case and contact 18.
--   UPDATE contacts SET relationship = 'ended' WHERE id = 14 AND relationship_ended_at IS NOT NULL;
--     she leaves again, and nobody writes down a new day: late by the old one.
--   UPDATE contacts SET relationship = 'ended' WHERE id = 1;
--     ended, and no day at all: her rows are undated. 015 is not kept until somebody has looked.
--   lofte hold add trial --subject 1 --reference case-1 --at 2026-11-27T12:00
--     nothing of contact 1 goes, but her requests are as late as before (B10).
--   ALTER TABLE contacts ADD COLUMN birth_date TEXT;
--     004 is broken (likewise 005 by a new column of visits, 006 by one of tickets), and `check` names the column.
