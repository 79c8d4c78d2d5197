-- Rows that hit every rule and control of policy.yaml, by hand, from both sides: one that breaks it, and a twin that just does not.
-- To be asked as of 27 November 2026, noon. Days are days in Oslo, where 27 November begins at 23:00 UTC of the day before:
--
--     sqlite3 trial.db < schema/sqlite.sql && sqlite3 trial.db < trial.sql        beside a lofte.yaml that says `demo: true`
--     lofte verify . --at 2026-11-27T11:00:00Z --all
--     lofte apply . --at 2026-11-27T11:00:00Z --max-share 1, and verify again: what is left broken no sweep mends
--
-- Before: 2 kept, 25 broken, 21 unproven, 1 claim. After: 8 kept, 19 broken. No row breaks 009 or 010, which are about
-- columns; one that the map does not have breaks 009: ALTER TABLE customers ADD COLUMN birth_date TEXT
--
-- `late`: a promise is broken. `due`: a sweep takes it today, and nothing is broken yet. `stands`: neither. Owners have the number of their account.

PRAGMA foreign_keys = ON;
BEGIN;

INSERT INTO accounts (id, trade, created_at, last_active_at, closed_at) VALUES
  (1, 'hair', '2018-02-01T08:00:00Z', '2026-11-27T09:00:00Z', NULL),                      -- in use
  (2, 'nails', '2023-02-01T08:00:00Z', '2026-11-26T23:00:00Z', '2026-11-26T23:00:00Z'),   -- closed today: due
  (3, 'skin', '2018-03-01T08:00:00Z', '2026-11-26T22:59:59Z', '2026-11-26T22:59:59Z'),    -- closed yesterday: late
  (4, 'hair', '2021-02-01T08:00:00Z', '2024-11-26T22:59:59Z', NULL),                      -- last active two years and a day ago: late
  (5, 'hair', '2021-02-01T08:00:00Z', '2024-11-26T23:00:00Z', NULL),                      -- two years ago: due
  (6, 'hair', '2021-02-01T08:00:00Z', '2024-11-27T23:00:00Z', NULL),                      -- two years tomorrow: stands
  (7, 'massage', '2021-02-01T08:00:00Z', '2025-11-26T22:59:59Z', '2025-11-26T22:59:59Z'), -- closed a year and a day ago: the record is late
  (8, 'massage', '2021-02-01T08:00:00Z', '2025-11-26T23:00:00Z', '2025-11-26T23:00:00Z'), -- a year ago: the record is due
  (9, 'massage', '2021-02-01T08:00:00Z', '2025-11-27T23:00:00Z', '2025-11-27T23:00:00Z'), -- a year tomorrow: the record stands
  (10, 'hair', '2024-02-01T08:00:00Z', '2026-10-01T08:00:00Z', NULL),                     -- 045: has sent since (message 60)
  (11, 'hair', '2024-02-01T08:00:00Z', '2026-10-01T08:00:00Z', NULL),                     -- 045: has paid since (invoice 11)
  (12, 'hair', '2024-02-01T08:00:00Z', '2026-10-01T08:00:00Z', NULL),                     -- 045: has signed in since (line 12)
  (13, 'nails', '2024-02-01T08:00:00Z', '2026-11-20T08:00:00Z', NULL);                    -- another salon; was refused since, which is no activity

