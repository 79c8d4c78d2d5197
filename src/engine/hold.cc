#include "engine/hold.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/journal.h"
#include "sql/print.h"

namespace lofte::engine {

namespace {

constexpr std::size_t kLongestReference_bytes = 200;
bool IsControl(unsigned char c) { return c < 0x20 || c == 0x7f; }

const char* NameOf(HoldKind kind) { return kind == HoldKind::kHold ? "hold" : "restriction"; }

bool IsUuid(const std::string& text) {
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), [](unsigned char c, char form) {
           return form == '-' ? c == '-' : (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
         });
}

// The key in the type of the registry's column.
Result<expr::Value> KeyValue(const Site& site, const datamap::DataMap::Registry& registry, const std::string& subject) {
  const stores::Table* table = site.catalogue->Find(registry.table);
  const stores::Column* column = table == nullptr ? nullptr : table->Find(registry.key);
  if (column == nullptr) return Fail(ErrorCode::kInvalid, "the people registry of store `" + site.store->name() + "` is not in its schema");
  if (column->type == expr::Type::kUuid && !IsUuid(subject))
    return Fail(ErrorCode::kInvalid,
                "the key of a person in `" + expr::Format(registry.table) + "` is a uuid, 8-4-4-4-12 hexadecimal digits");
  if (column->type != expr::Type::kInt) return expr::Value(subject);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(subject.data(), subject.data() + subject.size(), number);
  if (error != std::errc() || end != subject.data() + subject.size())
    return Fail(ErrorCode::kInvalid, "the key of a person in `" + expr::Format(registry.table) + "` is a whole number");
  return expr::Value(number);
}

// The key as the registry has it, which may compare texts by other rules than bytes; nullopt: no such person.
Result<std::optional<expr::Value>> FindPerson(Site& site, const datamap::DataMap::Registry& registry, const expr::Value& key) {
  const stores::Dialect dialect = site.store->dialect();
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(fmt::format("SELECT {0} FROM {1} WHERE {0} = {2}", sql::Identifier(registry.key),
                                                                      sql::TableRef(registry.table, dialect), Parameter(dialect, 1)),
                                                          {key}));
  if (rows.rows.empty()) return std::optional<expr::Value>();
  return std::optional<expr::Value>(rows.rows[0][0]);
}

Status WriteHold(Site& site, const HoldRequest& request, const expr::Value& key, time::Instant now) {
  const stores::Dialect dialect = site.store->dialect();
  const auto p = [&](int n) { return Parameter(dialect, n); };
  LOFTE_ASSIGN(auto transaction, site.store->Begin());
  LOFTE_TRY(site.store->LockPersonState(true));
  const std::string sql = fmt::format(
      "INSERT INTO {0} (subject_key, purpose, state, since, until, reference) VALUES ({1}, '', {2}, {3}, NULL, {4}) "
      "ON CONFLICT (subject_key, purpose, state, reference) DO UPDATE SET since = excluded.since, until = NULL",
      site.store->OwnTable("subject_state"), p(1), p(2), p(3), p(4));
  LOFTE_TRY(site.store->Execute(sql, {key, std::string(NameOf(request.kind)), StoredMoment(dialect, now), request.reference}));
  return transaction->Commit();
}

// A store that may hold rows about the person.
struct Place {
  Site* site;
  expr::Value key;
  bool has_person;
};

// Stores whose registry has keys of the type of this one; never empty.
Result<std::vector<Place>> PlacesOf(const HoldRequest& request, std::vector<Site>& sites) {
  std::vector<Place> places;
  Error none{ErrorCode::kNotFound, "no store has a people registry: name it in the data map, `people:`"};
  for (Site& site : sites) {
    const datamap::DataMap::Registry* registry = site.bound->map().RegistryOf(site.store->name());
    if (registry == nullptr) continue;
    Result<expr::Value> key = KeyValue(site, *registry, request.subject);
    if (!key) {
      none = key.error();
      continue;
    }
    LOFTE_ASSIGN(const std::optional<expr::Value> found, FindPerson(site, *registry, *key));
    places.push_back({&site, found ? *found : *key, found.has_value()});
  }
  if (places.empty()) return Fail(none);
  return places;
}

}  // namespace

Status AddHold(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now) {
  if (request.reference.empty()) return Fail(ErrorCode::kInvalid, "a hold needs a reference, your own file number, by which it is lifted");
  if (request.reference.size() > kLongestReference_bytes || std::any_of(request.reference.begin(), request.reference.end(), IsControl))
    return Fail(ErrorCode::kInvalid, "the reference of a hold is one printable line of at most 200 bytes");
  LOFTE_ASSIGN(const std::vector<Place> places, PlacesOf(request, sites));
  if (!request.absent && std::none_of(places.begin(), places.end(), [](const Place& place) { return place.has_person; }))
    return Fail(ErrorCode::kNotFound,
                "no store has a person with this key in its people registry; if rows still refer to the key of a person who is gone, say "
                "--absent");
  for (const Place& place : places) {
    LOFTE_TRY(WriteHold(*place.site, request, place.key, now));
    LOFTE_TRY(ledger.AddHold({request.reference, NameOf(request.kind), place.site->store->name(), now, std::nullopt}));
  }
  return {};
}

Result<bool> HasOpenHold(Site& site, const std::string& reference) {
  const stores::Dialect dialect = site.store->dialect();
  LOFTE_ASSIGN(const time::Instant now, site.store->Now());
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query(fmt::format("SELECT 1 FROM {} WHERE reference = {} AND (until IS NULL OR until > {}) AND state IN "
                                             "('hold', 'restriction') LIMIT 1",
                                             site.store->OwnTable("subject_state"), Parameter(dialect, 1), Parameter(dialect, 2)),
                                 {reference, StoredMoment(dialect, now)}));
  return !rows.rows.empty();
}

Status ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> known, ledger.Holds());
  const bool is_known =
      std::any_of(known.begin(), known.end(), [&](const ledger::HoldRecord& hold) { return hold.reference == reference && !hold.until; });
  std::int64_t lifted = 0;
  for (Site& site : sites) {
    const stores::Dialect dialect = site.store->dialect();
    LOFTE_ASSIGN(auto transaction, site.store->Begin());
    LOFTE_TRY(site.store->LockPersonState(true));
    LOFTE_ASSIGN(
        const std::int64_t rows,
        site.store->Execute(
            fmt::format(
                "UPDATE {0} SET until = {1} WHERE reference = {2} AND (until IS NULL OR until > {1}) AND state IN ('hold', 'restriction')",
                site.store->OwnTable("subject_state"), Parameter(dialect, 1), Parameter(dialect, 2)),
            {StoredMoment(dialect, now), reference}));
    LOFTE_TRY(transaction->Commit());
    lifted += rows;
    LOFTE_TRY(ledger.ReleaseHold(reference, site.store->name(), now));
  }
  if (lifted == 0 && !is_known)
    return Fail(ErrorCode::kNotFound, "no open hold has the reference `" + reference + "`: `lofte hold list` shows them");
  return {};
}

}  // namespace lofte::engine
