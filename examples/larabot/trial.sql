-- Rows by hand that hit every rule and every control of Larabot from both sides: what breaks it (or is due), and a twin that just does not.
-- Moments are written as distances from now and become instants at the end. Load it after schema/sqlite.sql.

INSERT INTO consent_texts (id, language, data_told, purpose_told, parties_told, published_at) VALUES
  (1, 'sv', 'sidor, händelser', 'besöksstatistik, bättre sidor', 'Midgard AI, PostHog', '-800 days'),
  (2, 'sv', 'sidor, händelser', 'besöksstatistik', '', '-800 days'),                         -- says not who
  (3, 'nb', 'sider, hendelser', 'besøksstatistikk, bedre sider', 'Midgard AI, PostHog', '-2 days');

INSERT INTO people (id, email, display_name, visitor_key, created_at, account_opened_at, account_closed_at, erasure_requested_at, left_at, enquiry_closed_at) VALUES
  ( 1, 'ada@example.org',  'Ada',  NULL, '-400 days', '-400 days', NULL,       NULL,       NULL,       NULL),  -- uses everything, and nothing is wrong
  ( 2, 'bo@example.org',   'Bo',   NULL, '-300 days', '-300 days', NULL,       NULL,       NULL,       NULL),  -- has taken back the yes to the service
  ( 3, 'cia@example.org',  'Cia',  NULL, '-200 days', '-200 days', NULL,       NULL,       NULL,       NULL),  -- never gave one
  ( 4, 'dag@example.org',  'Dag',  NULL, '-500 days', '-500 days', '-3 days',  NULL,       NULL,       NULL),  -- account closed, still a subscriber: the address stays
  ( 5, 'eva@example.org',  'Eva',  NULL, '-600 days', '-600 days', '-10 days', NULL,       '-10 days', NULL),  -- has left: the row goes
  ( 6, 'finn@example.org', 'Finn', NULL, '-900 days', '-900 days', NULL,       '-40 days', NULL,       NULL),  -- asked for erasure long ago: 043 broken
  ( 7, 'gry@example.org',  'Gry',  NULL, '-900 days', '-900 days', NULL,       '-27 days', NULL,       NULL),  -- asked within a month: due, not late
  ( 8, NULL,               NULL,   'v8', '-90 days',  NULL,        NULL,       NULL,       NULL,       NULL),  -- a browser that said yes
  ( 9, 'ni@example.org',   NULL,   'v9', '-60 days',  NULL,        NULL,       NULL,       NULL,       NULL),  -- 004 broken: where would a mere visitor's address come from
  (10, 'hans@example.org', 'Hans', NULL, '-20 days',  NULL,        NULL,       NULL,       NULL,       NULL),  -- wrote to us, not yet answered: stays
  (11, 'ida@example.org',  'Ida',  NULL, '-25 days',  NULL,        NULL,       NULL,       NULL,       NULL),  -- wrote to us, answered: letter and address go
  (12, 'jon@example.org',  'Jon',  NULL, '-350 days', '-350 days', NULL,       NULL,       NULL,       NULL),  -- has ended the newsletter, and keeps the account
  (13, 'kai@example.org',  'Kai',  NULL, '-100 days', NULL,        NULL,       NULL,       NULL,       NULL),  -- subscribed without a yes
  (14, 'liv@example.org',  'Liv',  NULL, '-80 days',  '-80 days',  NULL,       NULL,       NULL,       NULL),  -- signs in by a fifth service
  (15, 'mons@example.org', 'Mons', NULL, '-80 days',  '-80 days',  NULL,       NULL,       NULL,       NULL),  -- password beside a key from Google
  (16, 'nina@example.org', 'Nina', NULL, '-80 days',  '-80 days',  NULL,       NULL,       NULL,       NULL),  -- password as a quick hash
  (17, NULL,               NULL,   'v17','-200 days', NULL,        NULL,       NULL,       '-1 days',  NULL),  -- a browser whose answer has run out: the row goes
  (18, 'ola@example.org',  'Ola',  NULL, '-500 days', '-500 days', NULL,       NULL,       NULL,       NULL),  -- asked by mail to end the newsletter, and it was not done
  (19, 'pia@example.org',  'Pia',  NULL, '-500 days', '-500 days', NULL,       NULL,       NULL,       NULL);  -- asked so too, was heard, and subscribed again