INSERT INTO people (id, account_id, kind, phone_hash, created_at, removed_at) VALUES
  (1, 1, 'owner', NULL, '2018-02-01T08:00:00Z', NULL), (2, 2, 'owner', NULL, '2023-02-01T08:00:00Z', NULL),
  (3, 3, 'owner', NULL, '2018-03-01T08:00:00Z', NULL), (4, 4, 'owner', NULL, '2021-02-01T08:00:00Z', NULL),
  (5, 5, 'owner', NULL, '2021-02-01T08:00:00Z', NULL), (6, 6, 'owner', NULL, '2021-02-01T08:00:00Z', NULL),
  (7, 7, 'owner', NULL, '2021-02-01T08:00:00Z', NULL), (8, 8, 'owner', NULL, '2021-02-01T08:00:00Z', NULL),
  (9, 9, 'owner', NULL, '2021-02-01T08:00:00Z', NULL), (10, 10, 'owner', NULL, '2024-02-01T08:00:00Z', NULL),
  (11, 11, 'owner', NULL, '2024-02-01T08:00:00Z', NULL), (12, 12, 'owner', NULL, '2024-02-01T08:00:00Z', NULL),
  (13, 13, 'owner', NULL, '2024-02-01T08:00:00Z', NULL),
  (101, 1, 'customer', 'number-101', '2024-02-01T08:00:00Z', NULL),                    -- on the list: stands
  (102, 1, 'customer', 'number-102', '2024-02-01T08:00:00Z', NULL),                    -- has said stop
  (103, 1, 'customer', NULL, '2024-02-01T08:00:00Z', '2026-02-02T08:00:00Z'),          -- said stop, was removed and erased; number 103
  (104, 1, 'customer', 'number-103', '2026-05-01T08:00:00Z', NULL),                    -- the same number, back as somebody new
  (105, 1, 'customer', 'number-105', '2024-02-01T08:00:00Z', NULL),                    -- nothing says that marketing may be sent
  (106, 1, 'customer', 'number-106', '2024-02-01T08:00:00Z', NULL),                    -- took the consent back
  (107, 1, 'customer', 'number-107', '2024-02-01T08:00:00Z', '2026-11-26T22:59:59Z'),  -- removed yesterday: late
  (108, 1, 'customer', 'number-108', '2024-02-01T08:00:00Z', '2026-11-26T23:00:00Z'),  -- removed today: due
  (109, 1, 'customer', NULL, '2024-02-01T08:00:00Z', '2025-11-26T22:59:59Z'),          -- removed a year and a day ago: the permission is late
  (110, 1, 'customer', NULL, '2024-02-01T08:00:00Z', '2025-11-26T23:00:00Z'),          -- a year ago: the permission is due
  (111, 1, 'customer', NULL, '2024-02-01T08:00:00Z', '2025-11-27T23:00:00Z'),          -- a year tomorrow: the permission stands
  (112, 1, 'customer', NULL, '2024-02-01T08:00:00Z', '2026-11-20T08:00:00Z'),          -- said stop, was written to all the same, was removed and erased
  (121, 2, 'customer', 'number-121', '2024-02-01T08:00:00Z', NULL),                    -- the salon closed today: due
  (131, 13, 'customer', 'number-131', '2024-02-01T08:00:00Z', NULL),                   -- another salon's
  (133, 3, 'customer', 'number-133', '2024-02-01T08:00:00Z', NULL),                    -- the salon closed yesterday: late
  (134, 3, 'customer', 'number-134', '2024-02-01T08:00:00Z', NULL),                    -- likewise, and has said stop
  (141, 4, 'customer', 'number-141', '2022-02-01T08:00:00Z', NULL),                    -- the salon is inactive: late
  (142, 4, 'customer', NULL, '2022-02-01T08:00:00Z', '2023-02-01T08:00:00Z'),          -- erased, and the salon is inactive: the stop is late
  (151, 5, 'customer', 'number-151', '2022-02-01T08:00:00Z', NULL),                    -- the salon is inactive: due
  (161, 6, 'customer', 'number-161', '2022-02-01T08:00:00Z', NULL),                    -- the salon is inactive tomorrow: stands
  (171, 7, 'customer', NULL, '2022-02-01T08:00:00Z', NULL),                            -- erased; of these three a stop is left
  (181, 8, 'customer', NULL, '2022-02-01T08:00:00Z', NULL),
  (191, 9, 'customer', NULL, '2022-02-01T08:00:00Z', NULL),
  (201, 10, 'customer', 'number-201', '2024-03-01T08:00:00Z', NULL);

