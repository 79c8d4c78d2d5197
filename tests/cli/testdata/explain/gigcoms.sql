-- A booking of two people of examples/gigcoms, one of whom left long ago and the other last month. For both kinds of database.
INSERT INTO accounts (id, email, display_name, created_at, deleted_at) VALUES
  (1, 'artist@example.org', 'Ada', '2018-01-01T10:00:00Z', '2020-05-01T10:00:00Z'),
  (2, 'booker@example.org', 'Bo', '2018-01-01T10:00:00Z', '2026-10-01T10:00:00Z');
INSERT INTO bookings (id, artist_id, booker_id, event_name, venue, event_date, status, fee_cents, currency, artist_note, created_at) VALUES
  (7, 1, 2, 'Concert', 'The Barn', '2019-03-01', 'played', 250000, 'DKK', 'bring the amplifier', '2019-01-10T10:00:00Z');