INSERT INTO logins (id, person_id, service, external_id, school, role, password_hash, last_login_at) VALUES
  ( 1,  1, 'feide',     'f-1', 'Ås skole', 'student', NULL, '-1 days'),
  ( 2,  2, 'password',  NULL,  NULL, NULL, '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g', '-2 days'),
  ( 3,  3, 'google',    'g-3', NULL, NULL, NULL, '-3 days'),
  ( 4,  4, 'microsoft', 'm-4', NULL, NULL, NULL, '-4 days'),                     -- goes with Dag's account
  ( 5,  5, 'google',    'g-5', NULL, NULL, NULL, '-12 days'),                    -- goes with Eva's
  ( 6,  6, 'feide',     'f-6', 'Ås skole', 'employee', NULL, '-60 days'),        -- 043: late
  ( 7,  7, 'feide',     'f-7', NULL, NULL, NULL, '-60 days'),                    -- 043: due
  (12, 12, 'google',    'g-12', NULL, NULL, NULL, '-5 days'),
  (14, 14, 'bankid',    'b-14', NULL, NULL, NULL, '-5 days'),                    -- 022 broken: a fifth service
  (15, 15, 'password',  'g-15', NULL, NULL, '$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234', '-5 days'),  -- 022 broken: two ways in one
  (16, 16, 'password',  NULL,  NULL, NULL, '5f4dcc3b5aa765d61d8327deb882cf99', '-5 days'),  -- 028 broken: no slow hash
  (18, 18, 'microsoft', 'm-18', NULL, NULL, NULL, '-5 days'),
  (19, 19, 'google',    'g-19', NULL, NULL, NULL, '-5 days');

INSERT INTO consents (id, person_id, purpose, text_id, given_at, withdrawn_at) VALUES
  ( 1,  1, 'service',    1, '-400 days', '-300 days'),  -- taken back, and given again
  ( 2,  1, 'service',    1, '-290 days', NULL),
  ( 3,  1, 'newsletter', 1, '-390 days', NULL),
  ( 4,  2, 'service',    1, '-300 days', '-2 days'),
  ( 5,  4, 'newsletter', 1, '-480 days', NULL),
  ( 6,  5, 'service',    1, '-600 days', '-10 days'),   -- goes: Eva has left
  ( 7,  6, 'service',    1, '-900 days', NULL),         -- stays: proof is not erased on request
  ( 8,  7, 'service',    1, '-900 days', NULL),
  ( 9, 12, 'newsletter', 1, '-340 days', '-30 days'),
  (10, 14, 'service',    1, '-80 days',  NULL),
  (11, 18, 'newsletter', 1, '-480 days', NULL),
  (12, 19, 'newsletter', 1, '-480 days', '-50 days'),
  (13, 19, 'newsletter', 1, '-20 days',  NULL);

INSERT INTO cookie_choices (id, person_id, purpose, answer, text_id, decided_at, expires_at, withdrawn_at) VALUES
  ( 1,  1, 'statistics', 'yes', 1,    '-300 days', '+65 days',  NULL),
  ( 2,  1, 'functional', 'yes', 1,    '-300 days', '+65 days',  NULL),
  ( 3,  8, 'statistics', 'yes', 1,    '-90 days',  '+275 days', NULL),
  ( 4,  9, 'statistics', 'no',  NULL, '-60 days',  '+305 days', NULL),        -- a no needs no text: not examined by 008
  ( 5,  2, 'statistics', 'yes', 2,    '-200 days', '+165 days', '-100 days'), -- 008 broken: was not told who gets it
  ( 6, 12, 'statistics', 'yes', 3,    '-40 days',  '+325 days', NULL),        -- 008 broken: the text is newer than the answer
  ( 7, 14, 'marketing',  'yes', 1,    '-80 days',  '+285 days', NULL),        -- 006 broken: a third purpose
  ( 8, 17, 'statistics', 'yes', 1,    '-366 days', '-1 days',   NULL);        -- goes with the browser

INSERT INTO sessions (id, person_id, tool, token_hash, started_at, expires_at, ended_at) VALUES
  ( 1,  1, 'text',  'h1',  '-20 minutes', '+40 minutes', NULL),         -- runs
  ( 2,  1, 'text',  'h2',  '-3 hours',    '-2 hours',    '-150 minutes'),
  ( 3,  1, 'text',  'h3',  '-3 hours',    '-2 hours',    NULL),         -- nobody ended it: it ran out
  ( 4,  1, 'text',  'h4',  '-295 days',   '-294 days',   NULL),         -- 015 broken: between two yeses
  ( 5,  2, 'text',  'h5',  '-3 days',     '+1 days',     NULL),         -- 015 broken: goes on after the yes was taken back
  ( 6,  2, 'text',  'h6',  '-3 days',     '+1 days',     '-2 days'),    -- ended in that moment: fine
  ( 7,  2, 'voice', 'h7',  '-4 days',     '-3 days',     NULL),         -- had run out before: fine
  ( 8,  3, 'text',  'h8',  '-5 hours',    '-4 hours',    '-280 minutes'),  -- 015 broken: never a yes
  ( 9,  4, 'text',  'h9',  '-30 days',    '-29 days',    '-30 days'),   -- 015 broken: no receipt; goes with Dag's account
  (10,  6, 'text',  'h10', '-70 days',    '-69 days',    '-70 days'),   -- 043: late
  (11,  7, 'voice', 'h11', '-70 days',    '-69 days',    '-70 days'),   -- 043: due
  (12, 14, 'text',  'h12', '-1 days',     '-1 hours',    NULL);