INSERT INTO owners (id, email, first_name, last_name, phone, password_hash, second_factor, second_factor_since, stripe_customer) VALUES
  (1, 'kari@example.com', 'Kari', 'Nordmann', NULL, 'x', 'app', '2024-01-01T08:00:00Z', 'cus_a'),                -- 040: an app, and no number
  (2, 'per@example.com', 'Per', 'Berg', '+4700000002', 'x', 'app', '2024-01-01T08:00:00Z', 'cus_b'),             -- 036: due
  (3, 'anne@example.com', 'Anne', 'Dahl', '+4700000003', 'x', 'app', '2024-01-01T08:00:00Z', 'cus_c'),           -- 036: late; stays as a shell, for the books
  (4, 'ola@example.com', 'Ola', 'Lie', NULL, 'x', 'app', '2024-01-01T08:00:00Z', 'cus_d'),                       -- 046: late; likewise
  (5, 'ida@example.com', 'Ida', 'Moen', NULL, 'x', 'app', '2024-01-01T08:00:00Z', NULL),                         -- 046: due
  (6, 'nina@example.com', 'Nina', 'Vik', '+4700000006', 'x', 'sms', '2024-01-01T08:00:00Z', NULL),               -- 046: stands. 040: an SMS, and a number
  (7, 'erased-7', '', '', NULL, NULL, NULL, NULL, NULL),                                                         -- a shell, for the record
  (8, 'erased-8', '', '', NULL, NULL, NULL, NULL, NULL),
  (9, 'erased-9', '', '', NULL, NULL, NULL, NULL, NULL),
  (10, 'tor@example.com', 'Tor', 'Bakke', NULL, 'x', 'sms', '2024-03-01T08:00:00Z', NULL),                       -- 040: an SMS to no number
  (11, 'liv@example.com', 'Liv', 'Strand', NULL, 'x', NULL, NULL, NULL),                                         -- 040: no second factor
  (12, 'jon@example.com', 'Jon', 'Haugen', NULL, 'x', 'app', '2024-03-01T08:00:00Z', NULL),                      -- 040: has one; got in without (line 12)
  (13, 'eva@example.com', 'Eva', 'Solberg', NULL, 'x', 'app', '2024-03-01T08:00:00Z', NULL);                     -- was refused without, which is right

INSERT INTO sender_identities
  (id, account_id, owner_id, legal_first_name, legal_last_name, title, name, studio_name, sender_text, verified_at, verified_by, valid_from, valid_until) VALUES
  (1, 1, 1, 'Kari', 'Nordmann', 'Frisør', 'Kari', NULL, 'FrisorKari', '2024-01-10T08:00:00Z', 'BankID', '2024-01-10T08:00:00Z', '2026-03-01T00:00:00Z'),  -- 026: the next begins then
  (2, 1, 1, 'Kari', 'Nordmann', 'Salong', 'Kari', 'Salong Kari', 'SalongKari', '2026-03-02T09:00:00Z', 'BankID', '2026-03-01T00:00:00Z', NULL),        -- 013: verified a day later
  (3, 3, 3, 'Anne', 'Dahl', 'Hudpleier', 'Anne', NULL, 'HudAnne', '2024-01-10T08:00:00Z', 'BankID', '2024-01-10T08:00:00Z', '2026-11-26T22:59:59Z'),      -- 026: ended with the account
  (4, 4, 4, 'Ola', 'Lie', 'Frisør', 'Ola', NULL, 'FrisorOla', '2022-01-10T08:00:00Z', 'BankID', '2022-01-10T08:00:00Z', NULL),                        -- 046: late
  (6, 6, 6, 'Nina', 'Vik', 'Frisør', 'Nina', NULL, 'FrisorNina', '2022-01-10T08:00:00Z', 'BankID', '2022-01-10T08:00:00Z', NULL),                     -- 046: stands
  (7, 7, 7, 'Eli', 'Foss', 'Massør', 'Eli', NULL, 'MassorEli', '2022-01-10T08:00:00Z', 'BankID', '2022-01-10T08:00:00Z', '2025-11-26T22:59:59Z'),         -- 032: late
  (8, 8, 8, 'Odd', 'Foss', 'Massør', 'Odd', NULL, 'MassorOdd', '2022-01-10T08:00:00Z', 'BankID', '2022-01-10T08:00:00Z', '2025-11-26T23:00:00Z'),         -- 032: due
  (9, 9, 9, 'Geir', 'Foss', 'Massør', 'Geir', NULL, 'MassorGeir', '2022-01-10T08:00:00Z', 'BankID', '2022-01-10T08:00:00Z', '2025-11-27T23:00:00Z'),      -- 032: stands
  (10, 10, 10, 'Tor', 'Bakke', 'Frisør', 'Tor', NULL, 'FrisorTor', '2024-03-10T08:00:00Z', 'BankID', '2024-03-10T08:00:00Z', NULL),
  (11, 11, 11, 'Liv', 'Strand', NULL, 'Liv', NULL, 'Liv', '2024-03-10T08:00:00Z', 'BankID', '2024-03-10T08:00:00Z', NULL),                            -- 024: no title
  (12, 12, 12, 'Jon', '', 'Frisør', 'Jon', NULL, 'FrisorJon', '2024-03-10T08:00:00Z', 'BankID', '2024-03-10T08:00:00Z', NULL),                        -- 023: no legal last name
  (13, 13, 13, 'Eva', 'Solberg', 'Negler', 'Eva', NULL, 'NeglerEva', '2024-03-10T08:00:00Z', 'BankID', '2024-03-10T08:00:00Z', '2026-01-10T08:00:00Z'),   -- 026: a day passes before the next
  (14, 13, 13, 'Eva', 'Solberg', 'Studio', 'Eva', 'Studio Eva AS', 'StudioEva', '2026-01-11T08:00:00Z', 'BankID', '2026-01-11T08:00:00Z', NULL);

