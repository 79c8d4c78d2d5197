#include "shop.h"

namespace lofte::tests {

namespace {

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Test SL, country: DK, email: privacy@test.example }
effective: 2016-01-01
data: { account: [mail, phone, tier], order: [note, proof], visit: [page] }
subjects: [user]
activities:
  shop:
    purpose: sell things
    basis: contract
    subjects: user
    data: [account, order]
    retention: [{ promise: closed, of: [account, order], keep: while account.open, within: P30D, then: erase }]
  visits:
    purpose: see what is looked at
    basis: contract
    subjects: user
    data: visit
    retention: [{ promise: visits, of: visit, keep: P2Y after visit.made, within: P3D, then: erase }]
promises:
  closed: { kind: retention, text: gone with the account }
  visits: { kind: retention, text: two years }
)";

constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields:
      id: technical
      mail: { category: account.mail, blank: key }
      phone: account.phone
      tier: { category: account.tier, blank: { constant: none } }
      closed_on: technical
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
  main.orders:
    persons: { user: account_id }
    triggers: []
    fields: { id: technical, account_id: technical, part_of: technical, note: order.note, proof: order.proof }
  main.visits:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, made_on: technical, page: visit.page }
    events: { visit.made: { column: made_on, kind: date, null: unknown } }
)";

// Values that lose something on many a way: bytes that are no text, an infinity, a blob without bytes, one column of every type.
constexpr char kSqliteSchema[] = R"(
CREATE TABLE accounts (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE, phone TEXT, tier TEXT NOT NULL, closed_on TEXT);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts (id), part_of INTEGER REFERENCES orders (id), note TEXT,
  proof BLOB, price REAL, extra, words INTEGER GENERATED ALWAYS AS (length(note)) STORED);
CREATE TABLE visits (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED, made_on TEXT, page TEXT)
  WITHOUT ROWID;
CREATE INDEX orders_of_accounts ON orders (account_id);
CREATE INDEX orders_of_orders ON orders (part_of);
CREATE INDEX visits_of_accounts ON visits (account_id);
)";
constexpr char kSqliteRows[] = R"(
INSERT INTO orders (id, account_id, part_of, note, proof, price, extra) VALUES
  (11, 2, NULL, CAST(x'72696e67ff00fe' AS TEXT), x'00ff', 9e999, x''), (12, 2, 11, NULL, x'', -0.1, 'a''b');
)";
constexpr char kPostgresSchema[] = R"(
CREATE TYPE size AS ENUM ('small', 'large');
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE, phone text, tier text NOT NULL, closed_on date);
CREATE TABLE orders (
  id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), part_of bigint REFERENCES orders (id), note text,
  proof bytea, price numeric(30, 12), rate real, seen timestamptz, noon time with time zone, pause interval, tags text[], doc jsonb,
  raw json, code char(6), net inet, valid daterange, kind size, is_gift boolean, uid uuid, far timestamp,
  words integer GENERATED ALWAYS AS (length(note)) STORED);
CREATE TABLE visits (
  id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED, made_on date, page text)
  PARTITION BY HASH (id);
CREATE TABLE visits_even PARTITION OF visits FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE visits_odd PARTITION OF visits FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX ON orders (account_id);
CREATE INDEX ON orders (part_of);
CREATE INDEX ON visits (account_id);
)";
constexpr char kPostgresRows[] = R"(
INSERT INTO orders VALUES
  (11, 2, NULL, E'ring\ttwice\\n"', '\x00ff', 123456789012345678.000000000001, 0.1, '2019-05-05 10:00:00.123456+02', '12:30+05:30',
   '1 year -3 days 04:05:06.7', ARRAY['a,b', NULL, '"', ''], '{"a": [1, null]}', '{"b" :  1}', 'ab', '10.0.0.0/8', '[2019-01-01,)',
   'large', true, '00000000-0000-4000-8000-00000000000a', 'infinity'),
  (12, 2, 11, NULL, '\x', 'NaN', '-Infinity', 'infinity', NULL, NULL, '{}', 'null', NULL, NULL, NULL, 'empty', NULL, NULL, NULL,
   '0044-03-15 BC');
)";

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

}  // namespace

void ShopTest::SetUp() {
  if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  world_ = std::make_unique<World>(GetParam());
  const std::string overriding = world_->is_postgres() ? "OVERRIDING SYSTEM VALUE " : "";
  world_->Schema((world_->is_postgres() ? kPostgresSchema : kSqliteSchema) + std::string("INSERT INTO accounts ") + overriding +
                 "VALUES (1, 'a@example.org', '11', 'gold', NULL), (2, 'b@example.org', NULL, 'gold', '2020-03-01'), "
                 "(3, 'c@example.org', '33', 'gold', '2020-03-01');" +
                 (world_->is_postgres() ? kPostgresRows : kSqliteRows) +
                 "INSERT INTO visits VALUES (31, 3, '2019-06-01', '/'), (32, 1, '2018-03-01', '/chairs');");
  world_->Files(kPolicy, kMap);
  world_->Seal(7);
}

bool ShopTest::Apply(const std::string& at) {
  engine::ApplyOptions options;
  options.max_share = 1.0;
  const Result<engine::ApplyReport> report = world_->Apply(at, options);
  EXPECT_TRUE(report) << report.error().message;
  return report.has_value();
}

engine::UndoReport ShopTest::Undo(int run) {
  Result<engine::UndoReport> report = world_->Undo(run);
  EXPECT_TRUE(report) << report.error().message;
  return report ? std::move(*report) : engine::UndoReport();
}

std::vector<std::string> ShopTest::Left(const engine::UndoReport& report) {
  Lines lines;
  for (const engine::LeftCount& of : report.left) lines.push_back(of.table + " " + std::to_string(of.copies) + ": " + of.why);
  return lines;
}

std::vector<std::string> ShopTest::Copies() {
  return world_->Rows("SELECT kind, source_table, due, late, charged FROM " + Own("sealed") + " ORDER BY source_table, due, row_digest");
}

void ShopTest::Within(int days) { world_->Files(Replaced(kPolicy, "within: P30D", "within: P" + std::to_string(days) + "D"), kMap); }

void ShopTest::KnowTriggers(const std::string& names) {
  world_->Files(kPolicy, Replaced(kMap, "triggers: []", "triggers: [" + names + "]"));
}

void ShopTest::InsertAccount(int id) {
  world_->Execute(std::string("INSERT INTO accounts ") + (world_->is_postgres() ? "OVERRIDING SYSTEM VALUE " : "") + "VALUES (" +
                  std::to_string(id) + ", 'new@example.org', NULL, 'gold', NULL)");
}

}  // namespace lofte::tests