INSERT INTO prompts (id, session_id, person_id, body, reply, sent_at) VALUES
  (1, 1, 1, 'Skriv en dikt om älgen.', 'Älgen går ..', '-10 minutes'),      -- the session runs: stays
  (2, 2, 1, 'Rätta min text.',         'Här är den ..', '-155 minutes'),    -- 014 broken: the session was ended
  (3, 3, 1, 'Förklara bråk.',          'Ett bråk ..', '-170 minutes'),      -- 014 broken: it ran out
  (4, 5, 2, 'Översätt detta.',         NULL, '-1 days'),                    -- 014 broken: the session runs, but its yes was taken back two days ago
  (5, 8, 3, 'Ge mig tre idéer.',       'En ..', '-285 minutes'),            -- 014 broken: never a yes, and goes all the same
  (6, 12, 14, NULL, NULL, '-2 hours');                                      -- emptied by the application: nothing left to break 014, and the row goes

INSERT INTO statistics_events (id, person_id, name, page, occurred_at, forwarded_at) VALUES
  (1,  1,   'page_view', '/texter', '-100 days', '-100 days'),
  (2,  1,   'page_view', '/texter', '-301 days', NULL),          -- 011 broken: before the yes
  (3,  8,   'page_view', '/',       '-30 days',  '-30 days'),
  (4,  9,   'page_view', '/priser', '-30 days',  '-30 days'),    -- 011 and 036 broken: after a no
  (5,  2,   'tool_use',  '/texter', '-101 days', '-99 days'),    -- 036 broken: sent after the yes was taken back. It goes: its consent is over
  (6,  2,   'tool_use',  '/texter', '-150 days', '-150 days'),   -- fine, and goes too
  (7,  NULL,'page_view', '/',       '-30 days',  NULL),          -- about nobody: not examined
  (8, 17,   'page_view', '/',       '-100 days', NULL);          -- goes: the browser's answer has run out

INSERT INTO subscriptions (id, person_id, topics, source, started_at, ended_at) VALUES
  (1,  1, 'skola', 'page', '-390 days', NULL),
  (2,  4, 'skola', 'page', '-480 days', NULL),
  (3, 12, 'skola', 'page', '-340 days', '-30 days'),    -- goes
  (4, 13, 'skola', 'fair', '-100 days', NULL),          -- 016 broken: no receipt
  (5, 18, 'skola', 'page', '-480 days', NULL),
  (6, 19, 'skola', 'page', '-480 days', '-50 days'),    -- goes
  (7, 19, 'skola', 'page', '-20 days',  NULL);

INSERT INTO mails (id, person_id, class, subject, unsubscribe_token, sent_at) VALUES
  (1,  1, 'newsletter', 'Nytt i mars',  'u1', '-100 days'),
  (2,  1, 'newsletter', 'Nytt i april', '',   '-70 days'),   -- 019 broken: no link
  (3,  1, 'service',    'Ny enhet',     NULL, '-70 days'),   -- no newsletter: needs no link
  (4, 12, 'newsletter', 'Nytt i april', 'u4', '-70 days'),   -- in time
  (5, 12, 'newsletter', 'Nytt i maj',   'u5', '-10 days'),   -- 018 broken: after the end
  (6, 13, 'newsletter', 'Nytt i maj',   'u6', '-10 days'),   -- 018 broken: never a yes
  (7, 19, 'newsletter', 'Nytt i maj',   'u7', '-35 days'),   -- 018 broken: between two subscriptions
  (8, 19, 'newsletter', 'Nytt i maj',   'u8', '-10 days'),
  (9,  5, 'service',    'Ditt konto är stängt', NULL, '-10 days'),  -- goes: Eva has left
  (10, 1, 'newsletter', 'Nytt i förrgår', '', '-400 days');  -- before the yes and without a link, but more than a year ago: 018 and 019 look at it no longer

INSERT INTO enquiries (id, person_id, subject, body, answer, received_at, closed_at) VALUES
  (1, 10, 'Pris för en skola', 'Hej, vad kostar det?', NULL, '-20 days', NULL),
  (2, 11, 'Inloggning', 'Jag kommer inte in.', 'Pröva igen nu.', '-25 days', '-2 days'),  -- goes
  (3,  1, 'Fel i en text', 'Se bilden.', NULL, '-1 days', NULL);