INSERT INTO customers (id, name, phone, segment, segment_on) VALUES
  (101, 'Berit', '+4700000101', 'regular', '2026-10-01'), (102, 'Siri', '+4700000102', NULL, NULL),
  (104, 'Marit', '+4700000103', NULL, NULL), (105, 'Tone', '+4700000105', NULL, NULL), (106, 'Unni', '+4700000106', NULL, NULL),
  (107, 'Gro', '+4700000107', 'lapsed', '2026-09-01'),   -- 036: late
  (108, 'Kjell', '+4700000108', NULL, NULL),             -- 036: due
  (121, 'Randi', '+4700000121', NULL, NULL),             -- 036: due
  (131, 'Stine', '+4700000131', NULL, NULL),
  (133, 'Arne', '+4700000133', NULL, NULL),              -- 036: late
  (134, 'Astrid', '+4700000134', NULL, NULL),            -- 036: late
  (141, 'Trond', '+4700000141', NULL, NULL),             -- 046: late
  (151, 'Hilde', '+4700000151', NULL, NULL),             -- 046: due
  (161, 'Rolf', '+4700000161', NULL, NULL),              -- 046: stands
  (201, 'Vera', '+4700000201', NULL, NULL);

INSERT INTO visits (id, customer_id, visited_on) VALUES
  (1, 101, '2024-03-01'), (2, 101, '2026-09-01'),  -- stand: a visit has no term of its own
  (3, 107, '2026-09-01'),                          -- 036: late
  (4, 108, '2026-09-01'),                          -- 036: due
  (5, 133, '2026-09-01'),                          -- 036: late
  (6, 141, '2024-09-01'),                          -- 046: late
  (7, 151, '2024-09-01'),                          -- 046: due
  (8, 161, '2024-09-01');                          -- 046: stands

INSERT INTO permissions (id, customer_id, purpose, kind, given_at, withdrawn_at) VALUES
  (1, 101, 'marketing', 'own-customer', '2024-03-01T08:00:00Z', NULL), (2, 101, 'tracking', 'consent', '2024-03-01T08:00:00Z', NULL),
  (3, 102, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL), (4, 102, 'tracking', 'consent', '2026-04-01T08:00:00Z', NULL),
  (5, 104, 'marketing', 'own-customer', '2026-05-01T08:00:00Z', NULL),
  (6, 106, 'marketing', 'consent', '2024-03-01T08:00:00Z', '2026-04-01T08:00:00Z'),
  (7, 107, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL),    -- stands: removed yesterday
  (13, 107, 'tracking', 'consent', '2024-03-01T08:00:00Z', NULL), (14, 112, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL),
  (8, 109, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL),    -- 032: late
  (9, 110, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL),    -- 032: due
  (10, 111, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL),   -- 032: stands
  (11, 141, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL),   -- 046: late
  (12, 131, 'marketing', 'consent', '2024-03-01T08:00:00Z', NULL);

INSERT INTO suppressions (id, account_id, customer_id, phone_hash, way, opted_out_at) VALUES
  (1, 1, 102, 'number-102', 'answer', '2026-05-01T10:00:00Z'),  -- stands
  (2, 1, 103, 'number-103', 'answer', '2026-02-01T08:00:00Z'),  -- stands, although the customer has been erased: the salon could write again
  (3, 4, 142, 'number-142', 'answer', '2023-01-01T08:00:00Z'),  -- 046: late
  (4, 7, 171, 'number-171', 'link', '2024-01-01T08:00:00Z'),    -- 032: late
  (5, 8, 181, 'number-181', 'link', '2024-01-01T08:00:00Z'),    -- 032: due
  (6, 9, 191, 'number-191', 'link', '2024-01-01T08:00:00Z'),    -- 032: stands
  (8, 1, 112, 'number-112', 'answer', '2026-06-01T08:00:00Z'),  -- stands
  (7, 3, 134, 'number-134', 'salon', '2026-01-01T08:00:00Z');   -- stands: the salon closed yesterday

INSERT INTO campaigns (id, owner_id, title, body, created_at) VALUES
  (1, 1, 'Vår', 'Vi har ledige timer i mai.', '2026-02-01T08:00:00Z'),
  (2, 3, 'Jul', 'Gavekort til jul.', '2025-11-01T08:00:00Z'),     -- 036: late; stays as a shell, for message 52
  (3, 4, 'Høst', 'Ny sesong.', '2024-09-01T08:00:00Z'),           -- 046: late
  (4, 2, 'Jul', 'Gavekort til jul.', '2026-11-01T08:00:00Z');     -- 036: due