INSERT INTO rights_requests (id, person_id, kind, channel, outcome, ground, received_at, closed_at) VALUES
  (1,  1, 'access',        'e-mail',   'met',     NULL, '-60 days', '-50 days'),
  (2, 12, 'access',        'e-mail',   'refused', '',   '-60 days', '-50 days'),                    -- 045 broken: refused without a ground
  (3,  2, 'rectification', 'settings', 'refused', 'GDPR 12(6): unclear who asks', '-60 days', '-50 days'),
  (4,  3, 'rectification', 'e-mail',   NULL,      NULL, '-60 days', '-50 days'),                    -- 044 broken: closed without an answer
  (5,  3, 'rectification', 'e-mail',   NULL,      NULL, '-6 days',  NULL),                          -- not closed: not examined
  (6,  6, 'erasure',       'e-mail',   NULL,      NULL, '-41 days', NULL),
  (7, 18, 'withdrawal',    'e-mail',   'met',     NULL, '-40 days', '-39 days'),                    -- 020 broken: is still subscribed
  (8, 19, 'withdrawal',    'e-mail',   'met',     NULL, '-50 days', '-50 days');                    -- heard; the new subscription is younger

INSERT INTO abuse_records (id, person_id, reason, ip, browser, page, noted_at, closed_at) VALUES
  (1, 14,  'abuse',     '192.0.2.14',  'Firefox', '/texter', '-3 days',  NULL),        -- under review: stays
  (2, 15,  'abuse',     '192.0.2.15',  'Chrome',  '/texter', '-30 days', '-8 days'),   -- goes
  (3,  7, 'stability', '203.0.113.7', 'Safari',  '/roster', '-30 days', NULL);        -- goes all the same: Gry has asked for erasure

INSERT INTO invoices (id, person_id, number, amount_cents, billing_name, billing_address, issued_on) VALUES
  (1, 6, 'L-1', 49000, 'Finn', 'Skolgatan 1', strftime('%Y-06-01', 'now', '-6 years')),  -- five years after its year are over: goes, and 043 is broken by it
  (2, 6, 'L-2', 49000, 'Finn', 'Skolgatan 1', strftime('%Y-01-01', 'now', '-5 years')),  -- the floor stands: Finn's row stays beneath it, emptied
  (3, 1, 'L-3', 49000, 'Ada',  'Skolgatan 2', strftime('%Y-12-31', 'now', '-6 years')),  -- goes, and breaks no promise: Ada has not asked
  (4, 7, 'L-4', 49000, 'Gry',  'Skolgatan 3', strftime('%Y-03-01', 'now', '-1 years'));

INSERT INTO processors (id, name, service, region, agreement_reference, agreement_signed_on, agreement_ended_on, in_use_from, in_use_until) VALUES
  (1, 'Hetzner Online GmbH', 'servers',    'EU', 'DPA-1', '2023-11-01', NULL,         '2023-11-15', NULL),
  (2, 'Scaleway SAS',        'storage',    'EU', 'DPA-2', '2023-11-15', NULL,         '2023-11-15', NULL),
  (3, 'Microsoft',           'models',     'EU', 'DPA-3', '2023-12-01', NULL,         '2023-12-01', NULL),
  (4, 'Brevo',               'newsletter', 'EU', 'DPA-4', '2024-02-10', NULL,         '2024-02-01', NULL),         -- 029 broken: signed after the first day
  (5, 'PostHog',             'statistics', 'EU', NULL,    NULL,         NULL,         '2024-02-01', NULL),         -- 029 broken: none
  (6, 'Old Mailer',          'newsletter', 'EU', 'DPA-0', '2023-11-01', '2024-02-01', '2023-11-01', '2024-02-01'); -- not in use: not examined

-- What the application has written down already of rows that are long gone.
UPDATE people SET enquiry_closed_at = '-200 days' WHERE id = 1;

UPDATE consent_texts SET published_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', published_at);
UPDATE people SET
  created_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', created_at),
  account_opened_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', account_opened_at),
  account_closed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', account_closed_at),
  erasure_requested_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', erasure_requested_at),
  left_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', left_at),
  enquiry_closed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', enquiry_closed_at);
UPDATE logins SET last_login_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', last_login_at);
UPDATE consents SET given_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', given_at), withdrawn_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', withdrawn_at);
UPDATE cookie_choices SET
  decided_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', decided_at),
  expires_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', expires_at),
  withdrawn_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', withdrawn_at);
UPDATE sessions SET
  started_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', started_at),
  expires_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', expires_at),
  ended_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ended_at);
UPDATE prompts SET sent_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', sent_at);
UPDATE statistics_events SET
  occurred_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', occurred_at),
  forwarded_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', forwarded_at);
UPDATE subscriptions SET started_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', started_at), ended_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ended_at);
UPDATE mails SET sent_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', sent_at);
UPDATE enquiries SET received_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', received_at), closed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', closed_at);
UPDATE rights_requests SET received_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', received_at), closed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', closed_at);
UPDATE abuse_records SET noted_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', noted_at), closed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', closed_at);