INSERT INTO automation_rules (id, owner_id, title, weeks_after_visit, body, active_from, active_until) VALUES
  (1, 1, 'Ny klipp', 8, 'Er det tid for ny klipp?', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z'),
  (2, 13, 'Nye negler', 4, 'Er det tid for nye negler?', '2026-01-01T00:00:00Z', NULL),
  (3, 3, 'Ny time', 6, 'Er det tid for en ny time?', '2026-01-01T00:00:00Z', NULL);  -- 036: late

-- Messages of one salon. What is not said is in order: to its own customer 101, signed with the name of the day.
INSERT INTO sms
  (id, account_id, owner_id, customer_id, campaign_id, rule_id, identity_id, class, recipient, recipient_hash, sender_text, body, stop_offered, status,
   status_at, sent_at) VALUES
  (1, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),
  (2, 1, 1, 101, 1, NULL, 2, 'marketing', '+4700000101', 'number-101', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-04-20T10:00:05Z', '2026-04-20T10:00:00Z'),
  (3, 1, 1, 131, NULL, NULL, 2, 'reminder', '+4700000131', 'number-131', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 012: to another salon's customer
  (4, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-03-02T08:59:59Z', '2026-03-02T08:59:59Z'),  -- 013: a second before it was verified
  (5, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z'),  -- 013: just then
  (6, 1, 1, 101, NULL, NULL, 1, 'reminder', '+4700000101', 'number-101', 'FrisorKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z'),  -- 027: the name of before, at the instant of the change
  (7, 1, 1, 101, NULL, NULL, 1, 'reminder', '+4700000101', 'number-101', 'FrisorKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-02-28T23:59:59Z', '2026-02-28T23:59:59Z'),  -- 027: a second earlier
  (8, 1, 1, 101, NULL, NULL, 14, 'reminder', '+4700000101', 'number-101', 'StudioEva', 'Time i morgen kl. 10.', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 013, 027: in another salon's name
  (9, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'Salong Kari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 027: not as it was verified
  (10, 1, 1, 101, NULL, NULL, NULL, 'reminder', '+4700000101', 'number-101', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 013, 027: by no identity
  (11, 1, 1, 101, NULL, 2, 2, 'marketing', '+4700000101', 'number-101', 'SalongKari', 'Er det tid?', 1, 'delivered', '2026-06-01T10:00:05Z', '2026-06-01T10:00:00Z'),  -- 015: by another salon's rule
  (12, 1, 1, 101, NULL, 1, 2, 'marketing', '+4700000101', 'number-101', 'SalongKari', 'Er det tid?', 1, 'delivered', '2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z'),  -- 015: when it was switched off
  (13, 1, 1, 101, NULL, 1, 2, 'marketing', '+4700000101', 'number-101', 'SalongKari', 'Er det tid?', 1, 'delivered', '2026-06-30T23:59:59Z', '2026-06-30T23:59:59Z'),  -- 015: a second earlier
  (14, 1, 1, 101, NULL, NULL, 2, 'reminder', NULL, NULL, 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 028: to which number?
  (15, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'SalongKari', '', 0, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 029: what did it say?
  (16, 1, 1, 101, NULL, NULL, 2, 'marketing', '+4700000101', 'number-101', 'SalongKari', 'Ledige timer.', 1, 'delivered', '2026-09-01T10:00:05Z', '2026-09-01T10:00:00Z'),  -- 029: of which campaign?
  (17, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'SalongKari', 'Time i morgen kl. 10.', 0, NULL, NULL, '2026-09-01T10:00:00Z'),  -- 030: what became of it?
  (18, 1, 1, 101, NULL, NULL, 2, 'reminder', '+4700000101', 'number-101', 'SalongKari', 'Time i morgen kl. 10.', 0, 'sent', '2026-09-01T10:00:00Z', '2026-09-01T10:00:00Z'),  -- 030: handed over, and no more is known yet
  (19, 1, 1, 102, 1, NULL, 2, 'marketing', '+4700000102', 'number-102', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-05-01T10:00:00Z', '2026-05-01T10:00:00Z'),  -- 033: when stop had been said
  (20, 1, 1, 102, 1, NULL, 2, 'marketing', '+4700000102', 'number-102', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-05-01T09:59:59Z', '2026-05-01T09:59:59Z'),  -- 033: a second earlier
  (21, 1, 1, 102, 1, NULL, 2, 'marketing', '+4700000999', 'number-999', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-05-20T10:00:00Z', '2026-05-20T10:00:00Z'),  -- 033: after the stop, to a new number of the same person
  (22, 1, 1, 104, 1, NULL, 2, 'marketing', '+4700000103', 'number-103', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-06-01T10:00:00Z', '2026-06-01T10:00:00Z'),  -- 033: the one who said stop was erased, the number came back
  (23, 1, 1, 104, NULL, NULL, 2, 'reminder', '+4700000103', 'number-103', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-06-01T10:00:00Z', '2026-06-01T10:00:00Z'),  -- 033: no marketing
  (24, 1, 1, 105, 1, NULL, 2, 'marketing', '+4700000105', 'number-105', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-04-20T10:00:00Z', '2026-04-20T10:00:00Z'),  -- 033: by what right?
  (25, 1, 1, 106, 1, NULL, 2, 'marketing', '+4700000106', 'number-106', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-04-01T08:00:00Z', '2026-04-01T08:00:00Z'),  -- 033: when the consent was taken back
  (26, 1, 1, 106, 1, NULL, 2, 'marketing', '+4700000106', 'number-106', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-04-01T07:59:59Z', '2026-04-01T07:59:59Z'),  -- 033: a second earlier
  (27, 1, 1, 101, 1, NULL, 2, 'marketing', '+4700000101', 'number-101', 'SalongKari', 'Ledige timer i mai.', 0, 'delivered', '2026-04-20T10:00:00Z', '2026-04-20T10:00:00Z'),  -- 033: does not say how to stop it
  (28, 1, 1, 101, NULL, NULL, 1, 'reminder', '+4700000101', 'number-101', 'FrisorKari', 'Time i morgen kl. 10.', 0, 'delivered', '2024-06-01T10:00:00Z', '2024-06-01T10:00:00Z'),  -- stands: of somebody on the list, however old
  (29, 1, 1, 112, 1, NULL, 2, 'marketing', '+4700000112', 'number-112', 'SalongKari', 'Ledige timer i mai.', 1, 'delivered', '2026-06-10T10:00:00Z', '2026-06-10T10:00:00Z'),  -- 033: after the stop, to somebody who has been erased since
  (30, 1, 1, 131, NULL, NULL, 1, 'reminder', '+4700000131', 'number-131', 'FrisorKari', 'Time i morgen kl. 10.', 0, 'delivered', '2025-11-27T22:59:59Z', '2025-11-27T22:59:59Z'),  -- 012: to another salon's customer, and no longer looked at: the year before T begins on the 28th
  (31, 1, 1, 131, NULL, NULL, 1, 'reminder', '+4700000131', 'number-131', 'FrisorKari', 'Time i morgen kl. 10.', 0, 'delivered', '2025-11-27T23:00:00Z', '2025-11-27T23:00:00Z'),  -- 012: a second later
  -- The end of the record: a year after it was sent, when customer or salon has left.
  (40, 1, 1, 107, NULL, NULL, 1, 'reminder', '+4700000107', 'number-107', 'FrisorKari', 'Time i morgen kl. 10.', 0, 'delivered', '2025-11-26T22:59:59Z', '2025-11-26T22:59:59Z'),  -- 032: late
  (41, 1, 1, 107, NULL, NULL, 2, 'reminder', '+4700000107', 'number-107', 'SalongKari', 'Time i morgen kl. 10.', 0, 'delivered', '2026-10-01T10:00:00Z', '2026-10-01T10:00:00Z'),  -- stands
  (50, 3, 3, 133, NULL, NULL, 3, 'reminder', '+4700000133', 'number-133', 'HudAnne', 'Time i morgen kl. 10.', 0, 'delivered', '2025-11-26T22:59:59Z', '2025-11-26T22:59:59Z'),  -- 032: late
  (51, 3, 3, 133, NULL, NULL, 3, 'reminder', '+4700000133', 'number-133', 'HudAnne', 'Time i morgen kl. 10.', 0, 'delivered', '2025-11-26T23:00:00Z', '2025-11-26T23:00:00Z'),  -- 032: due
  (52, 3, 3, 133, 2, NULL, 3, 'reminder', '+4700000133', 'number-133', 'HudAnne', 'Time i morgen kl. 10.', 0, 'delivered', '2025-11-27T23:00:00Z', '2025-11-27T23:00:00Z'),  -- stands
  (53, 4, 4, 141, 3, NULL, 4, 'marketing', '+4700000141', 'number-141', 'FrisorOla', 'Ny sesong.', 1, 'delivered', '2024-10-01T10:00:00Z', '2024-10-01T10:00:00Z'),  -- 046: late
  (54, 6, 6, 161, NULL, NULL, 6, 'reminder', '+4700000161', 'number-161', 'FrisorNina', 'Time i morgen kl. 10.', 0, 'delivered', '2024-11-27T23:00:00Z', '2024-11-27T23:00:00Z'),  -- 046: stands
  (60, 10, 10, 201, NULL, NULL, 10, 'reminder', '+4700000201', 'number-201', 'FrisorTor', 'Time i morgen kl. 10.', 0, 'delivered', '2026-10-01T08:00:01Z', '2026-10-01T08:00:01Z');  -- 045: later than the account's last activity

INSERT INTO engagement (id, sms_id, customer_id, kind, link, happened_at) VALUES
  (1, 2, 101, 'clicked', 'https://example.com/bestill', '2026-04-20T11:00:00Z'),   -- 014: after a yes
  (2, 19, 102, 'opened', NULL, '2026-04-01T08:00:00Z'),                            -- 014: with the yes
  (3, 20, 102, 'opened', NULL, '2026-04-01T07:59:59Z'),                            -- 014: a second before it
  (4, 24, 105, 'clicked', 'https://example.com/bestill', '2026-04-20T11:00:00Z'),  -- 014: without any
  (5, 41, 107, 'opened', NULL, '2026-10-01T11:00:00Z');                            -- 036: late

INSERT INTO invoices (id, account_id, owner_id, number, issued_on, billed_to, amount_ore, tax_ore, stripe_invoice, paid_at) VALUES
  (1, 1, 1, 'R-1', '2018-12-31', 'Kari Nordmann', 19900, 4975, 'in_a', '2019-01-10T08:00:00Z'),                       -- 047: late
  (2, 1, 1, 'R-2', '2019-01-01', 'Kari Nordmann', 19900, 4975, 'in_b', '2019-01-20T08:00:00Z'),                       -- 047: stands until this year has ended
  (3, 1, 1, 'R-3', '2026-10-01', 'Kari Nordmann 4111 1111 1111 1111', 19900, 4975, 'in_c', '2026-10-10T08:00:00Z'),   -- 008: passes for a card
  (4, 1, 1, 'R-4', '2026-11-01', 'Kari Nordmann 4111 1111 1111 1112', 19900, 4975, 'in_d', NULL),                     -- 008: its last digit is wrong
  (5, 3, 3, 'R-5', '2018-06-01', 'Anne Dahl', 19900, 4975, 'in_e', '2018-06-10T08:00:00Z'),                           -- 047: late
  (6, 3, 3, 'R-6', '2024-06-01', 'Anne Dahl', 19900, 4975, 'in_f', '2024-06-10T08:00:00Z'),                           -- stands, out of use since the account was closed
  (7, 4, 4, 'R-7', '2024-06-01', 'Ola Lie', 19900, 4975, 'in_g', '2024-06-10T08:00:00Z'),                             -- stands, although the account is inactive
  (11, 11, 11, 'R-11', '2026-09-20', 'Liv Strand', 19900, 4975, 'in_k', '2026-10-01T08:00:01Z');                      -- 045: later than the account's last activity

INSERT INTO notices (id, owner_id, template, sent_at) VALUES
  (1, 1, 'outage', '2025-11-26T22:59:59Z'),        -- 048: late
  (2, 1, 'terms-change', '2025-11-26T23:00:00Z'),  -- 048: due
  (3, 1, 'price-change', '2025-11-27T23:00:00Z'),  -- 048: stands
  (4, 13, 'summer-offer', '2026-06-01T08:00:00Z'); -- 016: that is no service message

INSERT INTO access_log (id, account_id, owner_id, activity, second_factor, ip, browser, device, happened_at) VALUES
  (1, 1, 1, 'login', 1, '192.0.2.1', 'Firefox', 'Windows', '2025-11-26T22:59:59Z'),       -- 048: late
  (2, 1, 1, 'login', 1, '192.0.2.1', 'Firefox', 'Windows', '2025-11-26T23:00:00Z'),       -- 048: due
  (3, 1, 1, 'login', 1, '192.0.2.1', 'Firefox', 'Windows', '2025-11-27T23:00:00Z'),       -- 048: stands
  (4, 1, 1, 'login', 1, '192.0.2.1', 'Firefox', 'Windows', '2026-11-27T09:00:00Z'),       -- 045: the account's last activity
  (5, 3, 3, 'export', 1, '192.0.2.3', 'Safari', 'iPhone', '2026-11-26T22:50:00Z'),        -- stands, although the account is closed: a log has its own term
  (12, 12, 12, 'login', 0, '192.0.2.12', 'Chrome', 'Android', '2026-10-01T08:00:01Z'),    -- without the second factor (R07). 045: later than the last activity
  (13, 13, 13, 'refused', 0, '192.0.2.13', 'Chrome', 'Android', '2026-11-21T08:00:00Z');  -- neither: was refused

INSERT INTO disclosures (id, person_id, authority, case_number, legal_basis, approved_by, of_messages, disclosed_at) VALUES
  (1, 101, 'Oslo politidistrikt', '2026/17', 'straffeprosessloven § 210', 'Ida Moe', 1, '2026-03-01T08:00:00Z'),
  (2, 101, 'Oslo politidistrikt', '2026/18', '', 'Ida Moe', 1, '2026-03-02T08:00:00Z'),                          -- 021: by which law?
  (3, 101, 'Oslo politidistrikt', '2026/19', 'straffeprosessloven § 210', NULL, 1, '2026-03-03T08:00:00Z'),      -- 031: who approved it?
  (4, 1, 'Skatteetaten', NULL, 'skatteforvaltningsloven § 10-2', NULL, 0, '2026-03-04T08:00:00Z'),               -- 031: no messages
  (5, 103, 'Oslo politidistrikt', '2025/1', 'straffeprosessloven § 210', 'Ida Moe', 1, '2025-11-26T22:59:59Z'),  -- 048: late
  (6, 103, 'Oslo politidistrikt', '2025/2', 'straffeprosessloven § 210', 'Ida Moe', 1, '2025-11-26T23:00:00Z'),  -- 048: due
  (7, 103, 'Oslo politidistrikt', '2025/3', 'straffeprosessloven § 210', 'Ida Moe', 1, '2025-11-27T23:00:00Z');  -- 048: stands

INSERT INTO figures (id, counted_on, trade, salons, messages, clicks) VALUES
  (1, '2026-10-01', 'hair', 10, 812, 31),
  (2, '2026-10-01', 'massage', 9, 204, 12);  -- 017: nine salons

COMMIT;
